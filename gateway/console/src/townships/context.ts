import { createContext } from 'react'
import type { AreaGroup } from '../areas/area'
import type { TownshipPage } from '../api/types'

/** The township whose pages these are. */
export interface TownshipInView {
  id: string
  year: number
  page: TownshipPage | undefined
  groups: AreaGroup[]
  /** Records by area: of the year, or of all years where an area's records last. */
  counts: ReadonlyMap<string, number>
  mayWrite: boolean
}

export const TownshipContext = createContext<TownshipInView>({ id: '', year: 0, page: undefined, groups: [], counts: new Map(), mayWrite: false })
