import { useEffect } from 'react'
import { create } from 'zustand'
import type { EventDeed } from '../../src-shared/contract/index.ts'
import type { Row } from '../../src-shared/model/event.ts'
import { useCase } from '../state/case.ts'
import { ask } from './ask.ts'

interface Deeds {
  /** Of the case, as src-renderer/state/case.ts counts: rows of another are other events. */
  readonly generation: number
  readonly told: ReadonlyMap<Row, EventDeed>
}

/** More are forgotten, all at once: what is in view is asked for again. */
const mostKept = 20_000
const mostAtOnce = 200

const useDeeds = create<Deeds>(() => ({ generation: -1, told: new Map() }))
const waiting = new Set<Row>()
let isAsking = false

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
    const { generation } = useCase.getState()
    const answer = await ask('eventDeeds', { rows })
    if (!answer.ok || useCase.getState().generation !== generation) continue
    useDeeds.setState((before) => {
      const isKept = before.generation === generation && before.told.size < mostKept
      const told = new Map(isKept ? before.told : [])
      for (const [k, row] of rows.entries()) told.set(row, answer.value[k]!)
      return { generation, told }
    })
  }
  isAsking = false
}

/** What the event did; undefined until it is known. To be used for rows in view: their records are read. */
export function useEventDeed(row: Row): EventDeed | undefined {
  const generation = useCase((state) => state.generation)
  const deed = useDeeds((state) => (state.generation === generation ? state.told.get(row) : undefined))
  const isKnown = deed !== undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: of another generation, it is asked for again
  useEffect(() => {
    if (isKnown) return
    want(row)
    return () => {
      waiting.delete(row)
    }
  }, [row, isKnown, generation])
  return deed
}

/** As far as it was in view. */
export const targetTextOf = (row: Row): string => useDeeds.getState().told.get(row)?.target ?? ''
