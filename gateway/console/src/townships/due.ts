import type { RecordItem } from '../api/types'
import { termsOf } from '../areas/people'
import { daysBetween, endOf } from '../shared/dates'

export type DueState = 'lapsed' | 'missed' | 'soon' | 'later'

/** Something of a township that falls due: the last term of a certificate or contract, a study plan item nobody has held. */
export interface Due {
  id: string
  record: RecordItem
  what: string
  on: string
  state: DueState
}

const what: Record<string, string> = { certificates: '行政执法证', 'adviser-contracts': '法律顾问合同', 'study-plan': '学法计划' }

/** The open items, the most urgent first. Mirrors the board: study items that passed count for their year only. */
export function dueItems(records: readonly RecordItem[], today: string, year: number): Due[] {
  return records.flatMap((record): Due[] => {
    const on = dueOn(record)
    if (on === undefined || record.void) return []
    const left = daysBetween(today, on)
    const study = record.area === 'study-plan'
    if (left < 0 && study && Number(on.slice(0, 4)) !== year) return []
    return [{ id: record.id, record, what: what[record.area] ?? '', on, state: left < 0 ? (study ? 'missed' : 'lapsed') : left <= 30 ? 'soon' : 'later' }]
  }).toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

function dueOn(record: RecordItem): string | undefined {
  const held = record.data['heldBy']
  if (record.area === 'study-plan') return Array.isArray(held) && held.length > 0 ? undefined : endOf(record.on ?? '')
  if (record.area === 'certificates' && (record.data['standing'] ?? 'held') !== 'held') return undefined
  if (record.area === 'adviser-contracts' && record.data['ended']) return undefined
  return termsOf(record).at(-1)?.to
}

export const states: { key: DueState; name: string; tone: 'bad' | 'warn' | 'calm' }[] = [
  { key: 'lapsed', name: '证件、合同已过期', tone: 'bad' },
  { key: 'missed', name: '学法计划逾期', tone: 'bad' },
  { key: 'soon', name: '30天内到期', tone: 'warn' },
  { key: 'later', name: '以后到期', tone: 'calm' },
]
