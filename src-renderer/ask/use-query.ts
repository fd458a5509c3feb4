import { useCallback, useEffect, useRef, useState } from 'react'
import type { Answer, AnyFailure, CallName, In, Out } from '../../src-shared/contract/index.ts'
import { layersNeeded } from '../../src-shared/contract/needs.ts'
import { invoke } from '../bridge.ts'
import { useCase } from '../state/case.ts'
import { useIsAwaiting } from './waiting.ts'

export type Query<T> =
  | { readonly state: 'loading' }
  /** The case does not have every layer yet that the answer is made from. */
  | { readonly state: 'waiting' }
  | { readonly state: 'failed'; readonly failure: AnyFailure; readonly again: () => void }
  /** `refreshing`: still the last answer, a newer one is on its way. */
  | { readonly state: 'ready'; readonly value: T; readonly refreshing: boolean }

interface Held<N extends CallName> {
  readonly key: string
  readonly caseId: string | null
  readonly answer: Answer<N>
}

/**
 * Asks whenever the input or the case changes. Answers to older questions are dropped; the last good answer of the
 * same case stays while the next is awaited, so that views do not blink. With `enabled` false nothing is asked.
 */
export function useQuery<N extends CallName>(name: N, input: In<N>, enabled = true): Query<Out<N>> {
  const isAwaiting = useIsAwaiting(layersNeeded(name, input))
  const generation = useCase((state) => state.generation)
  const caseId = useCase((state) => state.summary?.id ?? null)
  const [held, setHeld] = useState<Held<N> | null>(null)
  const [attempt, setAttempt] = useState(0)
  const again = useCallback(() => setAttempt((count) => count + 1), [])
  const key = JSON.stringify([name, input, generation, attempt])
  const asked = useRef(input)
  asked.current = input

  useEffect(() => {
    if (!enabled || isAwaiting) return
    let isCurrent = true
    void invoke(name, asked.current).then((answer) => {
      if (isCurrent) setHeld({ key, caseId, answer })
    })
    return () => {
      isCurrent = false
    }
  }, [name, key, caseId, enabled, isAwaiting])

  if (isAwaiting) return { state: 'waiting' }
  if (held === null || held.caseId !== caseId) return { state: 'loading' }
  const { answer } = held
  if (answer.ok) return { state: 'ready', value: answer.value, refreshing: held.key !== key }
  return held.key === key ? { state: 'failed', failure: answer, again } : { state: 'loading' }
}
