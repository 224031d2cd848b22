import { Button, Select } from 'antd'
import { Suspense, useMemo } from 'react'
import { Link, NavLink, Outlet, useLocation, useNavigate, useParams } from 'react-router'
import { useLedgerKinds, useMe, useTownship } from '../api/reads'
import type { AreaGroup } from '../areas/area'
import { areaGroups } from '../areas/areas'
import { Failed, Loading } from '../shared/States'
import { useTitle } from '../shared/useTitle'
import { useYear } from '../shared/useYear'
import { YearPicker } from '../shared/YearPicker'
import { TownshipContext } from './context'
import { useCounts } from './useCounts'

/** Head and menu of a township; its areas are pages below. */
export default function TownshipLayout() {
  const { township: id = '' } = useParams()
  const [year, setYear] = useYear()
  const { pathname } = useLocation()
  const me = useMe().data
  const page = useTownship(id, year)
  const kinds = useLedgerKinds()
  const groups = useMemo(() => areaGroups(kinds.data ?? []), [kinds.data])
  const counts = useCounts(id, page.data, groups)
  useTitle(page.data?.unit.name)
  const inView = useMemo(() => ({ id, year, page: page.data, groups, counts, mayWrite: me?.mayWrite ?? false }), [id, year, page.data, groups, counts, me?.mayWrite])
  if (page.isError) return <Failed error={page.error} retry={() => void page.refetch()} />
  if (kinds.isError) return <Failed error={kinds.error} retry={() => void kinds.refetch()} />
  if (page.isPending || kinds.isPending) return <Loading />
  const { unit } = page.data
  return (
    <TownshipContext value={inView}>
      <div className="title">
        <h1><Link to={`/townships/${id}?year=${year}`}>{unit.name}</Link><small>{[unit.province, unit.city, unit.county].filter(Boolean).join(' ')}</small></h1>
        <div className="tools">
          <YearPicker year={year} onChange={setYear} known={page.data.years} />
          <Link to={`/townships/${id}/reports/${year}`}><Button>年度报告</Button></Link>
          {inView.mayWrite && !pathname.endsWith('/study-sessions') && <Link to={`/townships/${id}/study-sessions?year=${year}&form=add`}><Button type="primary">登记学法</Button></Link>}
        </div>
      </div>
      <div className="township">
        <Menu id={id} year={year} groups={groups} counts={counts} />
        <section className="content"><Suspense fallback={<Loading />}><Outlet /></Suspense></section>
      </div>
    </TownshipContext>
  )
}

function Menu({ id, year, groups, counts }: { id: string; year: number; groups: AreaGroup[]; counts: ReadonlyMap<string, number> }) {
  const base = `/townships/${id}`
  const { pathname } = useLocation()
  const navigate = useNavigate()
  const here = pathname.slice(base.length + 1)
  const options = [
    { label: '概览', value: '' }, { label: '到期事项', value: 'due' },
    ...groups.map(group => ({ label: group.name, options: group.areas.map(area => ({ label: `${area.name}　${counts.get(area.key) ?? 0}`, value: area.key })) })),
  ]
  return (
    <>
      <Select className="menu-small" aria-label="工作领域" value={here} options={options} onChange={key => void navigate(`${base}${key ? `/${key}` : ''}?year=${year}`)} />
      <nav className="menu" aria-label="工作领域">
        <NavLink end to={`${base}?year=${year}`}>概览</NavLink>
        <NavLink to={`${base}/due?year=${year}`}>到期事项</NavLink>
        {groups.map(group => (
          <div key={group.name} role="group" aria-label={group.name}>
            <h2>{group.name}</h2>
            {group.areas.map(area => <NavLink key={area.key} to={`${base}/${area.key}?year=${year}`}>{area.name}<Count of={counts.get(area.key)} /></NavLink>)}
          </div>
        ))}
      </nav>
    </>
  )
}

export function Count({ of }: { of: number | undefined }) {
  return of ? <span className="count">{of}<span className="sr">条</span></span> : null
}
