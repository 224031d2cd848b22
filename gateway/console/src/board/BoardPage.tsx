import { Button, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useBoard, useDivision, useMe } from '../api/reads'
import type { BoardRow } from '../api/types'
import { DataTable } from '../shared/DataTable'
import { Failed, Loading, Nothing } from '../shared/States'
import { useTitle } from '../shared/useTitle'
import { useYear } from '../shared/useYear'
import { YearPicker } from '../shared/YearPicker'

const first = 100

/** A division's townships, the ones with most to do first; every number leads to what it counts. */
export default function BoardPage() {
  useTitle('看板')
  const [search, setSearch] = useSearchParams()
  const [shown, setShown] = useState(first)
  const [year, setYear] = useYear()
  const me = useMe().data
  const division = search.get('division') ?? me?.divisionId
  const board = useBoard(division, year)
  const below = (useDivision(division).data?.below ?? []).filter(one => one.level !== 'township')
  if (board.isError) return <Failed error={board.error} retry={() => void board.refetch()} />
  if (board.isPending) return <Loading />
  const { data } = board
  const due = (row: BoardRow, state: string) => `/townships/${row.id}/due?year=${year}&state=${state}`
  return (
    <>
      <div className="title">
        <h1>{data.division}<small>{data.townships} 个乡镇</small></h1>
        <div className="tools">
          {division !== me?.divisionId && <Link to={`/board?year=${year}`}>返回{me?.division}</Link>}
          {below.length > 0 && (
            <Select<string | null>
              aria-label="下级区划" className="filter" placeholder="下级区划" value={null} showSearch={{ optionFilterProp: 'label' }} options={below.map(one => ({ value: one.id, label: one.name }))}
              onChange={chosen => { setShown(first); setSearch(before => { before.set('division', chosen ?? ''); return before }) }}
            />
          )}
          <YearPicker year={year} onChange={setYear} />
        </div>
      </div>
      <dl className="totals">
        <Total name="证件、合同已过期" value={data.lapsed} tone="bad" />
        <Total name="30天内到期" value={data.dueSoon} tone="warn" />
        <Total name="学法计划逾期" value={data.missedStudy} tone="bad" />
        <Total name="未签收提醒" value={data.openAlerts > 0 ? <Link to={`/alerts?division=${data.divisionId}`}>{data.openAlerts}</Link> : 0} tone={data.openAlerts > 0 ? 'warn' : ''} />
      </dl>
      {data.rows.length === 0 ? <Nothing>辖区内还没有乡镇</Nothing> : (
        <DataTable
          label="乡镇看板" rows={data.rows.slice(0, shown)} busy={board.isFetching}
          columns={[
            { title: '乡镇', heads: true, cell: row => <><Link to={`/townships/${row.id}?year=${year}`}>{row.name}</Link> <small className="quiet">{row.county}</small></> },
            { title: '已过期', number: true, cell: row => number(row.lapsed, due(row, 'lapsed'), 'bad') },
            { title: '逾期学法', number: true, cell: row => number(row.missedStudy, due(row, 'missed'), 'bad') },
            { title: '30天内到期', number: true, cell: row => number(row.dueSoon, due(row, 'soon'), 'warn') },
            { title: '未签收提醒', number: true, cell: row => number(row.openAlerts, `/alerts?division=${row.id}`, 'warn') },
            { title: `${year}年记录`, number: true, cell: row => number(row.records, `/townships/${row.id}?year=${year}`, '') },
          ]}
        />
      )}
      {data.rows.length > shown && <div className="pager"><span className="quiet">共 {data.rows.length} 个，已显示前 {shown} 个</span><Button onClick={() => setShown(shown + first)}>再显示 {first} 个</Button></div>}
    </>
  )
}

function number(value: number, to: string, tone: string): ReactNode {
  return <Link to={to} className={value > 0 ? `board-number ${tone}` : 'board-number none'}>{value}</Link>
}

function Total({ name, value, tone }: { name: string; value: ReactNode; tone: string }) {
  return <div className={value === 0 ? '' : tone}><dt>{name}</dt><dd>{value}</dd></div>
}
