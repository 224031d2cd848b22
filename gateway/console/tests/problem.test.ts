import { describe, expect, it } from 'vitest'
import { problemOf } from '../src/api/problem'
import { placeErrors } from '../src/forms/errors'
import type { Field } from '../src/forms/field'

const error = (field: string, zh = '必填') => ({ field, code: 'c', zh, en: 'e' })
const answer = (status: number, body: string, headers = {}) => new Response(body, { status, headers })

describe('problem details', () => {
  it('keeps the sentence, the code and the fields to mend', async () => {
    const problem = await problemOf(answer(422, JSON.stringify({ title: 'on：必填', code: 'field.required', errors: [error('on')] })))
    expect(problem).toMatchObject({ status: 422, code: 'field.required', message: 'on：必填', errors: [{ field: 'on', zh: '必填' }], isUncertain: false })
  })

  it('finds words for an answer that is no problem details', async () => {
    const problem = await problemOf(answer(502, '<html>Bad Gateway</html>'))
    expect(problem.message).toContain('502')
    expect(problem.isUncertain).toBe(true)
  })

  it('knows when trying again makes sense', async () => {
    expect((await problemOf(answer(429, '{}', { 'Retry-After': '7' }))).retryAfter).toBe(7)
  })
})

describe('errors at their fields', () => {
  const fields: Field[] = [
    { name: 'on', label: '时间', type: 'period' },
    { name: 'topics', label: '专题', type: 'texts' },
    { name: 'fields.people', label: '人数', type: 'quantity' },
    { name: 'term.to', label: '终止日', type: 'day' },
    { name: 'members', label: '成员', type: 'rows', fields: [{ name: 'post', label: '职务', type: 'text' }] },
  ]

  it.each([
    ['on', ['on']],
    ['facts.on', ['on']],
    ['facts.fields.people', ['fields.people']],
    ['fields.people', ['fields.people']],
    ['term.to', ['term.to']],
    ['composition.members[2].post', ['members', 2, 'post']],
    ['members', ['members']],
  ])('%s stands at %j', (path, at) => {
    expect(placeErrors([error(path)], fields)).toEqual({ placed: [{ at, messages: ['必填'] }], others: [] })
  })

  it('names the line of a list of texts', () => {
    expect(placeErrors([error('topics[1]')], fields).placed).toEqual([{ at: ['topics'], messages: ['第2项：必填'] }])
  })

  it('gathers several messages of one field, and what no field is to blame for', () => {
    const { placed, others } = placeErrors([error('on', '甲'), error('on', '乙'), error('', '丙'), error('elsewhere', '丁')], fields)
    expect(placed).toEqual([{ at: ['on'], messages: ['甲', '乙'] }])
    expect(others).toEqual(['丙', 'elsewhere：丁'])
  })
})
