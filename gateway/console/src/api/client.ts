import { ApiProblem, problemOf, unreachable } from './problem'
import { session } from './session'
import type { SignedIn } from './types'

export type Query = Record<string, string | number | boolean | undefined>

interface Options {
  method?: 'GET' | 'POST' | 'PUT'
  query?: Query
  body?: unknown
  idempotencyKey?: string
  /** Version of the record as it was read. */
  ifMatch?: number
  signal?: AbortSignal
}

/** `/api/v1` + path + query, without the parameters that have no value. */
export function urlOf(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
  return `/api/v1${path}${search ? `?${search}` : ''}`
}

let refreshing: Promise<void> | undefined

/** A new pair of tokens, once for all requests that wait for it. A network failure leaves the session as it is. */
function refresh(refreshToken: string): Promise<void> {
  refreshing ??= fetch('/api/v1/auth/refresh', { method: 'POST', headers: { 'Content-Type': 'application/json' }, cache: 'no-store', body: JSON.stringify({ refreshToken }) })
    .then(async response => {
      if (!response.ok) return
      const answer = (await response.json()) as SignedIn
      session.begin(answer.accessToken, answer.refreshToken)
    })
    .catch(() => { throw unreachable() })
    .finally(() => { refreshing = undefined })
  return refreshing
}

/** One request. Tokens are short-lived: a fresh one is fetched on the way; when there is none any more, the session ends. */
async function send(path: string, options: Options, again = false): Promise<Response> {
  const headers = new Headers()
  const token = session.token
  if (token) headers.set('Authorization', `Bearer ${token}`)
  if (options.body !== undefined) headers.set('Content-Type', 'application/json')
  if (options.idempotencyKey) headers.set('Idempotency-Key', options.idempotencyKey)
  if (options.ifMatch !== undefined) headers.set('If-Match', `"${options.ifMatch}"`)
  const request: RequestInit = { method: options.method ?? 'GET', headers, cache: 'no-store' }
  if (options.body !== undefined) request.body = JSON.stringify(options.body)
  if (options.signal) request.signal = options.signal

  let response: Response
  try {
    response = await fetch(urlOf(path, options.query), request)
  } catch (error) {
    throw error instanceof DOMException && error.name === 'AbortError' ? error : unreachable()
  }
  if (response.ok) return response
  if (response.status === 401 && token && !again) {
    if (token === session.token && session.refreshToken) await refresh(session.refreshToken)
    if (session.token && token !== session.token) return send(path, options, true)
  }
  if (response.status === 401 && token && token === session.token) session.end()
  throw await problemOf(response)
}

export async function call<T>(path: string, options: Options = {}): Promise<T> {
  const response = await send(path, options)
  try {
    return (await response.json()) as T
  } catch {
    throw new ApiProblem(response.status, 'unknown', '服务器的答复无法识别，请稍后重试')
  }
}

/** Fetches a file with the token and hands it to the browser under the server's name. */
export async function download(path: string, query: Query): Promise<void> {
  const response = await send(path, { query })
  const url = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = url
  link.download = fileNameOf(response.headers.get('Content-Disposition')) ?? 'report'
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** The name in Content-Disposition; the UTF-8 form is preferred. */
export function fileNameOf(disposition: string | null): string | undefined {
  const utf8 = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1]
  if (utf8) return decodeURIComponent(utf8)
  return /filename="?([^";]+)"?/i.exec(disposition ?? '')?.[1]
}
