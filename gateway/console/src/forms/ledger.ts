import type { LedgerField, LedgerKind } from '../api/types'
import { type Field, type FieldType, type Values, isBlank, isTally } from './field'

const types: Record<LedgerField['type'], FieldType> = {
  text: 'text', longText: 'longText', texts: 'texts', count: 'quantity', percent: 'percent', choice: 'choice', day: 'day',
}

/** What entries are counted in: the chosen choice's unit where it has one, else the kind's. */
export function unitOf(kind: LedgerKind, values: Values): string {
  for (const field of kind.fields) {
    const chosen = field.choices.find(choice => choice.key === values[`fields.${field.key}`])
    if (chosen?.unit) return chosen.unit
  }
  return kind.unit
}

/** The form of a ledger kind, from its declaration: date, the declared fields, then count, title and source. */
export function ledgerFields(kind: LedgerKind): Field[] {
  const declared = kind.fields.map((field): Field => ({
    name: `fields.${field.key}`,
    label: field.name,
    type: types[field.type],
    required: field.required,
    ...(field.choices.length > 0 && { choices: field.choices }),
    ...(field.hint !== undefined && { hint: field.hint }),
    ...(field.type === 'percent' && { unit: '%' }),
    ...(field.type === 'count' && { unit: (values: Values) => field.unit || unitOf(kind, values) }),
  }))
  const counted: Field[] = kind.unit === '' ? [] : [
    { name: 'count', label: '数量', type: 'quantity', unit: values => unitOf(kind, values), hint: '一次一记可不填；汇总登记填总数；确认全年没有的填 0' },
  ]
  const asked = (name: string) => (values: Values) => isTally(values, 'count') || !isBlank(values[name])
  return [
    { name: 'on', label: '时间', type: 'period', required: true },
    ...declared.filter(field => field.required),
    ...counted,
    ...declared.filter(field => !field.required),
    { name: 'source', label: '数据出处', type: 'text', when: asked('source'), hint: '汇总数从哪里来，如：司法所台账' },
    { name: 'includes', label: '已包含的记录', type: 'records', listedAt: `/ledgers/${kind.key}`, when: asked('includes'), rare: true, hint: '这些记录已算在汇总数内，不再重复计数' },
    { name: 'title', label: '标题', type: 'text', rare: true, hint: '便于辨认的一句话' },
  ]
}
