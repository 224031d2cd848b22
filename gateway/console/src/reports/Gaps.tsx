import { Link } from 'react-router'
import { areaOfPlace } from '../areas/areas'
import { periodText } from '../shared/dates'
import { type Gap, gapsOf } from './gapsOf'
import type { Report } from './useReport'

/** What the report rests on, and what it still lacks: each gap leads to its place and to where it is filled. */
export function Gaps({ township, report, mayWrite }: { township: string; report: Report; mayWrite: boolean }) {
  const { summary, document: { paragraphs, traces, year } } = report
  const gaps = gapsOf(paragraphs)
  const recordOf = (gap: Gap) => traces.find(trace => trace.id === gap.trace)?.sources[0]?.recordId
  const fill = (gap: Gap) => {
    const record = recordOf(gap)
    return record ? `/townships/${township}/record?id=${encodeURIComponent(record)}` : `/townships/${township}/${areaOfPlace(gap.place)}?year=${year}`
  }
  return (
    <section className="gaps" aria-label="待填内容">
      <p>截至{periodText(summary.cutOff)}，有依据的数字 <strong>{summary.figures}</strong> 个、事项 <strong>{summary.facts}</strong> 项。点正文里带下划线的内容，可看它依据哪些记录。</p>
      <h2>{gaps.length === 0 ? '没有待填内容' : `待填 ${gaps.length} 处`}</h2>
      {gaps.length > 0 && (
        <ol>
          {gaps.map((gap, i) => (
            <li key={i}>
              <a href={`#p${gap.at}`}>{gap.text}</a>
              {mayWrite && <Link className="fill" to={fill(gap)}>{recordOf(gap) ? '去补充' : '去登记'}</Link>}
            </li>
          ))}
        </ol>
      )}
      {mayWrite && <p><Link to={`/townships/${township}/prose?year=${year}`}>撰写报告文字</Link></p>}
    </section>
  )
}
