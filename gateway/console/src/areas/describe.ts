import type { Json, JsonObject } from '../api/types'
import { isObject } from '../forms/body'
import type { Field } from '../forms/field'
import { periodText } from '../shared/dates'
import type { Detail } from './area'

/** Facts as a person reads them, by the fields of their form. */
export function describe(fields: readonly Field[], facts: JsonObject): Detail[] {
  return fields.flatMap(field => {
    const value = field.name.split('.').reduce<Json | undefined>((at, key) => (isObject(at) ? at[key] : undefined), facts)
    const text = value === undefined || value === null ? '' : say(field, value, facts)
    return text === '' ? [] : [{ label: field.label, value: text }]
  })
}

function say(field: Field, value: Json, facts: JsonObject): string {
  switch (field.type) {
    case 'choice':
      return field.choices?.find(choice => choice.key === value)?.name ?? String(value)
    case 'yesNo':
      return value === true ? '是' : '否'
    case 'day':
    case 'period':
      return periodText(String(value))
    case 'quantity':
    case 'percent':
      return withUnit(String(value), typeof field.unit === 'function' ? field.unit(flat(facts)) : field.unit)
    case 'rows':
      return (Array.isArray(value) ? value.filter(isObject) : [])
        .map(row => describe(field.fields ?? [], row).map(detail => detail.value).join(' '))
        .join('；')
    default:
      return Array.isArray(value) ? value.map(String).join('、') : String(value)
  }
}

/** 100余 + 人次 → 100余人次; 90以上 + % → 90%以上. */
export function withUnit(quantity: string, unit = ''): string {
  return quantity.endsWith('以上') ? `${quantity.slice(0, -2)}${unit}以上` : `${quantity}${unit}`
}

/** `{fields: {type}}` as `{'fields.type'}`: what a unit is chosen by. */
function flat(facts: JsonObject, prefix = ''): Record<string, unknown> {
  return Object.fromEntries(Object.entries(facts).flatMap(([key, value]) =>
    isObject(value) ? Object.entries(flat(value, `${prefix}${key}.`)) : [[`${prefix}${key}`, value]]))
}
