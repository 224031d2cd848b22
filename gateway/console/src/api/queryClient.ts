import { QueryClient } from '@tanstack/react-query'
import { ApiProblem } from './problem'

/** Reading again is worth it only when nobody answered; a refusal stays a refusal. */
function worthRetrying(failures: number, error: Error): boolean {
  return failures < 1 && error instanceof ApiProblem && error.isUncertain && error.status !== 429
}

export const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: worthRetrying, staleTime: 10_000, refetchOnWindowFocus: false }, mutations: { retry: false } },
})
