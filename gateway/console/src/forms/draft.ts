import type { Values } from './field'

const key = 'fazhi.draft'

interface Draft {
  path: string
  who: string
  values: Values
}

/** What somebody had typed when the session ended; given back to the same person in the same form, until it is saved or given up. */
export const draft = {
  keep(path: string, who: string, values: Values) {
    sessionStorage.setItem(key, JSON.stringify({ path, who, values } satisfies Draft))
  },
  read(path: string, who: string): Values | undefined {
    const kept = sessionStorage.getItem(key)
    if (kept === null) return undefined
    const { values, ...of } = JSON.parse(kept) as Draft
    return of.path === path && of.who === who ? values : undefined
  },
  drop() {
    sessionStorage.removeItem(key)
  },
}
