import { useMemo } from 'react'
import { useAllRecords } from '../api/reads'
import type { TownshipPage } from '../api/types'
import type { AreaGroup } from '../areas/area'

/** How many records an area shows: the overview counts those of the year; the lasting ones are counted whatever their year. */
export function useCounts(township: string, page: TownshipPage | undefined, groups: readonly AreaGroup[]): ReadonlyMap<string, number> {
  const groupsSetUp = useAllRecords(township, 'leading-groups').data?.length
  const officers = useAllRecords(township, 'officers').data?.length
  const certificates = useAllRecords(township, 'certificates').data?.length
  const contracts = useAllRecords(township, 'adviser-contracts').data?.length
  return useMemo(() => {
    const counts = new Map((page?.areas ?? []).map(count => [count.kind ? `${count.area}/${count.kind}` : count.area, count.records]))
    const all: Record<string, number | undefined> = { 'leading-groups': groupsSetUp, officers, certificates, 'adviser-contracts': contracts }
    for (const { key } of groups.flatMap(group => group.areas).filter(area => area.lasting)) {
      const count = all[key]
      if (count !== undefined) counts.set(key, count)
    }
    return counts
  }, [page, groups, groupsSetUp, officers, certificates, contracts])
}
