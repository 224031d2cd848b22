import { Alert, App, Drawer } from 'antd'
import { useContext, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { townshipKey, useAllRecords, useMe } from '../api/reads'
import type { RecordItem } from '../api/types'
import type { Action, Area } from '../areas/area'
import { recordOfYear } from '../areas/reasons'
import { rememberKind } from '../areas/study'
import { ActionForm } from '../forms/ActionForm'
import { draft } from '../forms/draft'
import { today } from '../shared/dates'
import { Failed, Loading } from '../shared/States'
import { TownshipContext } from '../townships/context'

/** A form beside the list. Closing it asks first when something was typed. */
export function FormDrawer({ area, action, record, onClose }: { area: Area; action: Action; record?: RecordItem; onClose: () => void }) {
  const { id, year } = useContext(TownshipContext)
  const { message, modal } = App.useApp()
  const queries = useQueryClient()
  const [typed, setTyped] = useState(false)
  // Set once somebody else turns out to have changed the record meanwhile.
  const [latest, setLatest] = useState<RecordItem>()
  const [seen] = useState(record?.version)
  const who = useMe().data?.userName ?? ''
  const [kept] = useState(() => draft.read(`/townships/${id}${action.path(record)}`, who))
  const sets = action.method === 'PUT' && !record
  const known = useAllRecords(id, area.key, sets)

  const leave = () => {
    if (kept) draft.drop()
    onClose()
  }
  const close = () => typed || kept
    ? modal.confirm({ title: '放弃已填写的内容？', okText: '放弃', cancelText: '继续填写', onOk: leave })
    : leave()
  const reload = async () => {
    await queries.refetchQueries({ queryKey: [...townshipKey(id), 'record', record?.id] })
    setLatest(queries.getQueryData<RecordItem>([...townshipKey(id), 'record', record?.id]))
    document.querySelectorAll('.ant-drawer-body').forEach(body => body.scrollTo(0, 0))
  }
  const ofYear = sets && area.key !== 'prose' ? recordOfYear(known.data ?? [], year) : undefined
  return (
    <Drawer open size={560} afterOpenChange={focusFirst} title={title(area, action, record)} onClose={close} destroyOnHidden maskClosable={!typed}>
      {kept && <Alert className="block" type="info" showIcon title="这是登录过期前填写的内容，尚未保存" />}
      {latest && <Latest area={area} record={latest} />}
      {known.isError ? <Failed error={known.error} retry={() => void known.refetch()} /> : sets && known.isPending ? <Loading /> : (
        <ActionForm
          township={id} action={action} record={record} replaced={record ?? ofYear} seen={record ? (latest?.version ?? seen) : ofYear?.version}
          initial={kept ?? action.initial?.({ year, today: today(), records: known.data ?? [], ...(record && { record }) }) ?? {}}
          onTyped={() => setTyped(true)} onReload={() => void reload()}
          onDone={(_, values) => {
            if (area.key === 'study-sessions') rememberKind(values['kind'])
            void message.success(`${action.name}成功`)
            leave()
          }}
        />
      )}
    </Drawer>
  )
}

/** What a record says by now, above what one was about to make of it. */
function Latest({ area, record }: { area: Area; record: RecordItem }) {
  return (
    <Alert
      className="block" type="warning" showIcon title="他人已将该记录改为以下内容。请与您填写的核对，再保存。"
      description={<ul className="latest">{area.details(record).map((detail, i) => <li key={i}>{detail.label}：{detail.value}</li>)}</ul>}
    />
  )
}

/** The first field with nothing in it yet; not where a keyboard would cover the form. */
function focusFirst(open: boolean) {
  if (!open || !matchMedia('(pointer: fine)').matches) return
  const fields = [...document.querySelectorAll<HTMLInputElement>('.ant-drawer form textarea, .ant-drawer form input[type="text"]:not([role], [disabled])')]
  fields.find(field => field.value === '' && field.closest('.ant-picker') === null && field.offsetParent !== null)?.focus({ preventScroll: true })
}

const title = (area: Area, action: Action, record?: RecordItem) =>
  record ? `${action.name}：${record.title}` : action.name.includes(area.name) || action.name.length > 2 ? action.name : `${action.name}：${area.name}`
