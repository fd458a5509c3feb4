import { useCallback, useId, useLayoutEffect } from 'react'
import type { GridPlace } from './keys.ts'
import type { DataGridProps } from './types.ts'
import type { GridScroll } from './use-scroll.ts'

interface CellIds {
  readonly cellId: (row: number, column: string) => string
  readonly titleId: (column: string) => string
  /** Of the cell or title that keys work on; undefined while its row is not drawn. */
  readonly activeId: string | undefined
}

/**
 * What cells and titles are called in the document. The active one is scrolled into view when its column changes, and when
 * a pane that opens beside the grid would hide it.
 */
export function useCellIds<Row>(
  { columns }: DataGridProps<Row>,
  place: GridPlace,
  { first, end, width }: Pick<GridScroll, 'first' | 'end' | 'width'>,
): CellIds {
  const id = useId()
  const cellId = useCallback((row: number, column: string) => `${id}-${row}-${column}`, [id])
  const titleId = (column: string) => `${id}-title-${column}`
  const activeId = (): string | undefined => {
    const column = columns[place.column]
    if (column === undefined) return undefined
    if (place.isInHeader) return titleId(column.id)
    return place.row !== null && place.row >= first && place.row < end ? cellId(place.row, column.id) : undefined
  }
  const active = activeId()
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another column, or less room, has to bring it into view sideways
  useLayoutEffect(() => {
    if (active !== undefined) document.getElementById(active)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [place.column, width])
  return { cellId, titleId, activeId: active }
}
