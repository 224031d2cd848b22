import type { JsonObject, LedgerKind } from '../api/types'
import { ledgerFields } from '../forms/ledger'
import { type Area, factsOf } from './area'
import { describe } from './describe'
import { correction, voiding } from './reasons'

/** The API wants `fields` even where an entry has none. */
const complete = (facts: JsonObject): JsonObject => ({ ...facts, fields: facts['fields'] ?? {} })

/** The area of a ledger kind: all of it follows from the declaration. */
export function ledgerArea(kind: LedgerKind): Area {
  const key = `ledgers/${kind.key}`
  const fields = ledgerFields(kind)
  const correct = correction(key, fields)
  const inTitle = kind.fields.find(field => ['text', 'longText', 'choice'].includes(field.type))?.key
  return {
    key, name: kind.name,
    ...(kind.source !== undefined && { source: kind.source }),
    add: {
      key: 'add', name: '登记', method: 'POST', path: () => `/${key}`, fields, wrap: complete,
      initial: ({ today, year }) => ({ on: String(year) === today.slice(0, 4) ? today : String(year) }),
    },
    changes: [{ ...correct, wrap: body => correct.wrap!(complete(body)) }, voiding],
    summary: record => describe(fields.filter(field => ['quantity', 'percent', 'texts'].includes(field.type) && field.name !== `fields.${inTitle}`), factsOf(record))
      .slice(0, 3).map(detail => (detail.label === '数量' ? detail.value : `${detail.label}：${detail.value.slice(0, 40)}`)),
    details: record => describe(fields, factsOf(record)),
  }
}
