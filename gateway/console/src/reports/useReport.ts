import { useQuery } from '@tanstack/react-query'
import { call } from '../api/client'
import { townshipKey } from '../api/reads'
import type { AssembledReport, ReportDocument } from '../api/report'

export interface Report {
  summary: AssembledReport
  document: ReportDocument
}

/** Assembles the report, then fetches what was assembled: same cut-off, every figure with its records. */
export const useReport = (township: string, year: number, cutOff: string | undefined) =>
  useQuery({
    queryKey: [...townshipKey(township), 'report', year, cutOff],
    queryFn: async ({ signal }): Promise<Report> => {
      const base = `/townships/${township}/reports/${year}`
      const summary = await call<AssembledReport>(`${base}/assemble`, { method: 'POST', body: cutOff ? { cutOff } : {}, signal })
      const document = await call<ReportDocument>(base, { query: { format: 'json', cutOff: summary.cutOff }, signal })
      return { summary, document }
    },
    staleTime: 0,
  })
