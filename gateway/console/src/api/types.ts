/** The API's answers. Members without a value are left out of the JSON, hence the many `?`. */

/** 12, or the words of a report: "100余", "1.9万余". */
export type Quantity = number | string
export type FieldValue = number | string | string[]

export type Role = 'clerk' | 'leader' | 'adviser' | 'county' | 'city' | 'province' | 'auditor'
export type Level = 'province' | 'city' | 'county' | 'township'

export interface Me {
  userName: string
  displayName: string
  role: Role
  divisionId: string
  division: string
  level: Level
  mayWrite: boolean
  mayAcknowledge: boolean
}

export interface SignedIn {
  accessToken: string
  expiresIn: number
  refreshToken: string
}

export interface Page<T> {
  total?: number
  items: T[]
  /** Cursor of the next page; absent at the end. */
  next?: string
}

export interface TownshipRow {
  id: string
  name: string
  code: string
  county: string
  records: number
  openAlerts: number
  nextDueOn?: string
}

export interface Unit {
  name: string
  kind: 'township' | 'ethnicTownship' | 'town' | 'subdistrict'
  county: string
  city?: string
  province?: string
}

export interface AreaCount {
  area: string
  kind: string
  records: number
}

export interface TownshipPage {
  id: string
  code: string
  unit: Unit
  year: number
  version: number
  areas: AreaCount[]
  years: number[]
}

export interface DivisionPage {
  id: string
  name: string
  level: Level
  below: { id: string; name: string; level: Level }[]
}

export interface BoardRow {
  id: string
  name: string
  county: string
  records: number
  lapsed: number
  dueSoon: number
  missedStudy: number
  openAlerts: number
}

export interface Board {
  divisionId: string
  division: string
  year: number
  townships: number
  lapsed: number
  dueSoon: number
  missedStudy: number
  openAlerts: number
  rows: BoardRow[]
}

export interface RecordItem {
  id: string
  version: number
  area: string
  kind: string
  title: string
  on?: string
  recordedAt: string
  recordedBy: string
  void?: { at: string; by: string; reason: string }
  /** The record itself; its shape is the area's. */
  data: JsonObject
}

export type Json = string | number | boolean | null | Json[] | JsonObject
export interface JsonObject {
  [key: string]: Json | undefined
}

export interface HistoryItem {
  version: number
  event: string
  at: string
  actor: string
  why?: string
  data: JsonObject
}

/** Answer to a write. */
export interface Answer {
  recordId?: string
  version: number
}

export type LedgerFieldType = 'text' | 'longText' | 'texts' | 'count' | 'percent' | 'choice' | 'day'

export interface LedgerField {
  key: string
  name: string
  type: LedgerFieldType
  unit: string
  required: boolean
  choices: { key: string; name: string; unit?: string }[]
  hint?: string
}

export interface LedgerKind {
  key: string
  name: string
  unit: string
  fields: LedgerField[]
  source?: string
}

export type AlertState = 'open' | 'acknowledged' | 'cancelled'

export interface Alert {
  id: number
  townshipId: string
  township: string
  recordId: string
  kind: string
  ruleId: string
  subject: string
  dueOn: string
  /** Days before (+) or after (−) the due day. */
  step: number
  raisedAt: string
  state: AlertState
  settledAt?: string
  settledBy?: string
  note?: string
}
