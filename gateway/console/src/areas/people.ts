import type { JsonObject, RecordItem } from '../api/types'
import { isObject, toValues } from '../forms/body'
import type { Field } from '../forms/field'
import { daysBetween, periodText } from '../shared/dates'
import { type Area, factsOf } from './area'
import { describe } from './describe'
import { correction, reason, recordOfYear, voiding } from './reasons'

const officerFields: Field[] = [
  { name: 'name', label: '姓名', type: 'text', required: true },
  { name: 'post', label: '职务', type: 'text' },
  { name: 'body', label: '所在机构', type: 'text', placeholder: '综合行政执法队' },
  { name: 'onQuota', label: '在编在岗', type: 'yesNo', hint: '只有在编在岗人员可以申领执法证' },
]
const leftOn = { name: 'on', label: '日期', type: 'day', required: true } as const

export const officers: Area = {
  key: 'officers', name: '执法人员', lasting: true,
  add: { key: 'add', name: '登记人员', method: 'POST', path: () => '/officers', fields: officerFields, initial: () => ({ onQuota: true }) },
  changes: [
    correction('officers', officerFields),
    { key: 'release', name: '登记离岗', method: 'POST', path: record => `/officers/${record?.id}/release`, fields: [leftOn, reason], initial: ({ today }) => ({ on: today }), offered: record => !record.data['left'] },
    voiding,
  ],
  summary: record => describe(officerFields.slice(1, 3), factsOf(record)).map(detail => detail.value),
  standing: record => (record.data['left'] ? { text: '已离岗', tone: 'calm' } : undefined),
  details: record => [...describe(officerFields, factsOf(record)), ...leaving(record.data['left'])],
}

function leaving(left: unknown) {
  const { on, reason: why } = isObject(left as JsonObject) ? (left as JsonObject) : {}
  return on ? [{ label: '离岗', value: `${periodText(String(on))}（${String(why)}）` }] : []
}

const forceFields: Field[] = [
  { name: 'year', label: '年度', type: 'year', required: true, fixed: true },
  { name: 'body', label: '执法机构', type: 'text', placeholder: '综合行政执法队' },
  { name: 'authorised', label: '核定编制', type: 'quantity', unit: '名' },
  { name: 'certified', label: '持证人员', type: 'quantity', unit: '名', hint: '已逐证登记的不必填' },
  { name: 'head', label: '负责人', type: 'text' },
  { name: 'deputyHead', label: '分管负责人', type: 'text' },
  { name: 'sections', label: '内设股', type: 'quantity', unit: '个' },
  { name: 'squads', label: '中队', type: 'quantity', unit: '个' },
  { name: 'rooms', label: '办公用房', type: 'quantity', unit: '间' },
  { name: 'premises', label: '主要办公场所', type: 'text', placeholder: '综治中心' },
  { name: 'roomsSquareMetres', label: '用房面积', type: 'quantity', unit: '平方米' },
  { name: 'recorders', label: '执法记录仪', type: 'quantity', unit: '台' },
  { name: 'recordersHeldBy', label: '记录仪保管', type: 'text' },
  { name: 'source', label: '数据出处', type: 'text', hint: '填了持证人员数时必填' },
]

export const enforcementForce: Area = {
  key: 'enforcement-force', name: '执法力量',
  add: {
    key: 'set', name: '填报', method: 'PUT', path: () => '/enforcement-force', fields: forceFields, replaces: true,
    initial: ({ year, records }) => ({ ...toValues(forceFields, factsOf(recordOfYear(records, year) ?? { data: {} } as RecordItem)), year: String(year) }),
  },
  changes: [voiding],
  summary: record => describe(forceFields.slice(2, 4), factsOf(record)).map(detail => `${detail.label}${detail.value}`),
  details: record => describe(forceFields, factsOf(record)),
}

const termFields: Field[] = [
  { name: 'number', label: '证号', type: 'text', required: true },
  { name: 'validFrom', label: '有效期起', type: 'day', required: true },
  { name: 'validTo', label: '有效期止', type: 'day', required: true, hint: '按证件上印的日期填写' },
]

export interface Term {
  number?: string
  from?: string
  to?: string
}

/** Terms of a certificate or a contract, oldest first; the last one holds. */
export const termsOf = (record: RecordItem): Term[] => (Array.isArray(record.data['terms']) ? (record.data['terms'] as unknown as Term[]) : [])

const standings: Record<string, string> = { surrendered: '已收缴', lost: '已报失' }
const standingOf = (record: RecordItem) => String(record.data['standing'] ?? 'held')
const termText = (term: Term) => `${term.from ? periodText(term.from) : '起始不详'} 至 ${term.to ? periodText(term.to) : '截止不详'}`

