import { createContext } from 'react'
import type { AreaGroup } from '../areas/area'
import type { TownshipPage } from '../api/types'

/** The township whose pages these are. */
export interface TownshipInView {
  id: string
  year: number
  page: TownshipPage | undefined
  groups: AreaGroup[]
  mayWrite: boolean
}

export const TownshipContext = createContext<TownshipInView>({ id: '', year: 0, page: undefined, groups: [], mayWrite: false })
