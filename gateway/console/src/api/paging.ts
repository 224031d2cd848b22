/** Cursors of the pages before and including the one shown; '' is the first. Lists only know how to go on, so the way back is kept here. */
export interface Trail {
  cursors: readonly string[]
}

export const start: Trail = { cursors: [''] }

export const cursorOf = (trail: Trail): string | undefined => trail.cursors.at(-1) || undefined

export const pageNumber = (trail: Trail): number => trail.cursors.length

export function forward(trail: Trail, next: string | undefined): Trail {
  return next === undefined || next === trail.cursors.at(-1) ? trail : { cursors: [...trail.cursors, next] }
}

export function back(trail: Trail): Trail {
  return trail.cursors.length > 1 ? { cursors: trail.cursors.slice(0, -1) } : trail
}

/** All items of a list that is known to be short, page by page. */
export async function all<T>(read: (after: string | undefined) => Promise<{ items: T[]; next?: string }>, most = 2000): Promise<T[]> {
  const items: T[] = []
  for (let after: string | undefined; items.length < most; ) {
    const page = await read(after)
    items.push(...page.items)
    if (page.next === undefined || page.next === after) break
    after = page.next
  }
  return items
}
