import { describe, expect, it } from 'vitest'
import { Submission } from '../src/api/submission'
import type { LedgerKind } from '../src/api/types'
import { quantity, toBody, toValues, unknownOf } from '../src/forms/body'
import { type Field, isTally } from '../src/forms/field'
import { ledgerFields } from '../src/forms/ledger'

const petitions: LedgerKind = {
  key: 'petitions', name: '信访与热线', unit: '件',
  fields: [
    { key: 'platform', name: '问政平台', type: 'text', unit: '', required: false, choices: [], hint: '如：问政四川' },
    { key: 'type', name: '事项类型', type: 'choice', unit: '', required: true, choices: [{ key: 'visits', name: '来访', unit: '人次' }, { key: 'cases', name: '案件' }] },
    { key: 'completed', name: '办结', type: 'count', unit: '', required: false, choices: [] },
    { key: 'rate', name: '办结率', type: 'percent', unit: '', required: false, choices: [] },
  ],
}
const field = (name: string) => ledgerFields(petitions).find(found => found.name === name)!
const unit = (of: Field, values: Record<string, unknown>) => (typeof of.unit === 'function' ? of.unit(values) : of.unit)

describe('the form of a ledger kind', () => {
  it('asks for the date and what is required first', () => {
    expect(ledgerFields(petitions).map(found => found.name)).toEqual(['on', 'fields.type', 'count', 'fields.platform', 'fields.completed', 'fields.rate', 'source', 'includes', 'title'])
  })

  it('asks for no count where entries are not counted', () => {
    expect(ledgerFields({ ...petitions, unit: '' }).some(found => found.name === 'count')).toBe(false)
  })

  it('counts in the unit of the chosen type, else of the kind', () => {
    expect(unit(field('count'), { 'fields.type': 'visits' })).toBe('人次')
    expect(unit(field('fields.completed'), { 'fields.type': 'cases' })).toBe('件')
    expect(unit(field('fields.rate'), {})).toBe('%')
  })

  it('asks where the figures come from only when they were counted elsewhere', () => {
    const shown = (values: Record<string, unknown>) => field('source').when!(values)
    expect(shown({ on: '2026-03-05' })).toBe(false)
    expect(shown({ on: '2026-03-05', count: '1' })).toBe(false)
    expect(shown({ on: '2026-03-05', count: '100余' })).toBe(true)
    expect(shown({ on: '2026-Q1' })).toBe(true)
    expect(shown({ on: '2026-03-05', source: '台账' }), 'what is on record is never dropped').toBe(true)
  })

  it('makes the body that the API reads, and reads it back', () => {
    const fields = ledgerFields(petitions)
    const values = { on: '2026', 'fields.type': 'visits', count: '200余', 'fields.platform': '  ', 'fields.completed': ' 198 ', source: '台账' }
    const body = toBody(fields, values)
    expect(body).toEqual({ on: '2026', fields: { type: 'visits', completed: 198 }, count: '200余', source: '台账' })
    expect(toValues(fields, body)).toEqual({ on: '2026', 'fields.type': 'visits', 'fields.completed': '198', count: '200余', source: '台账' })
  })

  it('leaves out what is not asked for any more', () => {
    const fields: Field[] = [{ name: 'a', label: '', type: 'text' }, { name: 'b', label: '', type: 'text', when: values => values['a'] === 'x' }]
    expect([toBody(fields, { a: 'x', b: '1' }), toBody(fields, { a: 'y', b: '1' })]).toEqual([{ a: 'x', b: '1' }, { a: 'y' }])
  })
})

describe('a form that takes the place of what is on record', () => {
  it('keeps what it does not know of', () => {
    const fields: Field[] = [{ name: 'on', label: '', type: 'day' }, { name: 'fields.people', label: '', type: 'quantity' }]
    expect(unknownOf(fields, { on: '2026-01-01', fields: { people: 3 }, newer: 'kept' })).toEqual({ newer: 'kept' })
  })
})

describe('what people type', () => {
  it.each<[string, number | string]>([['12', 12], [' 12.5 ', 12.5], ['１２', 12], ['1,200', 1200], ['100余', '100余'], ['近万', '近万'], ['很多', '很多'], ['1,2', '1,2'], ['-3', '-3'], ['1e9', '1e9']])('%s → %j', (typed, sent) => {
    expect(quantity(typed)).toBe(sent)
  })

  it('lists are one item a line, rows keep their order', () => {
    const fields: Field[] = [{ name: 'laws', label: '', type: 'texts' }, { name: 'members', label: '', type: 'rows', fields: [{ name: 'post', label: '', type: 'text' }, { name: 'name', label: '', type: 'text' }] }]
    expect(toBody(fields, { laws: '宪法\n\n 民法典 ', members: [{ post: '乡长', name: '' }, undefined] })).toEqual({ laws: ['宪法', '民法典'], members: [{ post: '乡长' }, {}] })
  })

  it('no is an answer, nothing is none', () => {
    const fields: Field[] = [{ name: 'onQuota', label: '', type: 'yesNo' }]
    expect(toBody(fields, { onQuota: false })).toEqual({ onQuota: false })
    expect(toBody(fields, {})).toEqual({})
  })

  it('a session is a tally unless it is one on one day', () => {
    expect(isTally({ on: '2026-03-05', sessions: '' }, 'sessions')).toBe(false)
    expect(isTally({ on: '2026-03' }, 'sessions')).toBe(true)
  })
})

describe('the key of a submission', () => {
  let made = 0
  const submission = () => new Submission(() => `k${++made}`)

  it('stays when the same request is tried again', () => {
    const one = submission()
    expect(one.keyFor('a')).toBe(one.keyFor('a'))
  })

  it('is new for another request, and after an answer', () => {
    const one = submission()
    const first = one.keyFor('a')
    const changed = one.keyFor('b')
    expect(changed).not.toBe(first)
    one.settle()
    expect(one.keyFor('b')).not.toBe(changed)
  })

  it('is one the API accepts', () => {
    expect(new Submission().keyFor('a')).toMatch(/^[!-~]{1,200}$/)
  })
})
