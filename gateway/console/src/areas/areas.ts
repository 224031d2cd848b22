import type { LedgerKind } from '../api/types'
import { decisions, leadingGroups, profile } from './affairs'
import type { Area, AreaGroup } from './area'
import { ledgerArea } from './ledger'
import { adviserContracts, certificates, enforcementForce, officers } from './people'
import { prose } from './prose'
import { studyPlan, studySessions } from './study'

const modelled: Area[] = [profile, leadingGroups, studySessions, studyPlan, decisions, adviserContracts, officers, certificates, enforcementForce, prose]

/** The order of the report: where a clerk looks for an area. */
const groups: { name: string; areas: string[] }[] = [
  { name: '学法', areas: ['study-sessions', 'study-plan'] },
  { name: '组织领导', areas: ['profile', 'leading-groups', 'ledgers/deployment', 'ledgers/meetings', 'ledgers/institutions', 'ledgers/responsibility'] },
  { name: '依法履职', areas: ['ledgers/power-lists', 'ledgers/service-stations'] },
  { name: '依法决策', areas: ['decisions', 'ledgers/decision-consultations', 'ledgers/legality-reviews', 'adviser-contracts', 'ledgers/adviser-work'] },
  { name: '行政执法', areas: ['officers', 'certificates', 'enforcement-force', 'ledgers/enforcement-exams', 'ledgers/enforcement-reviews'] },
  { name: '政务公开', areas: ['ledgers/disclosure'] },
  { name: '化解纠纷', areas: ['ledgers/mediation', 'ledgers/petitions'] },
  { name: '法治宣传', areas: ['ledgers/publicity', 'ledgers/publicity-positions'] },
  { name: '监督与创新', areas: ['ledgers/inspections', 'ledgers/incidents', 'ledgers/innovation'] },
  { name: '报告材料', areas: ['ledgers/problems', 'ledgers/plan-items', 'ledgers/other-matters', 'prose'] },
]

/** All work areas in groups. A ledger kind that no group names yet is still there, at the end. */
export function areaGroups(kinds: readonly LedgerKind[]): AreaGroup[] {
  const areas = new Map([...modelled, ...kinds.map(ledgerArea)].map(area => [area.key, area]))
  const grouped = groups.map(group => ({
    name: group.name,
    areas: group.areas.flatMap(key => {
      const area = areas.get(key)
      areas.delete(key)
      return area ? [area] : []
    }),
  }))
  return [...grouped, { name: '其他台账', areas: [...areas.values()] }].filter(group => group.areas.length > 0)
}

export const findArea = (all: readonly AreaGroup[], key: string): Area | undefined => all.flatMap(group => group.areas).find(area => area.key === key)

/** Where a record is listed. */
export const areaKeyOf = (record: { area: string; kind: string }): string => (record.area === 'ledgers' ? `ledgers/${record.kind}` : record.area)

/** Where the words of a place of the report come from: `ledger:institutions/study` → ledgers/institutions. */
export function areaOfPlace(place: string): string {
  const [block = '', argument = ''] = place.split(':')
  const blocks: Record<string, string> = { study: 'study-sessions', force: 'enforcement-force', adviser: 'adviser-contracts', profile: 'profile', 'leading-groups': 'leading-groups' }
  if (block === 'ledger') return `ledgers/${argument.split('/')[0]}`
  if (argument === '' && block === 'problems') return 'ledgers/problems'
  if (argument === '' && block === 'plan') return 'ledgers/plan-items'
  if (argument === '' && block === 'responsibility') return 'ledgers/responsibility'
  return (argument !== '' || block !== 'study') && blocks[block] ? blocks[block] : 'prose'
}
