import { useRef, useState } from 'react'
import { noSpans, spanBetween, withRowToggled } from '../../../src-shared/base/row-spans.ts'
import type { GridPlace } from './keys.ts'
import type { DataGridProps } from './types.ts'

export interface ActiveCell {
  readonly place: GridPlace
  /** Rows that were marked are so no longer. */
  readonly toRow: (row: number) => void
  /** Goes there, and marks every row from where marking began. */
  readonly markTo: (row: number) => void
  /** Goes there, and marks the row beside the others, or takes its mark away. */
  readonly toggleMark: (row: number) => void
  readonly markAll: () => void
  readonly toHeader: () => void
  /** Undefined leaves it. */
  readonly toColumn: (column: string | undefined) => void
}

/** The cell that keys work on: in the selected row, or in a row of the grid's own where none can be selected. */
export function useActiveCell<Row>(props: DataGridProps<Row>): ActiveCell {
  const { columns, rowCount, selected = null, onSelect, marked = noSpans, onMark } = props
  const [isInHeader, setInHeader] = useState(false)
  // By name: a column that is moved is still the one that keys work on.
  const [name, setName] = useState<string | null>(null)
  const [ownRow, setOwnRow] = useState<number | null>(null)
  const markedFrom = useRef<number | null>(null)
  const row = onSelect === undefined ? ownRow : selected
  const goTo = (to: number) => {
    setInHeader(false)
    setOwnRow(to)
    onSelect?.(to)
  }
  return {
    place: {
      isInHeader,
      row,
      column: Math.max(
        0,
        columns.findIndex(({ id }) => id === name),
      ),
    },
    toRow: (to) => {
      markedFrom.current = to
      if (marked.length > 0) onMark?.(noSpans)
      goTo(to)
    },
    markTo: (to) => {
      if (marked.length === 0 || markedFrom.current === null) markedFrom.current = row ?? to
      onMark?.([spanBetween(markedFrom.current, to)])
      goTo(to)
    },
    toggleMark: (to) => {
      // The row that was alone until now is one of them.
      const before = marked.length === 0 && row !== null && row !== to ? [spanBetween(row, row)] : marked
      onMark?.(withRowToggled(before, to))
      markedFrom.current = to
      goTo(to)
    },
    markAll: () => onMark?.(rowCount === 0 ? noSpans : [{ from: 0, until: rowCount }]),
    toHeader: () => setInHeader(true),
    toColumn: (column) => column !== undefined && setName(column),
  }
}
