import { useEffect } from 'react'
import { create } from 'zustand'
import type { Result } from '../../src-shared/base/result.ts'
import type { Row } from '../../src-shared/model/event.ts'
import { useCase } from '../state/case.ts'

interface Held<Told> {
  /** Of what it is told: the generation of the case, since rows of another are other events, and what was asked. */
  readonly key: string
  readonly told: ReadonlyMap<Row, Told>
}

/** More are forgotten, all at once: what is in view is asked for again. */
const mostKept = 20_000
const mostAtOnce = 200

/**
 * What is read from the records of the events in view, when they come into view. `about` names what is asked of each at
 * this time; the answers to something else are forgotten.
 */
export function toldInView<Told>(
  ask: (rows: readonly Row[]) => Promise<Result<readonly Told[]>>,
  about: () => string = () => '',
) {
  const useHeld = create<Held<Told>>(() => ({ key: '', told: new Map() }))
  const waiting = new Set<Row>()
  let isAsking = false
  const keyNow = () => `${useCase.getState().generation} ${about()}`

  function want(row: Row): void {
    waiting.add(row)
    if (isAsking) return
    isAsking = true
    // Cells that are drawn together are asked for together.
    queueMicrotask(() => void askInTurn())
  }

  /** One question after the other, the rows that came into view last first: those before them may be scrolled past. */
  async function askInTurn(): Promise<void> {
    while (waiting.size > 0) {
      const rows = [...waiting].slice(-mostAtOnce)
      for (const row of rows) waiting.delete(row)
      const key = keyNow()
      const answer = await ask(rows)
      if (!answer.ok || keyNow() !== key) continue
      useHeld.setState((before) => {
        const isKept = before.key === key && before.told.size < mostKept
        const told = new Map(isKept ? before.told : [])
        for (const [k, row] of rows.entries()) told.set(row, answer.value[k]!)
        return { key, told }
      })
    }
    isAsking = false
  }

  return {
    /** What is told of the event; undefined until it is known. To be used for rows in view. `asked`: as `about` says. */
    useTold(row: Row, asked = ''): Told | undefined {
      const key = `${useCase((state) => state.generation)} ${asked}`
      const told = useHeld((state) => (state.key === key ? state.told.get(row) : undefined))
      const isKnown = told !== undefined
      // biome-ignore lint/correctness/useExhaustiveDependencies: of another generation, it is asked for again
      useEffect(() => {
        if (isKnown) return
        want(row)
        return () => {
          waiting.delete(row)
        }
      }, [row, isKnown, key])
      return told
    },
    /** As far as it was in view. */
    toldOf: (row: Row): Told | undefined => {
      const { key, told } = useHeld.getState()
      return key === keyNow() ? told.get(row) : undefined
    },
  }
}
