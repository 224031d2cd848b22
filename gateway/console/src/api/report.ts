/** The report as a tree of text, each figure with what it rests on. */
export interface Run {
  text: string
  trace?: string
  gap?: boolean
}

export interface ReportParagraph {
  /** 0 body, 1 to 4 heading. */
  level: number
  number?: string
  runs: Run[]
  place: string
}

export interface TraceSource {
  recordId: string
  version: number
  area: string
  title: string
  on?: string
  contribution?: string
  note?: string
}

export type Qualifier = 'exact' | 'atLeast' | 'justUnder' | 'orMore' | 'about'

export interface Trace {
  id: string
  key: string
  name: string
  text: string
  /** Absent for a named fact. */
  value?: number
  qualifier?: Qualifier
  unit?: string
  numerator?: number
  denominator?: number
  period: string
  cutOff: string
  sources: TraceSource[]
}

export interface ReportDocument {
  year: number
  cutOff: string
  stateVersion: number
  title: string[]
  addressee?: string
  paragraphs: ReportParagraph[]
  issuers: string[]
  datedOn?: string
  copiesTo: string[]
  traces: Trace[]
}

export interface AssembledReport {
  year: number
  cutOff: string
  stateVersion: number
  figures: number
  facts: number
  gaps: string[]
  sha256: string
}
