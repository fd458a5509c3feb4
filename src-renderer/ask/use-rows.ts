import { useCallback, useEffect, useRef, useState } from 'react'
import type { Result } from '../../src-shared/base/result.ts'
import type { AnyFailure } from '../../src-shared/contract/index.ts'
import { useCase } from '../state/case.ts'

export interface Page<Row> {
  readonly total: number
  readonly rows: readonly Row[]
}

export interface Rows<Row> {
  readonly state: 'loading' | 'failed' | 'ready'
  readonly total: number
  readonly failure: AnyFailure | null
  readonly again: () => void
  /** Undefined while the row is on its way. A new function whenever rows arrived. */
  readonly rowAt: (index: number) => Row | undefined
  /** Rows in view changed: fetches what is not here, and what will come into view if they move on like this. */
  readonly onRange: (first: number, end: number) => void
  /** True while the rows shown answer an older question. */
  readonly refreshing: boolean
  /** True while the rows and their total are those of another question than the one asked now. */
  readonly answersOther: boolean
}

const blockRows = 200
/** Blocks kept, the longest unused dropped first: 60 × 200 rows are a few MB. */
const keptBlocks = 60
/** Blocks on their way at which none is asked for ahead: those in view must not wait behind many. */
const mostUnderway = 6

interface Held<Row> {
  readonly key: string
  readonly question: string
  readonly total: number
  readonly blocks: ReadonlyMap<number, readonly Row[]>
  readonly failure: AnyFailure | null
}

const nothing = { key: '', question: '', total: 0, blocks: new Map<number, never>(), failure: null }

/**
 * Pages a call into blocks for a grid. `key` names the question: a new key asks anew and shows the old rows until the
 * first block of the new answer is here. Answers to an older key are dropped.
 */
export function useRows<Row>(
  key: string,
  fetch: (offset: number, limit: number) => Promise<Result<Page<Row>>>,
): Rows<Row> {
  const generation = useCase((state) => state.generation)
  const [attempt, setAttempt] = useState(0)
  const fullKey = `${generation} ${attempt} ${key}`
  const [held, setHeld] = useState<Held<Row>>(nothing)
  // Written only below and in effects; answers compare with it to see whether they are still wanted.
  const current = useRef({ key: fullKey, question: key, fetch, underway: new Set<number>(), first: 0 })

  const load = useCallback((block: number) => {
    const { key: asked, question, fetch: ask, underway } = current.current
    if (underway.has(block)) return
    underway.add(block)
    void ask(block * blockRows, blockRows).then((answer) => {
      if (current.current.key !== asked) return
      underway.delete(block)
      setHeld((before) =>
        withAnswer(before.key === asked ? before : { ...nothing, key: asked, question }, block, answer),
      )
    })
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the question `fetch` asks
  useEffect(() => {
    const { question, first } = current.current
    // Another question is read from its top; the same one, asked again, from where the reader is.
    const from = question === key ? first : 0
    current.current = { key: fullKey, question: key, fetch, underway: new Set(), first: from }
    load(Math.floor(from / blockRows))
  }, [fullKey, key, load])

  const isCurrent = held.key === fullKey
  const { blocks, total } = held
  const onRange = useCallback(
    (first: number, end: number) => {
      const moved = first - current.current.first
      current.current.first = first
      if (!isCurrent) return
      for (const block of blocksOf(first, end)) if (!blocks.has(block)) load(block)
      for (const block of blocksAhead({ first, end, moved, total }))
        if (!blocks.has(block) && current.current.underway.size < mostUnderway) load(block)
    },
    [isCurrent, blocks, load, total],
  )
  const rowAt = useCallback((index: number) => blocks.get(Math.floor(index / blockRows))?.[index % blockRows], [blocks])
  const again = useCallback(() => setAttempt((count) => count + 1), [])
  const state = held.key === '' ? 'loading' : held.failure !== null ? 'failed' : 'ready'
  const answersOther = held.question !== key
  return {
    state,
    total,
    failure: held.failure,
    again,
    rowAt,
    onRange,
    refreshing: !isCurrent,
    answersOther,
  }
}

const blocksOf = (first: number, end: number): readonly number[] => {
  const from = Math.floor(first / blockRows)
  return Array.from({ length: Math.max(0, Math.ceil(end / blockRows) - from) }, (_, at) => from + at)
}

interface Movement {
  readonly first: number
  readonly end: number
  /** By how many rows they moved since they were last told, once a frame. */
  readonly moved: number
  readonly total: number
}

/** Rows on both sides that are fetched before they are needed. */
const rowsBeside = 100
/** An answer takes a few frames. */
const framesAhead = 8
const mostAhead = 2_000
/** Rows that move further in a frame do not scroll: they leap. */
const leap = 1_000

/** Blocks that hold what will be in view next, the nearest in the direction of the movement first. */
function blocksAhead({ first, end, moved, total }: Movement): readonly number[] {
  const pace = Math.abs(moved) > leap ? 0 : Math.abs(moved)
  const ahead = Math.min(mostAhead, Math.max(rowsBeside, pace * framesAhead))
  const [before, behind] = moved < 0 ? [ahead, rowsBeside] : [rowsBeside, ahead]
  const above = blocksOf(Math.max(0, first - before), first).toReversed()
  const below = blocksOf(end, Math.min(total, end + behind))
  return moved < 0 ? [...above, ...below] : [...below, ...above]
}

function withAnswer<Row>(before: Held<Row>, block: number, answer: Result<Page<Row>>): Held<Row> {
  if (!answer.ok) return { ...before, failure: answer }
  const blocks = new Map(before.blocks)
  blocks.delete(block)
  blocks.set(block, answer.value.rows)
  const oldest = blocks.keys().next()
  if (blocks.size > keptBlocks && !oldest.done) blocks.delete(oldest.value)
  return { ...before, total: answer.value.total, blocks, failure: null }
}
