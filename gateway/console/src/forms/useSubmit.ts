import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { type Action, factsOf } from '../areas/area'
import { call } from '../api/client'
import { ApiProblem, sentenceOf } from '../api/problem'
import { townshipKey, useMe } from '../api/reads'
import { Submission } from '../api/submission'
import type { Answer, RecordItem } from '../api/types'
import { toBody, unknownOf } from './body'
import { draft } from './draft'
import { type PlacedErrors, placeErrors } from './errors'
import type { Values } from './field'

export interface Failure extends PlacedErrors {
  sentence: string
  /** Somebody changed the record meanwhile. */
  stale: boolean
  uncertain: boolean
}

/** Sends a form: the key stays with an unchanged request until it is answered, and the record's version as it was seen goes along. */
export function useSubmit(township: string, action: Action, record: RecordItem | undefined, replaced: RecordItem | undefined) {
  const submission = useRef(new Submission())
  const queries = useQueryClient()
  const who = useMe().data?.userName ?? ''
  const [busy, setBusy] = useState(false)

  async function submit(values: Values, seen: number | undefined): Promise<{ answer: Answer } | { failure: Failure }> {
    const facts = { ...(action.replaces && replaced && unknownOf(action.fields, factsOf(replaced))), ...toBody(action.fields, values) }
    const body = action.wrap ? action.wrap(facts) : facts
    const path = `/townships/${township}${action.path(record)}`
    const ifMatch = seen === undefined ? {} : { ifMatch: seen }
    setBusy(true)
    try {
      const idempotencyKey = submission.current.keyFor(JSON.stringify([path, seen, body]))
      const answer = await call<Answer>(path, { method: action.method, body, idempotencyKey, ...ifMatch })
      submission.current.settle()
      await Promise.all([
        queries.invalidateQueries({ queryKey: townshipKey(township) }),
        ...['townships', 'board', 'alerts'].map(key => queries.invalidateQueries({ queryKey: [key] })),
      ])
      return { answer }
    } catch (error) {
      const problem = error instanceof ApiProblem ? error : undefined
      if (problem?.status === 401) draft.keep(path, who, values)
      const uncertain = problem?.isUncertain ?? true
      if (!uncertain) submission.current.settle()
      const shown = action.fields.filter(field => !field.when || field.when(values))
      const places = placeErrors(problem?.errors ?? [], shown)
      return { failure: { ...places, sentence: sentenceOf(error), stale: problem?.status === 412, uncertain } }
    } finally {
      setBusy(false)
    }
  }

  return { submit, busy }
}
