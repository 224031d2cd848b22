import { App, Button, Input, Modal, Select } from 'antd'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { call } from '../api/client'
import { cursorOf, start } from '../api/paging'
import { sentenceOf } from '../api/problem'
import { useAlerts, useDivision, useMe } from '../api/reads'
import type { Alert, AlertState } from '../api/types'
import { DataTable } from '../shared/DataTable'
import { distance, momentText, periodText, today } from '../shared/dates'
import { Pager } from '../shared/Pager'
import { Failed, Loading, Nothing } from '../shared/States'
import { Tone } from '../shared/Tone'
import { useTitle } from '../shared/useTitle'

const states: { value: AlertState | 'all'; label: string }[] = [{ value: 'open', label: '未签收' }, { value: 'acknowledged', label: '已签收' }, { value: 'cancelled', label: '已取消' }, { value: 'all', label: '全部状态' }]
const kinds = [{ value: '', label: '全部类别' }, { value: 'certificate', label: '行政执法证' }, { value: 'adviser-contract', label: '法律顾问合同' }, { value: 'study-plan', label: '学法计划' }]

/** The alerts of a division: what is about to lapse, and who has taken note. */
export default function AlertsPage() {
  useTitle('提醒')
  const [search, setSearch] = useSearchParams()
  const me = useMe().data
  const [trail, setTrail] = useState(start)
  const [chosen, setChosen] = useState<Alert>()
  const [state, kind] = [search.get('state') ?? 'open', search.get('kind') ?? '']
  const division = search.get('division') ?? me?.divisionId
  const list = useAlerts(division, { state: state === 'all' ? undefined : state, kind, after: cursorOf(trail), limit: 50 })
  const filter = (name: string, value: string) => {
    setTrail(start)
    setSearch(before => { before.set(name, value); return before }, { replace: true })
  }
  const narrowed = division !== me?.divisionId
  const place = useDivision(narrowed ? division : undefined).data
  return (
    <>
      <div className="title">
        <h1>提醒<small>{narrowed ? place?.name : me?.division}</small></h1>
        <div className="tools">
          {narrowed && <Link to="/alerts">查看全部辖区</Link>}
          <Select aria-label="状态" className="filter" value={state} options={states} onChange={value => filter('state', value)} />
          <Select aria-label="类别" className="filter" value={kind} options={kinds} onChange={value => filter('kind', value)} />
        </div>
      </div>
      {list.isError ? <Failed error={list.error} retry={() => void list.refetch()} /> : list.isPending ? <Loading /> : list.data.items.length === 0
        ? <Nothing>{state === 'open' ? '没有未签收的提醒' : '没有这样的提醒'}</Nothing>
        : (
          <>
            <DataTable
              label="提醒" rows={list.data.items} busy={list.isFetching}
              columns={[
                { title: '事项', heads: true, cell: alert => <Link to={`/townships/${alert.townshipId}/record?id=${encodeURIComponent(alert.recordId)}`}>{alert.subject}</Link> },
                { title: '乡镇', cell: alert => alert.township },
                { title: '到期日', cell: alert => <>{periodText(alert.dueOn)} <Due alert={alert} /></> },
                { title: '提醒于', cell: alert => <span className="quiet">{momentText(alert.raisedAt)}</span> },
                { title: '处理', cell: alert => <Settled alert={alert} mayAcknowledge={me?.mayAcknowledge ?? false} onChoose={setChosen} /> },
              ]}
            />
            <Pager trail={trail} next={list.data.next} onChange={setTrail} />
          </>
        )}
      {chosen && <Acknowledge alert={chosen} onClose={() => setChosen(undefined)} />}
    </>
  )
}

function Due({ alert }: { alert: Alert }) {
  const text = distance(alert.dueOn, today())
  return alert.state === 'open' ? <Tone tone={text.startsWith('已过') ? 'bad' : 'warn'}>{text}</Tone> : null
}

function Settled({ alert, mayAcknowledge, onChoose }: { alert: Alert; mayAcknowledge: boolean; onChoose: (alert: Alert) => void }) {
  if (alert.state === 'open') return mayAcknowledge ? <Button onClick={() => onChoose(alert)}>签收</Button> : <>未签收</>
  if (alert.state === 'cancelled') return <span className="quiet">已办结，自动取消</span>
  return <span>{alert.settledBy} 已签收{alert.note && <span className="summary">{alert.note}</span>}</span>
}

function Acknowledge({ alert, onClose }: { alert: Alert; onClose: () => void }) {
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  async function send() {
    setBusy(true)
    setFailure(undefined)
    try {
      await call<Alert>(`/alerts/${alert.id}/acknowledge`, { method: 'POST', body: note.trim() ? { note: note.trim() } : {} })
      await Promise.all(['alerts', 'townships', 'board'].map(key => queries.invalidateQueries({ queryKey: [key] })))
      void message.success('已签收')
      onClose()
    } catch (error) {
      setFailure(sentenceOf(error))
      setBusy(false)
    }
  }
  return (
    <Modal open title="签收提醒" okText="签收" cancelText="取消" onOk={() => void send()} onCancel={onClose} confirmLoading={busy}>
      <p>{alert.subject}（{alert.township}，{periodText(alert.dueOn)}）</p>
      <label htmlFor="note">正在怎样处理（可不填）</label>
      <Input.TextArea id="note" autoFocus rows={3} maxLength={500} value={note} onChange={event => setNote(event.target.value)} placeholder="如：已通知本人报名换证考试" />
      {failure && <p role="alert" className="failure">{failure}</p>}
    </Modal>
  )
}
