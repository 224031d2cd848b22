import { Select } from 'antd'
import { useContext } from 'react'
import { Link, useSearchParams } from 'react-router'
import { DataTable } from '../shared/DataTable'
import { distance, periodText, today } from '../shared/dates'
import { Failed, Loading, Nothing } from '../shared/States'
import { Tone } from '../shared/Tone'
import { TownshipContext } from './context'
import { states } from './due'
import { useDue } from './useDue'

/** What falls due in the township, the most urgent first. */
export default function DuePage() {
  const { id } = useContext(TownshipContext)
  const [search, setSearch] = useSearchParams()
  const { items, error, refetch } = useDue()
  const state = search.get('state') ?? ''
  if (error) return <Failed error={error} retry={refetch} />
  if (!items) return <Loading />
  const shown = items.filter(item => state === '' || item.state === state)
  return (
    <>
      <div className="area-head">
        <h2>到期事项</h2>
        <Select
          aria-label="状态" value={state} className="filter" options={[{ value: '', label: '全部' }, ...states.map(known => ({ value: known.key, label: known.name }))]}
          onChange={chosen => setSearch(before => { before.set('state', chosen); return before }, { replace: true })}
        />
      </div>
      {shown.length === 0 ? <Nothing>{state === '' ? '没有登记会到期的证件、合同或学法计划' : '没有这样的事项'}</Nothing> : (
        <DataTable
          label="到期事项" rows={shown}
          columns={[
            { title: '事项', heads: true, cell: item => <Link to={`/townships/${id}/record?id=${encodeURIComponent(item.record.id)}`}>{item.record.title}</Link> },
            { title: '类别', cell: item => item.what },
            { title: '到期日', cell: item => periodText(item.on) },
            { title: '状态', cell: item => <Tone tone={states.find(known => known.key === item.state)?.tone ?? 'calm'}>{distance(item.on, today())}</Tone> },
          ]}
        />
      )}
    </>
  )
}
