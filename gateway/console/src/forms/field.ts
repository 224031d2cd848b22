import type { JsonObject } from '../api/types'

export type FieldType =
  | 'text' | 'longText' | 'texts'
  /** 12, 100余 */
  | 'quantity' | 'percent'
  | 'choice' | 'yesNo' | 'year'
  /** 2024-03-05 */
  | 'day'
  /** A day, month, quarter or year. */
  | 'period'
  /** Id of a record of another area. */
  | 'record' | 'records'
  /** A list of groups of fields. */
  | 'rows'

export interface Choice {
  key: string
  name: string
  unit?: string
}

/** What the person has filled in so far, by field name; dots in names stand for depth in the body. */
export type Values = Record<string, unknown>

/** One field of a form. `name` is the path in the facts, as the server's errors write it: `term.from`, `fields.people`. */
export interface Field {
  name: string
  label: string
  type: FieldType
  required?: boolean
  unit?: string | ((values: Values) => string)
  choices?: readonly Choice[]
  hint?: string
  placeholder?: string
  /** Of `rows`: the fields of one row. */
  fields?: readonly Field[]
  /** Of `rows`: what one row is called. */
  rowName?: string
  /** Of `record`: where its records are listed, e.g. `/officers`. */
  listedAt?: string
  /** Only records of this kind of data. */
  offers?: (data: JsonObject) => boolean
  /** Shown only then; the value counts only then, too. */
  when?: (values: Values) => boolean
  /** Rarely needed: folded away until it holds something. */
  rare?: boolean
  /** Set by the page, not by the person. */
  fixed?: boolean
}

/** Values in a form are texts throughout (texts: one a line), true/false for yesNo, ids for records, objects for rows. */
export function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0)
}

export const lines = (value: unknown): string[] =>
  typeof value === 'string' ? value.split('\n').map(line => line.trim()).filter(line => line !== '') : []

/** Counted elsewhere, not one thing on one day: such a record needs its source. */
export function isTally(values: Values, count: string, on = 'on'): boolean {
  const period = values[on]
  const counted = values[count]
  return (typeof period === 'string' && period !== '' && period.length !== 10) || (!isBlank(counted) && String(counted).trim() !== '1')
}
