/** One thing to mend in a request. */
export interface FieldError {
  field: string
  code: string
  zh: string
  en: string
}

/** An answer of the API that is no success: RFC 9457 problem details, or what the console says in its place. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly errors: FieldError[] = [],
    /** Seconds after which trying again makes sense. */
    readonly retryAfter?: number,
  ) {
    super(message)
    this.name = 'ApiProblem'
  }

  /** Nobody knows whether a write with this answer was carried out: repeat it with the same key. */
  get isUncertain(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500
  }
}

const spoken: Record<number, string> = {
  401: '请先登录，或登录已过期',
  403: '您的角色不能进行此操作',
  404: '没有找到，或不在您的管辖范围内',
  429: '请求过于频繁，请稍后重试',
}

/** The problem in an answer; bodies that are no problem details (a proxy's page) yield a sentence by status. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => undefined)
  const fallback = spoken[response.status] ?? `服务器没有正确答复（${response.status}），请稍后重试`
  const retry = Number(response.headers.get('Retry-After')) || undefined
  if (!isRecord(body) || typeof body['title'] !== 'string')
    return new ApiProblem(response.status, 'unknown', fallback, [], retry)
  const code = typeof body['code'] === 'string' ? body['code'] : 'unknown'
  const errors = Array.isArray(body['errors']) ? body['errors'].filter(isFieldError) : []
  return new ApiProblem(response.status, code, body['title'], errors, retry)
}

/** What the network did when there was no answer at all. */
export const unreachable = () => new ApiProblem(0, 'unreachable', '连接不上服务器，请检查网络后重试')

/** A sentence for any error. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error && error.message ? error.message : '出现未知错误，请重试'
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function isFieldError(value: unknown): value is FieldError {
  return isRecord(value) && typeof value['field'] === 'string' && typeof value['zh'] === 'string'
}
