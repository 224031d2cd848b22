import type { JsonObject, RecordItem } from '../api/types'
import { toValues } from '../forms/body'
import type { Field } from '../forms/field'
import { type Action, factsOf } from './area'

export const reason: Field = { name: 'reason', label: '原因', type: 'longText', required: true, hint: '记入该记录的变更历史' }

/** 作废 is the same everywhere. */
export const voiding: Action = {
  key: 'void', name: '作废', done: '确认作废', method: 'POST', path: record => `/records/${record?.id}/void`, fields: [reason],
  note: '作废后不再计入报告，原记录、原因和经手人保留可查。',
}

/** Correcting facts: the form of the record, filled in, and a reason. */
export function correction(area: string, fields: readonly Field[], name = '更正', verb = 'corrections'): Action {
  return {
    key: verb, name, method: 'POST', path: record => `/${area}/${record?.id}/${verb}`, fields: [...fields, reason], replaces: true,
    initial: ({ record }) => (record ? toValues(fields, factsOf(record)) : {}),
    wrap: apart('reason', 'facts'),
  }
}

/** `{a, reason}` → `{facts: {a}, reason}`. */
export function apart(outside: string, name: string): (facts: JsonObject) => JsonObject {
  return body => {
    const { [outside]: kept, ...facts } = body
    return kept === undefined ? { [name]: facts } : { [name]: facts, [outside]: kept }
  }
}

/** The one record of a year, to be changed by filling it in again. */
export function recordOfYear(records: RecordItem[], year: number): RecordItem | undefined {
  return records.find(record => !record.void && record.on === String(year))
}
