import type { ReportParagraph } from '../api/report'

export interface Gap {
  /** Index of its paragraph. */
  at: number
  place: string
  /** What is missing, with the first words of its paragraph where it stands within one. */
  text: string
  /** Trace of the words before it: its record is the one to complete. */
  trace?: string
}

/** The visible gaps of a report, in order. */
export function gapsOf(paragraphs: readonly ReportParagraph[]): Gap[] {
  return paragraphs.flatMap(({ runs, place }, at) => runs.flatMap((run, i): Gap[] => {
    if (!run.gap) return []
    const before = runs.slice(0, i).filter(other => !other.gap).map(other => other.text).join('')
    const missing = run.text.replace(/^〔待填：|〕$/g, '')
    const trace = runs.slice(0, i).findLast(other => other.trace)?.trace
    return [{ at, place, ...(trace !== undefined && { trace }), text: before ? `${before.length > 20 ? `${before.slice(0, 20)}…` : before}：${missing}` : missing }]
  }))
}
