import { useState } from 'react'
import type { GridPlace } from './keys.ts'
import type { DataGridProps } from './types.ts'

export interface ActiveCell {
  readonly place: GridPlace
  readonly toRow: (row: number) => void
  readonly toHeader: () => void
  /** Undefined leaves it. */
  readonly toColumn: (column: string | undefined) => void
}

/** The cell that keys work on: in the selected row, or in a row of the grid's own where none can be selected. */
export function useActiveCell<Row>({ columns, selected = null, onSelect }: DataGridProps<Row>): ActiveCell {
  const [isInHeader, setInHeader] = useState(false)
  // By name: a column that is moved is still the one that keys work on.
  const [name, setName] = useState<string | null>(null)
  const [ownRow, setOwnRow] = useState<number | null>(null)
  return {
    place: {
      isInHeader,
      row: onSelect === undefined ? ownRow : selected,
      column: Math.max(
        0,
        columns.findIndex(({ id }) => id === name),
      ),
    },
    toRow: (row) => {
      setInHeader(false)
      setOwnRow(row)
      onSelect?.(row)
    },
    toHeader: () => setInHeader(true),
    toColumn: (column) => column !== undefined && setName(column),
  }
}
