import { Button, Checkbox } from 'antd'
import { useCallback, useContext, useState } from 'react'
import { useLocation, useParams, useSearchParams } from 'react-router'
import { cursorOf, start } from '../api/paging'
import { useRecords } from '../api/reads'
import type { Area } from '../areas/area'
import { findArea } from '../areas/areas'
import { Pager } from '../shared/Pager'
import { SearchBox } from '../shared/SearchBox'
import { Failed, Loading, NotFound, Nothing } from '../shared/States'
import { TownshipContext } from '../townships/context'
import { FormDrawer } from './FormDrawer'
import { RecordDrawer } from './RecordDrawer'
import { RecordTable } from './RecordTable'

export default function AreaPage() {
  const { area = '', kind } = useParams()
  const { groups } = useContext(TownshipContext)
  const { pathname } = useLocation()
  const found = findArea(groups, kind ? `ledgers/${kind}` : area)
  return found ? <AreaList key={pathname} area={found} /> : <NotFound />
}

/** An area's records of the year: search, add; a record opens beside the list. What is open stands in the address. */
function AreaList({ area }: { area: Area }) {
  const { id, year, mayWrite } = useContext(TownshipContext)
  const [search, setSearch] = useSearchParams()
  const [trail, setTrail] = useState(start)
  const [withVoid, setWithVoid] = useState(false)
  const q = search.get('q') ?? ''
  const list = useRecords(id, area.key, { year: area.lasting ? undefined : year, q, withVoid: withVoid || undefined, after: cursorOf(trail), limit: 50 })

  const go = useCallback((changes: Record<string, string | undefined>, replace = false) => setSearch(before => {
    for (const [name, value] of Object.entries(changes)) {
      if (value) before.set(name, value)
      else before.delete(name)
    }
    return before
  }, { replace }), [setSearch])
  const find = useCallback((text: string) => {
    setTrail(start)
    go({ q: text }, true)
  }, [go])

  const [open, form] = [search.get('record') ?? undefined, search.get('form') ?? undefined]
  const add = mayWrite && <Button type="primary" onClick={() => go({ form: area.add.key, record: undefined })}>{area.add.name}{area.add.method === 'PUT' && area.key !== 'prose' ? `${year}年` : ''}</Button>
  return (
    <>
      <div className="area-head">
        <h2>{area.name}<small>{area.lasting ? '各年度' : `${year}年`}</small></h2>
        {add}
        <SearchBox value={q} onSearch={find} label="按标题查找" />
        <Checkbox checked={withVoid} onChange={event => { setTrail(start); setWithVoid(event.target.checked) }}>含已作废</Checkbox>
      </div>
      {area.source && <p className="quiet source">依据：{area.source}</p>}
      {list.isError ? <Failed error={list.error} retry={() => void list.refetch()} /> : list.isPending ? <Loading /> : list.data.items.length === 0
        ? <Nothing action={q ? undefined : add}>{q ? `没有标题含“${q}”的记录` : area.lasting ? '还没有记录' : `${year}年还没有记录`}</Nothing>
        : (
          <>
            <RecordTable area={area} records={list.data.items} busy={list.isFetching} onOpen={record => go({ record })} />
            <Pager trail={trail} next={list.data.next} total={list.data.total} onChange={setTrail} />
          </>
        )}
      {open && <RecordDrawer area={area} id={open} {...(form !== undefined && { form })} onForm={key => go({ form: key })} onClose={() => go({ record: undefined, form: undefined })} />}
      {!open && form === area.add.key && mayWrite && <FormDrawer area={area} action={area.add} onClose={() => go({ form: undefined })} />}
    </>
  )
}
