import type { FieldError } from '../api/problem'
import type { Field } from './field'

/** Where a message is shown: a field's name, or a field of a row: ['members', 2, 'post']. */
export interface Placed {
  at: (string | number)[]
  messages: string[]
}

export interface PlacedErrors {
  placed: Placed[]
  /** What no field of the form is to blame for. */
  others: string[]
}

/**
 * Puts the server's errors at the fields of a form. Errors name fields by their path; a body that wraps the facts
 * (`facts.on`, `composition.members[0].post`) is looked through, and `topics[1]` belongs to the field `topics`.
 */
export function placeErrors(errors: readonly FieldError[], fields: readonly Field[], wraps: readonly string[] = ['facts', 'composition', 'done']): PlacedErrors {
  const found = new Map<string, Placed>()
  const others: string[] = []
  for (const error of errors) {
    const place = placeOf(unwrap(error.field, wraps, fields), fields)
    if (!place) {
      others.push(error.field ? `${error.field}：${error.zh}` : error.zh)
      continue
    }
    const key = JSON.stringify(place.at)
    const message = place.line === undefined ? error.zh : `第${place.line + 1}项：${error.zh}`
    const known = found.get(key)
    if (known) known.messages.push(message)
    else found.set(key, { at: place.at, messages: [message] })
  }
  return { placed: [...found.values()], others }
}

function unwrap(path: string, wraps: readonly string[], fields: readonly Field[]): string {
  const wrap = wraps.find(name => path.startsWith(`${name}.`) && !fields.some(field => field.name.startsWith(`${name}.`)))
  return wrap ? path.slice(wrap.length + 1) : path
}

function placeOf(path: string, fields: readonly Field[]): { at: (string | number)[]; line?: number } | undefined {
  const exact = fields.find(field => field.name === path)
  if (exact) return { at: [exact.name] }
  const indexed = /^(.+?)\[(\d+)\](?:\.(.+))?$/.exec(path)
  const field = indexed && fields.find(candidate => candidate.name === indexed[1])
  if (!field) return undefined
  const index = Number(indexed[2])
  if (field.type !== 'rows') return { at: [field.name], line: index }
  const inner = field.fields?.find(candidate => candidate.name === indexed[3])
  return inner ? { at: [field.name, index, inner.name] } : { at: [field.name] }
}
