import { memo } from 'react'
import type { ReportDocument, ReportParagraph, Run } from '../api/report'
import { periodText } from '../shared/dates'

interface Choosing {
  /** Traces with a number, told from named facts. */
  numeric: ReadonlySet<string>
  chosen: string | undefined
  onChoose: (trace: string) => void
}

/** The report as it lies on the desk: title, addressee, sections, signature. */
export const Paper = memo(function Paper({ report, ...choosing }: { report: ReportDocument } & Choosing) {
  return (
    <article className="paper" aria-label="报告正文" lang="zh-CN">
      <h2 className="paper-title">{report.title.map(line => <span key={line}>{line}</span>)}</h2>
      {report.addressee && <p className="addressee">{report.addressee.replace(/[：:]$/, '')}：</p>}
      {report.paragraphs.map((paragraph, i) => <Paragraph key={i} id={`p${i}`} paragraph={paragraph} {...choosing} />)}
      <div className="signature">
        {report.issuers.map(issuer => <p key={issuer} className="issuer">{issuer}</p>)}
        <p className="date">{report.datedOn ? periodText(report.datedOn) : <mark>〔待签署日期〕</mark>}</p>
      </div>
      {report.copiesTo.length > 0 && <p className="copies">抄送：{report.copiesTo.join('，')}。</p>}
    </article>
  )
})

function Paragraph({ id, paragraph, ...choosing }: { id: string; paragraph: ReportParagraph } & Choosing) {
  const text = <>{paragraph.number}{paragraph.runs.map((run, i) => <Piece key={i} run={run} {...choosing} />)}</>
  if (paragraph.level === 0) return <p id={id}>{text}</p>
  const Heading = `h${Math.min(paragraph.level + 2, 6)}` as 'h3' | 'h4' | 'h5' | 'h6'
  return <Heading id={id} className={`level-${paragraph.level}`}>{text}</Heading>
}

function Piece({ run, numeric, chosen, onChoose }: { run: Run } & Choosing) {
  if (run.gap) return <mark>{run.text}</mark>
  const { trace } = run
  if (!trace) return run.text
  return (
    <a
      href={`?trace=${trace}`} data-trace={trace} className={numeric.has(trace) ? 'figure' : 'figure fact'} aria-current={trace === chosen || undefined}
      onClick={event => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        onChoose(trace)
      }}
    >{run.text}</a>
  )
}
