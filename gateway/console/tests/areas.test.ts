import { describe, expect, it } from 'vitest'
import type { JsonObject, LedgerKind, RecordItem } from '../src/api/types'
import { areaGroups, areaOfPlace, findArea } from '../src/areas/areas'
import { withUnit } from '../src/areas/describe'
import { lastDay } from '../src/areas/people'
import { gapsOf } from '../src/reports/gapsOf'
import { distance, endOf, periodText, today } from '../src/shared/dates'
import { dueItems } from '../src/townships/due'

const record = (id: string, area: string, data: JsonObject, on?: string): RecordItem => ({ id, version: 1, area, kind: '', title: id, recordedAt: '2026-01-01T00:00:00Z', recordedBy: 'clerk', data, ...(on && { on }) })
const now = '2026-11-22'

describe('work areas', () => {
  it('a ledger kind that no group names is still there', () => {
    const kind: LedgerKind = { key: 'brand-new', name: '新台账', unit: '次', fields: [] }
    expect(findArea(areaGroups([kind]), 'ledgers/brand-new')?.name).toBe('新台账')
  })

  it('a ledger entry has fields even where none is filled in', () => {
    const area = findArea(areaGroups([{ key: 'k', name: '台账', unit: '次', fields: [] }]), 'ledgers/k')!
    expect(area.add.wrap!({ on: '2026' })).toEqual({ on: '2026', fields: {} })
    expect(area.changes[0]!.wrap!({ on: '2026', reason: '核实' })).toEqual({ facts: { on: '2026', fields: {} }, reason: '核实' })
  })

  it.each([['ledger:institutions/study', 'ledgers/institutions'], ['study:lecture,online', 'study-sessions'], ['study', 'prose'], ['problems', 'ledgers/problems'], ['plan', 'ledgers/plan-items'], ['closing', 'prose']])('%s is filled in at %s', (place, area) => {
    expect(areaOfPlace(place)).toBe(area)
  })
})

describe('what falls due', () => {
  const certificate = (id: string, to: string, standing?: string) => record(id, 'certificates', { terms: [{ number: '1', from: '2020-01-01', to: '2021-01-01' }, { number: '2', from: '2021-01-01', to }], ...(standing && { standing }) })

  it('only the last term counts, the most urgent first', () => {
    const items = dueItems([certificate('later', '2027-12-31'), certificate('soon', '2026-12-12'), certificate('lapsed', '2026-11-21')], now, 2026)
    expect(items.map(item => [item.id, item.state])).toEqual([['lapsed', 'lapsed'], ['soon', 'soon'], ['later', 'later']])
  })

  it('surrendered cards, ended contracts and held sessions are settled', () => {
    const contract = record('contract', 'adviser-contracts', { terms: [{ to: '2026-01-01' }], ended: { on: '2025-12-31', reason: '' } })
    expect(dueItems([certificate('gone', '2020-01-01', 'surrendered'), contract, record('held', 'study-plan', { heldBy: ['session-1'] }, '2026-Q1')], now, 2026)).toEqual([])
  })

  it('a planned session is missed once its quarter is over, in its own year', () => {
    const item = record('plan', 'study-plan', { heldBy: [] }, '2026-Q3')
    expect(dueItems([item], now, 2026)[0]).toMatchObject({ on: '2026-09-30', state: 'missed' })
    expect(dueItems([item], now, 2027)).toEqual([])
  })

  it.each([['2026-11-21', '已过期1天'], ['2026-11-22', '今天到期'], ['2026-12-22', '30天后到期'], ['2026-12-23', '有效']])('a card valid to %s: %s', (to, text) => {
    expect(lastDay(to, now)?.text).toBe(text)
  })
})

describe('days', () => {
  it('are days in China', () => {
    expect(today(new Date('2026-11-21T16:00:00Z'))).toBe('2026-11-22')
    expect(today(new Date('2026-11-21T15:59:59Z'))).toBe('2026-11-21')
  })

  it.each([['2024-02', '2024-02-29'], ['2024-Q1', '2024-03-31'], ['2024', '2024-12-31'], ['2024-03-05', '2024-03-05']])('%s ends on %s', (period, day) => {
    expect(endOf(period)).toBe(day)
  })

  it('read as a report writes them', () => {
    expect(['2024-03-05', '2024-03', '2024-Q1', '2024'].map(periodText)).toEqual(['2024年3月5日', '2024年3月', '2024年第1季度', '2024年'])
    expect([distance('2026-11-25', now), distance(now, now), distance('2026-11-20', now)]).toEqual(['还有3天', '今天', '已过2天'])
  })
})

describe('figures and gaps', () => {
  it('a unit stands before 以上', () => {
    expect([withUnit('90以上', '%'), withUnit('100余', '人次'), withUnit('近万', '人')]).toEqual(['90%以上', '100余人次', '近万人'])
  })

  it('a gap within a sentence is told by how its paragraph begins', () => {
    const gaps = gapsOf([
      { level: 1, runs: [{ text: '存在的问题' }], place: 'problems' },
      { level: 0, runs: [{ text: '一是队伍不强。原因在于' }, { text: '〔待填：原因〕', gap: true }], place: 'ledger:problems' },
      { level: 0, runs: [{ text: '〔待填：主要安排〕', gap: true }], place: 'plan' },
    ])
    expect(gaps).toEqual([{ at: 1, place: 'ledger:problems', text: '一是队伍不强。原因在于：原因' }, { at: 2, place: 'plan', text: '主要安排' }])
  })
})
