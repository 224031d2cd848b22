import { Alert, Button, Descriptions, Drawer } from 'antd'
import { useContext, useState } from 'react'
import { useRecord } from '../api/reads'
import type { RecordItem } from '../api/types'
import { type Area, titleOf } from '../areas/area'
import { momentText, periodText } from '../shared/dates'
import { Failed, Loading } from '../shared/States'
import { TownshipContext } from '../townships/context'
import { FormDrawer } from './FormDrawer'
import { History } from './History'
import { Standing } from './RecordTable'

interface Props {
  area: Area
  id: string
  /** Key of the change whose form is open. */
  form?: string
  onForm: (key: string | undefined) => void
  onClose: () => void
}

/** One record: what it says, what can be done with it, and its history. */
export function RecordDrawer({ area, id, form, onForm, onClose }: Props) {
  const { id: township, mayWrite } = useContext(TownshipContext)
  const record = useRecord(township, id)
  return (
    <Drawer open size={560} title={<>{record.data ? titleOf(area, record.data) : '记录'}{record.data && <Standing area={area} record={record.data} />}</>} onClose={onClose} destroyOnHidden>
      {record.isError ? <Failed error={record.error} retry={() => void record.refetch()} /> : record.isPending ? <Loading /> : (
        <Contents area={area} record={record.data} mayWrite={mayWrite} {...(form !== undefined && { form })} onForm={onForm} />
      )}
    </Drawer>
  )
}

function Contents({ area, record, mayWrite, form, onForm }: { area: Area; record: RecordItem; mayWrite: boolean; form?: string; onForm: (key: string | undefined) => void }) {
  const { id: township } = useContext(TownshipContext)
  const [history, setHistory] = useState(false)
  const offered = mayWrite && !record.void ? area.changes.filter(change => change.offered?.(record) ?? true) : []
  const open = offered.find(change => change.key === form)
  const details = area.details(record)
  return (
    <>
      {record.void && <Alert className="block" type="warning" showIcon title={`已于 ${momentText(record.void.at)} 由 ${record.void.by} 作废`} description={record.void.reason} />}
      <Descriptions
        column={1} size="small" bordered
        items={[
          ...(record.on && !details.some(detail => detail.value === periodText(record.on ?? '')) ? [{ key: 'on', label: '时间', children: periodText(record.on) }] : []),
          ...details.map((detail, i) => ({ key: i, label: detail.label, children: <span className="prose">{detail.value}</span> })),
          { key: 'by', label: '登记', children: `${record.recordedBy}，${momentText(record.recordedAt)}` },
          { key: 'id', label: '编号', children: record.id },
        ]}
      />
      <div className="actions">
        {offered.map(change => <Button key={change.key} danger={change.key === 'void'} onClick={() => onForm(change.key)}>{change.name}</Button>)}
        <Button onClick={() => setHistory(!history)} aria-expanded={history}>{history ? '收起变更历史' : '变更历史'}</Button>
      </div>
      {history && <History township={township} record={record.id} />}
      {open && <FormDrawer area={area} action={open} record={record} onClose={() => onForm(undefined)} />}
    </>
  )
}
