import type { Json, JsonObject } from '../api/types'
import { type Field, type Values, isBlank, lines } from './field'

/** The JSON of what was filled in: blanks left out, `term.from` as an object within an object. */
export function toBody(fields: readonly Field[], values: Values): JsonObject {
  const body: JsonObject = {}
  for (const field of fields) {
    if (field.when && !field.when(values)) continue
    const value = toJson(field, values[field.name])
    if (value !== undefined) put(body, field.name.split('.'), value)
  }
  return body
}

function toJson(field: Field, value: unknown): Json | undefined {
  if (isBlank(value)) return undefined
  switch (field.type) {
    case 'texts':
      return lines(value).length > 0 ? lines(value) : undefined
    case 'quantity':
    case 'percent':
      return quantity(String(value))
    case 'year':
      return Number(value)
    case 'yesNo':
      return value === true || value === 'true'
    case 'records':
      return Array.isArray(value) ? value.map(String) : undefined
    case 'rows': {
      const rows = (Array.isArray(value) ? value : []).map(row => toBody(field.fields ?? [], (row ?? {}) as Values))
      return rows.length > 0 ? rows : undefined
    }
    case 'longText':
      return String(value).trimEnd()
    default:
      return String(value).trim()
  }
}

/** A plain number travels as a number, everything else as it was typed: the server reads 100余 and refuses what is none. */
export function quantity(text: string): number | string {
  const plain = text.trim().replace(/[０-９．]/g, char => String.fromCharCode(char.charCodeAt(0) - 0xfee0)).replace(/(?<=\d)[,，](?=\d{3}(\D|$))/g, '')
  return /^\d{1,15}(\.\d{1,6})?$/.test(plain) ? Number(plain) : plain
}

function put(body: JsonObject, [first, ...rest]: string[], value: Json) {
  if (first === undefined) return
  if (rest.length === 0) body[first] = value
  else {
    const inner = (body[first] ??= {}) as JsonObject
    put(inner, rest, value)
  }
}

/** What is on record and not in the form: a newer server's fields survive an older console. */
export function unknownOf(fields: readonly Field[], facts: JsonObject): JsonObject {
  const known = new Set(fields.map(field => field.name.split('.')[0]))
  return Object.fromEntries(Object.entries(facts).filter(([name]) => !known.has(name)))
}

/** What a form shows of facts on record: the inverse of toBody. */
export function toValues(fields: readonly Field[], facts: JsonObject): Values {
  const values: Values = {}
  for (const field of fields) {
    const value = field.name.split('.').reduce<Json | undefined>((at, key) => (isObject(at) ? at[key] : undefined), facts)
    if (value === undefined || value === null) continue
    values[field.name] = fromJson(field, value)
  }
  return values
}

function fromJson(field: Field, value: Json): unknown {
  switch (field.type) {
    case 'texts':
      return Array.isArray(value) ? value.map(String).join('\n') : String(value)
    case 'yesNo':
      return value === true
    case 'records':
      return Array.isArray(value) ? value.map(String) : [String(value)]
    case 'rows':
      return Array.isArray(value) ? value.filter(isObject).map(row => toValues(field.fields ?? [], row)) : []
    default:
      return String(value)
  }
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
