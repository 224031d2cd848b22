/** The token of this tab. It never leaves sessionStorage, so closing the tab signs out. */
const key = 'fazhi.token'
const listeners = new Set<() => void>()

export const session = {
  get token(): string | null {
    return sessionStorage.getItem(key)
  },
  begin(token: string) {
    sessionStorage.setItem(key, token)
    listeners.forEach(tell => tell())
  },
  end() {
    if (sessionStorage.getItem(key) === null) return
    sessionStorage.removeItem(key)
    listeners.forEach(tell => tell())
  },
  subscribe(tell: () => void) {
    listeners.add(tell)
    return () => void listeners.delete(tell)
  },
}
