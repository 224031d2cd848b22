import type { JsonObject, RecordItem } from '../api/types'
import type { Field, Values } from '../forms/field'

/** A form and where it goes: making a record, or changing one. */
export interface Action {
  key: string
  name: string
  /** What the button of the form says. */
  done?: string
  method: 'POST' | 'PUT'
  /** Below the township, e.g. `/certificates/cert-3/renewals`. */
  path: (record?: RecordItem) => string
  fields: readonly Field[]
  /** What is filled in beforehand. */
  initial?: (context: { year: number; today: string; record?: RecordItem; records: RecordItem[] }) => Values
  /** The facts take the place of those on record, whole: what this form does not know of is kept. */
  replaces?: boolean
  /** The body around the facts; the facts themselves when left out. */
  wrap?: (facts: JsonObject) => JsonObject
  /** Whether the record can be changed so; always when left out. */
  offered?: (record: RecordItem) => boolean
  note?: string
}

export interface Detail {
  label: string
  value: string
}

/** A work area: what its records show, and what can be done. */
export interface Area {
  /** Path below the township: `study-sessions`, `ledgers/publicity`. */
  key: string
  name: string
  /** What is set up once and holds on: listed whatever the year. */
  lasting?: boolean
  /** Law or rule behind it. */
  source?: string
  /** What a record is called here; its title when left out. */
  title?: (record: RecordItem) => string
  /** Short facts under a record's title in the list. */
  summary?: (record: RecordItem) => string[]
  /** A word about the record's standing, e.g. 已到期. */
  standing?: (record: RecordItem, today: string) => { text: string; tone: 'good' | 'warn' | 'bad' | 'calm' } | undefined
  add: Action
  changes: readonly Action[]
  /** What a record says, line by line. */
  details: (record: RecordItem) => Detail[]
}

export const titleOf = (area: Area, record: RecordItem): string => area.title?.(record) ?? record.title

export interface AreaGroup {
  name: string
  areas: readonly Area[]
}

/** `facts` of a record, or the record itself where an area has none. */
export function factsOf(record: RecordItem): JsonObject {
  const facts = record.data['facts']
  return typeof facts === 'object' && facts !== null && !Array.isArray(facts) ? facts : record.data
}
