import { describe, expect, it } from 'vitest'
import { fileNameOf, urlOf } from '../src/api/client'
import { all, back, cursorOf, forward, pageNumber, start } from '../src/api/paging'

describe('cursor paging', () => {
  it('asks for no cursor on the first page', () => {
    expect(cursorOf(start)).toBeUndefined()
    expect(pageNumber(start)).toBe(1)
  })

  it('goes on and finds the way back', () => {
    const third = forward(forward(start, 'b'), 'c')
    expect([cursorOf(third), pageNumber(third)]).toEqual(['c', 3])
    expect([cursorOf(back(third)), pageNumber(back(third))]).toEqual(['b', 2])
    expect(cursorOf(back(back(back(third))))).toBeUndefined()
  })

  it('stays at the end, and takes a double click as one', () => {
    expect(forward(start, undefined)).toBe(start)
    const second = forward(start, 'b')
    expect(forward(second, 'b')).toBe(second)
  })

  it('reads a whole list page by page, once', async () => {
    const asked: (string | undefined)[] = []
    const items = await all(async after => {
      asked.push(after)
      return after === undefined ? { items: [1, 2], next: '2' } : { items: [3] }
    })
    expect([items, asked]).toEqual([[1, 2, 3], [undefined, '2']])
  })

  it('does not go round in circles', async () => {
    expect(await all(async () => ({ items: [1], next: 'same' }))).toEqual([1, 1])
  })
})

describe('addresses', () => {
  it('leave out what has no value, and encode the rest', () => {
    expect(urlOf('/townships', { year: 2026, q: '观 紫', after: undefined, under: '' })).toBe('/api/v1/townships?year=2026&q=%E8%A7%82+%E7%B4%AB')
    expect(urlOf('/auth/me')).toBe('/api/v1/auth/me')
  })

  it('file names prefer the UTF-8 form', () => {
    expect(fileNameOf("attachment; filename=___.docx; filename*=UTF-8''%E6%8A%A5%E5%91%8A.docx")).toBe('报告.docx')
    expect(fileNameOf('attachment; filename="a.txt"')).toBe('a.txt')
    expect(fileNameOf(null)).toBeUndefined()
  })
})
