import { useCallback, useEffect, useState } from 'react'
import type { Sort } from '../../../src-shared/contract/index.ts'
import type { Filter } from '../../../src-shared/filter/model.ts'
import type { EventLine } from '../../../src-shared/model/event.ts'
import { ask } from '../../ask/ask.ts'
import { clearSelection, selectEvent, useSelection } from '../../state/selection.ts'

interface Line {
  readonly index: number
  /** Filter and order whose lines it counts. */
  readonly question: string
  readonly generation: number
  /** False until its event came: then the line itself is all that is known of what the reader wants. */
  readonly isKnown: boolean
}

interface Question {
  /** Names filter and order. */
  readonly question: string
  /** Of the case: in another one the same line may hold another event. */
  readonly generation: number
  readonly filter: Filter
  readonly sort: Sort
  /** False while the lines at hand answer an older question. */
  readonly isAnswered: boolean
  readonly rowAt: (index: number) => EventLine | undefined
}

/** What is selected is an event, what the grid knows is a line; which line it is changes with filter and sort. */
export function useSelectedLine({ question, generation, filter, sort, isAnswered, rowAt }: Question) {
  const row = useSelection((state) => state.row)
  const [line, setLine] = useState<Line | null>(null)
  const isStill = line?.question === question && (line.generation === generation || !line.isKnown)
  const lineRow = !isStill || !isAnswered ? undefined : rowAt(line.index)?.row
  // Another event was selected elsewhere: by what goes from one event to the next.
  const isOfOther = isStill && line.isKnown && row !== null && lineRow !== undefined && lineRow !== row
  const index = isStill && !isOfOther ? line.index : null

  // The reader may reach a line before its event is here: it is selected when it comes.
  const reached = index === null ? undefined : lineRow
  useEffect(() => {
    if (reached === undefined || index === null) return
    selectEvent(reached)
    setLine((held) => (held?.index === index ? { ...held, generation, isKnown: true } : held))
  }, [reached, index, generation])

  const isLost = row !== null && index === null
  // biome-ignore lint/correctness/useExhaustiveDependencies: the question stands for filter and sort
  useEffect(() => {
    if (!isLost) return
    let isWanted = true
    void ask('findEvents', { filter, sort, rows: [row] }).then((answer) => {
      const [index = null] = answer.ok ? answer.value : []
      // Null: the filter hides it. It stays in the detail pane all the same.
      if (isWanted && index !== null) setLine({ index, question, generation, isKnown: true })
    })
    return () => {
      isWanted = false
    }
  }, [isLost, question, generation, row])

  const select = useCallback(
    (to: number) => setLine({ index: to, question, generation, isKnown: false }),
    [question, generation],
  )
  const clear = useCallback(() => {
    setLine(null)
    clearSelection()
  }, [])
  return { index, select, clear }
}
