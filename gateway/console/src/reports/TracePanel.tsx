import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { Link } from 'react-router'
import type { Qualifier, Trace } from '../api/report'
import { periodText } from '../shared/dates'

const qualifiers: Record<Qualifier, string> = { exact: '确数', atLeast: '余（至少）', justUnder: '近（略少于）', orMore: '以上', about: '约' }

/** What a figure rests on: value, unit, qualifier, cut-off, and the records behind it. */
export function TracePanel({ trace, township, onClose }: { trace: Trace; township: string; onClose: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return (
    <aside className="trace" aria-label="数字的依据" onKeyDown={event => { if (event.key === 'Escape') onClose() }}>
      <div className="trace-head">
        <h2 ref={heading} tabIndex={-1}>{trace.name}</h2>
        <Button onClick={onClose}>关闭</Button>
      </div>
      <p className="trace-text">{trace.text}</p>
      <dl>
        {trace.value !== undefined && <Line name="数值">{trace.value.toLocaleString('zh-CN')}</Line>}
        {trace.unit && <Line name="单位">{trace.unit}</Line>}
        {trace.qualifier && <Line name="精确程度">{qualifiers[trace.qualifier]}</Line>}
        {trace.numerator !== undefined && trace.denominator !== undefined && <Line name="算法">{`${trace.numerator} ÷ ${trace.denominator}`}</Line>}
        <Line name="统计期">{periodText(trace.period)}</Line>
        <Line name="截止日">{periodText(trace.cutOff)}</Line>
      </dl>
      <h3>{trace.sources.length === 0 ? '没有记录' : `依据 ${trace.sources.length} 条记录`}</h3>
      <ul>
        {trace.sources.map(source => (
          <li key={source.recordId}>
            <Link to={`/townships/${township}/record?id=${encodeURIComponent(source.recordId)}`}>{source.title}</Link>
            <span className="summary">{[source.on, source.contribution && `计入 ${source.contribution}`, source.note && `出处：${source.note}`].filter(Boolean).join('　')}</span>
          </li>
        ))}
      </ul>
    </aside>
  )
}

function Line({ name, children }: { name: string; children: string }) {
  return <div><dt>{name}</dt><dd>{children}</dd></div>
}
