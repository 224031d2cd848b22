import { Alert } from 'antd'
import { useContext } from 'react'
import { Link } from 'react-router'
import { TownshipContext } from './context'
import { DueSummary } from './DueSummary'

/** What the township has on record in the year, area by area. */
export default function Overview() {
  const { id, year, page, groups, counts } = useContext(TownshipContext)
  if (!page) return null
  const latest = page.years.filter(known => known !== year).at(-1)
  const empty = page.areas.every(area => area.records === 0) || !page.years.includes(year)
  return (
    <>
      {empty && (
        <Alert
          className="block" type="info" showIcon title={`${year}年还没有记录`}
          description={latest ? <>最近有记录的年份：<Link to={`/townships/${id}?year=${latest}`}>{latest}年</Link></> : '从“登记学法”开始，或在下面选一个领域登记。'}
        />
      )}
      <DueSummary />
      <div className="cards">
        {groups.map(group => (
          <section key={group.name} className="card">
            <h2>{group.name}</h2>
            <ul>
              {group.areas.map(area => (
                <li key={area.key}>
                  <Link to={`/townships/${id}/${area.key}?year=${year}`}>{area.name}</Link>
                  <span className={counts.get(area.key) ? 'figure-large' : 'figure-large none'}>{counts.get(area.key) ?? 0}</span>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  )
}
