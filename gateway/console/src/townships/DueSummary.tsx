import { useContext } from 'react'
import { Link } from 'react-router'
import { Tone } from '../shared/Tone'
import { TownshipContext } from './context'
import { states } from './due'
import { useDue } from './useDue'

/** One line: what has lapsed and what soon will; nothing at all when all is well. */
export function DueSummary() {
  const { id, year } = useContext(TownshipContext)
  const { items } = useDue()
  const urgent = states.filter(state => state.key !== 'later')
    .map(state => ({ ...state, count: items?.filter(item => item.state === state.key).length ?? 0 })).filter(state => state.count > 0)
  if (urgent.length === 0) return null
  return (
    <p className="due-summary">
      {urgent.map(state => <Link key={state.key} to={`/townships/${id}/due?year=${year}&state=${state.key}`}><Tone tone={state.tone}>{`${state.name} ${state.count}`}</Tone></Link>)}
    </p>
  )
}
