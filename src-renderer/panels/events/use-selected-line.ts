import { useCallback, useEffect, useState } from 'react'
import type { Sort } from '../../../src-shared/contract/index.ts'
import type { Filter } from '../../../src-shared/filter/model.ts'
import type { EventLine } from '../../../src-shared/model/event.ts'
import { ask } from '../../ask/ask.ts'
import { clearSelection, selectEvent, useSelection } from '../../state/selection.ts'

interface Line {
  /** The question whose lines it counts. */
  readonly key: string
  readonly index: number
}

interface Question {
  readonly key: string
  readonly filter: Filter
  readonly sort: Sort
  /** False while the lines at hand answer an older question. */
  readonly isAnswered: boolean
  readonly rowAt: (index: number) => EventLine | undefined
}

/** What is selected is an event, what the grid knows is a line; which line it is changes with filter and sort. */
export function useSelectedLine({ key, filter, sort, isAnswered, rowAt }: Question) {
  const row = useSelection((state) => state.row)
  const [line, setLine] = useState<Line | null>(null)
  const index = line?.key === key ? line.index : null

  // The reader may reach a line before its event is here: it is selected when it comes.
  const reached = index === null || !isAnswered ? undefined : rowAt(index)?.row
  useEffect(() => {
    if (reached !== undefined) selectEvent(reached)
  }, [reached])

  const isLost = row !== null && index === null
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for filter and sort
  useEffect(() => {
    if (!isLost) return
    let isWanted = true
    void ask('findEvent', { filter, sort, row }).then((answer) => {
      // Null: the filter hides it. It stays in the detail pane all the same.
      if (isWanted && answer.ok && answer.value !== null) setLine({ key, index: answer.value })
    })
    return () => {
      isWanted = false
    }
  }, [isLost, key, row])

  const select = useCallback((to: number) => setLine({ key, index: to }), [key])
  const clear = useCallback(() => {
    setLine(null)
    clearSelection()
  }, [])
  return { index, select, clear }
}
