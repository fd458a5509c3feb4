import type { ReactNode } from 'react'
import type { RowSpans } from '../../../src-shared/base/row-spans.ts'
import type { MenuEntry } from '../menu.tsx'

export interface GridColumn<Row> {
  readonly id: string
  readonly title: ReactNode
  /** Pixels. The last column takes what is left over, unless it is aligned to its end: figures stay under their title. */
  readonly width: number
  readonly align?: 'start' | 'end'
  readonly render: (row: Row) => ReactNode
  /** Whole text of the cell, for copying. */
  readonly text: (row: Row) => string
  /** Shown when the title is hovered. */
  readonly doc?: string
  readonly sortable?: boolean
}

export interface GridSort {
  readonly column: string
  readonly descending: boolean
}

export interface DataGridProps<Row> {
  /** What the grid holds, said aloud: `Events`. */
  readonly label: string
  readonly columns: readonly GridColumn<Row>[]
  readonly rowCount: number
  /** The row, or undefined while it is on its way: a placeholder is drawn. Same object while nothing changed. */
  readonly rowAt: (index: number) => Row | undefined
  /** Called when the rows in view change; `end` is not included. */
  readonly onRange?: (first: number, end: number) => void
  readonly selected?: number | null
  readonly onSelect?: (index: number) => void
  /** Rows that are marked together, by Shift and Ctrl with keys and clicks; where `onMark` is left out none can be. */
  readonly marked?: RowSpans
  readonly onMark?: (marked: RowSpans) => void
  /** Enter or double click. */
  readonly onActivate?: (index: number) => void
  readonly sort?: GridSort
  readonly onSort?: (column: string) => void
  readonly onResize?: (column: string, width: number) => void
  /** `column` was dropped on `onto`. */
  readonly onReorder?: (column: string, onto: string) => void
  /** Of every row, pixels; from `twoLines` on, text goes on in a second line. */
  readonly rowHeight?: number
  /** Class for the row, such as a tint. */
  readonly rowClass?: (row: Row) => string | undefined
  /** Context menu of a cell, before Copy cell and what can be done with its row. */
  readonly cellMenu?: (row: Row, column: string) => readonly MenuEntry[]
  /** What can be done with rows: with this one, or with all that are marked where it is one of them. In place of Copy row. */
  readonly rowMenu?: (index: number) => readonly MenuEntry[]
  /** Ctrl+C on a row, or on all that are marked where it is one of them, in place of copying its cells. */
  readonly onCopy?: (index: number) => void
  /** Context menu of a title, before what the grid itself can do with the column. */
  readonly titleMenu?: (column: string) => readonly MenuEntry[]
  /** A new value scrolls to `startRow`: the filter, the query. */
  readonly resetKey?: string
  /** Row at the top when the grid is first drawn or `resetKey` changes, with a part of a row; null for the first. */
  readonly startRow?: number | null
  /** Called when another row is at the top. */
  readonly onTopRow?: (row: number) => void
  /** Shown in place of rows when there are none. */
  readonly empty?: ReactNode
}

export const usualRowHeight = 26
export const headerHeight = 28
export const twoLines = 40
export const narrowest = 40
