import type { Cell, Table } from '../../../src-shared/contract/index.ts'

export interface ResultColumn {
  /** Position in the row. Names may repeat. */
  readonly index: number
  readonly name: string
  readonly kind: 'number' | 'text'
  readonly width: number
  /** Its values open the events they name. */
  readonly isEventId: boolean
}

const looked = 200
const characterWidth = 7.3
const padding = 26
const widest = 380
const narrowest = 64

/** Columns of a result as far as its first rows tell: numbers to the right, wide enough for what they hold. */
export function resultColumns({ columns, rows }: Pick<Table, 'columns' | 'rows'>): readonly ResultColumn[] {
  const sample = rows.slice(0, looked)
  return columns.map((name, index) => {
    const cells = sample.map((row) => row[index] ?? null)
    const longest = Math.max(name.length, ...cells.map((cell) => (cell === null ? 4 : String(cell).length)))
    return {
      index,
      name,
      kind: isNumeric(cells) ? 'number' : 'text',
      width: Math.round(Math.min(widest, Math.max(narrowest, longest * characterWidth + padding))),
      isEventId: /^event_?id$/i.test(name),
    }
  })
}

const isNumeric = (cells: readonly Cell[]): boolean =>
  cells.some((cell) => typeof cell === 'number') && cells.every((cell) => cell === null || typeof cell === 'number')
