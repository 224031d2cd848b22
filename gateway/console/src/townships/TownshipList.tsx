import { useCallback, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { cursorOf, start } from '../api/paging'
import { useTownships } from '../api/reads'
import { DataTable } from '../shared/DataTable'
import { distance, periodText, today } from '../shared/dates'
import { Pager } from '../shared/Pager'
import { SearchBox } from '../shared/SearchBox'
import { Failed, Loading, Nothing } from '../shared/States'
import { useTitle } from '../shared/useTitle'
import { useYear } from '../shared/useYear'
import { YearPicker } from '../shared/YearPicker'

/** All townships in scope. */
export default function TownshipList() {
  useTitle('乡镇')
  const [search, setSearch] = useSearchParams()
  const [year, setYear] = useYear()
  const [trail, setTrail] = useState(start)
  const q = search.get('q') ?? ''
  const list = useTownships({ year, q, under: search.get('under') ?? undefined, after: cursorOf(trail), limit: 50 })
  const find = useCallback((text: string) => {
    setTrail(start)
    setSearch(before => {
      if (text) before.set('q', text)
      else before.delete('q')
      return before
    }, { replace: true })
  }, [setSearch])
  return (
    <>
      <div className="title">
        <h1>乡镇</h1>
        <div className="tools">
          <SearchBox value={q} onSearch={find} label="乡镇名称或编码" />
          <YearPicker year={year} onChange={setYear} />
        </div>
      </div>
      {list.isError ? <Failed error={list.error} retry={() => void list.refetch()} /> : list.isPending ? <Loading /> : list.data.items.length === 0
        ? <Nothing>{q ? `没有名称或编码含“${q}”的乡镇` : '管辖范围内还没有乡镇'}</Nothing>
        : (
          <>
            <DataTable
              label="乡镇" rows={list.data.items} busy={list.isFetching}
              columns={[
                { title: '乡镇', heads: true, cell: row => <Link to={`/townships/${row.id}?year=${year}`}>{row.name}</Link> },
                { title: '所属县区', cell: row => row.county },
                { title: '编码', cell: row => row.code },
                { title: `${year}年记录`, number: true, cell: row => row.records },
                { title: '未签收提醒', number: true, cell: row => (row.openAlerts > 0 ? <Link to={`/alerts?division=${row.id}`}>{row.openAlerts}</Link> : 0) },
                { title: '下一到期日', cell: row => (row.nextDueOn ? <>{periodText(row.nextDueOn)} <span className="quiet">{distance(row.nextDueOn, today())}</span></> : '—') },
              ]}
            />
            <Pager trail={trail} next={list.data.next} total={list.data.total} onChange={setTrail} />
          </>
        )}
    </>
  )
}
