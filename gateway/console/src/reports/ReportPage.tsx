import { DownloadOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import { download } from '../api/client'
import { sentenceOf } from '../api/problem'
import { useMe, useTownship } from '../api/reads'
import { DayInput } from '../forms/PeriodInput'
import { Failed, Loading } from '../shared/States'
import { useTitle } from '../shared/useTitle'
import { YearPicker } from '../shared/YearPicker'
import { Gaps } from './Gaps'
import { Paper } from './Paper'
import { TracePanel } from './TracePanel'
import { useReport } from './useReport'
import './report.css'

const formats = [{ key: 'docx', name: 'Word 文档' }, { key: 'text', name: '纯文本' }, { key: 'html', name: '网页' }, { key: 'json', name: 'JSON' }]

/** The annual report of a township as it would be printed; a figure opens what it rests on. */
export default function ReportPage() {
  const { township = '', year: written = '' } = useParams()
  const year = Number(written)
  const [search, setSearch] = useSearchParams()
  const cutOff = search.get('cutOff') ?? undefined
  const navigate = useNavigate()
  const report = useReport(township, year, cutOff)
  const page = useTownship(township, year).data
  const mayWrite = useMe().data?.mayWrite ?? false
  const trace = report.data?.document.traces.find(one => one.id === search.get('trace'))
  const numeric = useMemo(() => new Set(report.data?.document.traces.filter(one => one.value !== undefined).map(one => one.id)), [report.data])
  useTitle(page && `${page.unit.name}${year}年度报告`)

  // A shared link to a figure shows it; a click on a figure moves nothing.
  const arrived = useRef(false)
  useEffect(() => {
    if (!report.data || arrived.current) return
    arrived.current = true
    if (trace) document.querySelector(`[data-trace="${trace.id}"]`)?.scrollIntoView({ block: 'start' })
  }, [report.data, trace])

  const set = (name: string, value: string | undefined) => setSearch(before => {
    if (value) before.set(name, value)
    else before.delete(name)
    return before
  }, { replace: true })
  const close = () => {
    const figure = trace && document.querySelector<HTMLElement>(`[data-trace="${trace.id}"]`)
    set('trace', undefined)
    figure?.focus()
  }
  return (
    <>
      <div className="title">
        <h1><Link to={`/townships/${township}?year=${year}`}>{page?.unit.name ?? '乡镇'}</Link><small>{year}年度报告</small></h1>
        <div className="tools">
          <YearPicker year={year} onChange={chosen => void navigate(`/townships/${township}/reports/${chosen}`)} known={page?.years ?? []} />
          <label className="cut-off">截止日 <DayInput value={report.data?.document.cutOff ?? cutOff ?? ''} onChange={day => set('cutOff', day)} /></label>
          <Button onClick={() => void report.refetch()} loading={report.isFetching}>重新生成</Button>
        </div>
      </div>
      {report.isError ? <Failed error={report.error} retry={() => void report.refetch()} /> : report.isPending ? <Loading /> : (
        <>
          <Downloads township={township} year={year} cutOff={report.data.document.cutOff} />
          <div className="report">
            <div className="side">
              {trace && <TracePanel key={trace.id} trace={trace} township={township} onClose={close} />}
              <Gaps township={township} report={report.data} mayWrite={mayWrite} />
            </div>
            <Paper report={report.data.document} numeric={numeric} chosen={trace?.id} onChoose={id => set('trace', id)} />
          </div>
        </>
      )}
    </>
  )
}

function Downloads({ township, year, cutOff }: { township: string; year: number; cutOff: string }) {
  const { message } = App.useApp()
  const [busy, setBusy] = useState<string>()
  async function fetchFile(format: string) {
    setBusy(format)
    try {
      await download(`/townships/${township}/reports/${year}`, { format, cutOff })
    } catch (error) {
      void message.error(`下载失败：${sentenceOf(error)}`)
    } finally {
      setBusy(undefined)
    }
  }
  return (
    <div className="downloads" role="group" aria-label="下载">
      {formats.map((format, i) => (
        <Button key={format.key} type={i === 0 ? 'primary' : 'default'} icon={<DownloadOutlined />} loading={busy === format.key} onClick={() => void fetchFile(format.key)}>{format.name}</Button>
      ))}
    </div>
  )
}
