import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type Query, call } from './client'
import { all } from './paging'
import type { Alert, Board, DivisionPage, HistoryItem, LedgerKind, Me, Page, RecordItem, TownshipPage, TownshipRow } from './types'

/** Everything about one township hangs below this key: a write there makes all of it stale. */
export const townshipKey = (township: string) => ['township', township] as const

export const useMe = () => useQuery({ queryKey: ['me'], queryFn: ({ signal }) => call<Me>('/auth/me', { signal }), staleTime: Infinity })

export const useLedgerKinds = () =>
  useQuery({ queryKey: ['ledger-kinds'], queryFn: ({ signal }) => call<LedgerKind[]>('/ledger-kinds', { signal }), staleTime: Infinity })

export const useTownships = (query: Query) =>
  useQuery({ queryKey: ['townships', query], queryFn: ({ signal }) => call<Page<TownshipRow>>('/townships', { query, signal }), placeholderData: keepPreviousData })

export const useTownship = (township: string, year: number) =>
  useQuery({
    queryKey: [...townshipKey(township), 'page', year],
    queryFn: ({ signal }) => call<TownshipPage>(`/townships/${township}`, { query: { year }, signal }),
    placeholderData: keepPreviousData,
  })

export const useDivision = (division: string | undefined) =>
  useQuery({
    queryKey: ['division', division],
    queryFn: ({ signal }) => call<DivisionPage>(`/divisions/${division}`, { signal }),
    enabled: division !== undefined,
    staleTime: 300_000,
  })

export const useBoard = (division: string | undefined, year: number) =>
  useQuery({
    queryKey: ['board', division, year],
    queryFn: ({ signal }) => call<Board>(`/divisions/${division}/board`, { query: { year }, signal }),
    enabled: division !== undefined,
  })

export const useRecords = (township: string, area: string, query: Query) =>
  useQuery({
    queryKey: [...townshipKey(township), 'records', area, query],
    queryFn: ({ signal }) => call<Page<RecordItem>>(`/townships/${township}/${area}`, { query, signal }),
    placeholderData: (previous, before) => (before?.queryKey[3] === area ? previous : undefined),
  })

/** All records of an area, for choosing one and for what falls due. */
export const useAllRecords = (township: string, area: string, enabled = true) =>
  useQuery({
    queryKey: [...townshipKey(township), 'all', area],
    queryFn: ({ signal }) => all(after => call<Page<RecordItem>>(`/townships/${township}/${area}`, { query: { limit: 200, after }, signal })),
    enabled,
  })

export const useRecord = (township: string, record: string | undefined) =>
  useQuery({
    queryKey: [...townshipKey(township), 'record', record],
    queryFn: ({ signal }) => call<RecordItem>(`/townships/${township}/records/${record}`, { signal }),
    enabled: record !== undefined,
    staleTime: 0,
  })

export const useHistory = (township: string, record: string) =>
  useQuery({
    queryKey: [...townshipKey(township), 'history', record],
    queryFn: ({ signal }) => all(after => call<Page<HistoryItem>>(`/townships/${township}/records/${record}/history`, { query: { limit: 200, after }, signal })),
    staleTime: 0,
  })

export const useAlerts = (division: string | undefined, query: Query) =>
  useQuery({
    queryKey: ['alerts', division, query],
    queryFn: ({ signal }) => call<Page<Alert>>(`/divisions/${division}/alerts`, { query, signal }),
    enabled: division !== undefined,
    placeholderData: keepPreviousData,
  })