/** How a last day looks from today: past it, within 30 days, or far. */
export function lastDay(to: string | undefined, today: string): ReturnType<NonNullable<Area['standing']>> {
  if (!to) return undefined
  const left = daysBetween(today, to)
  return left < 0 ? { text: `已过期${-left}天`, tone: 'bad' } : left <= 30 ? { text: left === 0 ? '今天到期' : `${left}天后到期`, tone: 'warn' } : { text: '有效', tone: 'good' }
}

export const certificates: Area = {
  key: 'certificates', name: '行政执法证', lasting: true,
  add: {
    key: 'add', name: '登记执法证', method: 'POST', path: () => '/certificates',
    fields: [
      { name: 'officerId', label: '持证人', type: 'record', required: true, listedAt: '/officers', offers: data => !data['left'], hint: '没有此人时请先在“执法人员”中登记' },
      ...termFields,
      { name: 'issuer', label: '发证机关', type: 'text' },
    ],
  },
  changes: [
    {
      key: 'renewals', name: '换证', method: 'POST', path: record => `/certificates/${record?.id}/renewals`,
      fields: [...termFields.slice(1), { name: 'number', label: '新证号', type: 'text', hint: '不变可不填' }],
      offered: record => standingOf(record) !== 'surrendered', note: '登记后自动取消原有到期提醒。',
    },
    { key: 'loss', name: '报失', method: 'POST', path: record => `/certificates/${record?.id}/loss`, fields: [leftOn, reason], initial: ({ today }) => ({ on: today }), offered: record => standingOf(record) === 'held' },
    { key: 'surrender', name: '收缴', method: 'POST', path: record => `/certificates/${record?.id}/surrender`, fields: [leftOn, reason], initial: ({ today }) => ({ on: today }), offered: record => standingOf(record) !== 'surrendered' },
    voiding,
  ],
  summary: record => [`至 ${periodText(termsOf(record).at(-1)?.to ?? '')}`],
  standing: (record, today) => {
    const gone = standings[standingOf(record)]
    return gone ? { text: gone, tone: 'calm' } : lastDay(termsOf(record).at(-1)?.to, today)
  },
  details: record => [
    { label: '持证人', value: String(record.data['holder'] ?? '') },
    ...(record.data['issuer'] ? [{ label: '发证机关', value: String(record.data['issuer']) }] : []),
    ...termsOf(record).map((term, i, terms) => ({ label: i === terms.length - 1 ? '现证' : `第${i + 1}期`, value: `${term.number}，${termText(term)}` })),
    ...(record.data['standingSince'] ? [{ label: standings[standingOf(record)] ?? '状态', value: periodText(String(record.data['standingSince'])) }] : []),
  ],
}

const contractFields: Field[] = [
  { name: 'signedOn', label: '签订时间', type: 'period', required: true },
  { name: 'firm', label: '律师事务所', type: 'text', hint: '律所、律师、顾问人数至少填一项' },
  { name: 'lawyers', label: '律师', type: 'rows', rowName: '律师', fields: [{ name: 'name', label: '姓名', type: 'text', required: true }, { name: 'licenceNumber', label: '执业证号', type: 'text' }] },
  { name: 'advisers', label: '法律顾问人数', type: 'quantity', unit: '名', rare: true },
  { name: 'term.from', label: '合同起始日', type: 'day' },
  { name: 'term.to', label: '合同终止日', type: 'day', hint: '填了才能到期提醒' },
  { name: 'duties', label: '服务内容', type: 'texts', rare: true },
]

export const adviserContracts: Area = {
  key: 'adviser-contracts', name: '法律顾问合同', lasting: true,
  add: { key: 'add', name: '登记合同', method: 'POST', path: () => '/adviser-contracts', fields: contractFields, initial: ({ today }) => ({ signedOn: today }) },
  changes: [
    {
      key: 'renewals', name: '续聘', method: 'POST', path: record => `/adviser-contracts/${record?.id}/renewals`,
      fields: [{ name: 'from', label: '起始日', type: 'day', required: true }, { name: 'to', label: '终止日', type: 'day', required: true }], offered: record => !record.data['ended'],
    },
    { key: 'end', name: '终止合同', method: 'POST', path: record => `/adviser-contracts/${record?.id}/end`, fields: [leftOn, reason], initial: ({ today }) => ({ on: today }), offered: record => !record.data['ended'] },
    voiding,
  ],
  standing: (record, today) => (record.data['ended'] ? { text: '已终止', tone: 'calm' } : lastDay(termsOf(record).at(-1)?.to, today)),
  details: record => [
    ...describe(contractFields.filter(field => !field.name.startsWith('term.')), factsOf(record)),
    ...termsOf(record).map((term, i) => ({ label: `第${i + 1}期`, value: termText(term) })),
    ...leaving(record.data['ended']).map(detail => ({ ...detail, label: '终止' })),
  ],
}
