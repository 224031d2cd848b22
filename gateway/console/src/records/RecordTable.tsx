import { Link, useLocation, useSearchParams } from 'react-router'
import type { RecordItem } from '../api/types'
import { type Area, titleOf } from '../areas/area'
import { DataTable } from '../shared/DataTable'
import { momentText, periodText, today } from '../shared/dates'
import { Tone } from '../shared/Tone'

export function RecordTable({ area, records, busy, onOpen }: { area: Area; records: RecordItem[]; busy: boolean; onOpen: (id: string) => void }) {
  const { pathname } = useLocation()
  const [search] = useSearchParams()
  const address = (id: string) => {
    const to = new URLSearchParams(search)
    to.set('record', id)
    return `${pathname}?${to.toString()}`
  }
  const dated = records.some(record => record.on)
  return (
    <DataTable
      label={area.name} rows={records} busy={busy}
      columns={[
        {
          title: '记录', heads: true, cell: record => (
            <>
              <Link to={address(record.id)} onClick={event => { if (!event.metaKey && !event.ctrlKey && !event.shiftKey) { event.preventDefault(); onOpen(record.id) } }}>{titleOf(area, record)}</Link>
              <Standing area={area} record={record} />
              <span className="summary">{(area.summary?.(record) ?? []).filter(text => text !== '' && text !== record.title).join('　')}</span>
            </>
          ),
        },
        ...(dated ? [{ title: '时间', tight: true, cell: (record: RecordItem) => (record.on ? periodText(record.on) : '—') }] : []),
        { title: '登记', tight: true, cell: record => <span className="quiet">{record.recordedBy}　{momentText(record.recordedAt)}</span> },
      ]}
    />
  )
}

export function Standing({ area, record }: { area: Area; record: RecordItem }) {
  if (record.void) return <Tone tone="calm">已作废</Tone>
  const standing = area.standing?.(record, today())
  return standing ? <Tone tone={standing.tone}>{standing.text}</Tone> : null
}
