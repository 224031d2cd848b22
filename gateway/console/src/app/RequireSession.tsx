import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef, useSyncExternalStore } from 'react'
import { Navigate, useLocation } from 'react-router'
import { session } from '../api/session'

export const useSignedIn = () => useSyncExternalStore(session.subscribe, () => session.token !== null)

/** Without a token there is only the sign-in page; it leads back to where one was. */
export function RequireSession({ children }: { children: ReactNode }) {
  const signedIn = useSignedIn()
  const wasIn = useRef(signedIn)
  const { pathname, search } = useLocation()
  const queries = useQueryClient()
  useEffect(() => {
    if (!signedIn) queries.clear()
  }, [signedIn, queries])
  if (signedIn) return children
  const state: SignInState = { from: pathname === '/' ? undefined : pathname + search, expired: wasIn.current && !leaving.now }
  return <Navigate replace to="/sign-in" state={state} />
}

export interface SignInState {
  from?: string | undefined
  expired?: boolean
}

/** Set when the person signs out on purpose: then nothing has expired. */
export const leaving = { now: false }
