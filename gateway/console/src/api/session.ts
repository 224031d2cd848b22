/** The token of this tab. It never leaves sessionStorage, so closing the tab signs out. */
const key = 'fazhi.token'
const refreshKey = 'fazhi.refresh'
const listeners = new Set<() => void>()

export const session = {
  get token(): string | null {
    return sessionStorage.getItem(key)
  },
  get refreshToken(): string | null {
    return sessionStorage.getItem(refreshKey)
  },
  begin(token: string, refreshToken: string) {
    sessionStorage.setItem(key, token)
    sessionStorage.setItem(refreshKey, refreshToken)
    listeners.forEach(tell => tell())
  },
  end() {
    if (sessionStorage.getItem(key) === null) return
    sessionStorage.removeItem(key)
    sessionStorage.removeItem(refreshKey)
    listeners.forEach(tell => tell())
  },
  subscribe(tell: () => void) {
    listeners.add(tell)
    return () => void listeners.delete(tell)
  },
}
