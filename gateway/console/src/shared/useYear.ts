import { useSearchParams } from 'react-router'
import { thisYear } from './dates'

const key = 'fazhi.year'

/** The year looked at: in the address, so that links keep it, else the one last chosen in this tab. */
export function useYear(): [number, (year: number) => void] {
  const [search, setSearch] = useSearchParams()
  const year = Number(search.get('year') ?? sessionStorage.getItem(key)) || thisYear()
  return [year, chosen => {
    sessionStorage.setItem(key, String(chosen))
    setSearch(before => {
      before.set('year', String(chosen))
      return before
    }, { replace: true })
  }]
}

/** Years to choose from, newest first. */
export function yearsToChoose(...known: number[]): number[] {
  const recent = Array.from({ length: 8 }, (_, i) => thisYear() + 1 - i)
  return [...new Set([...recent, ...known])].toSorted((a, b) => b - a)
}
