import { printable } from '../../../src-shared/base/printable.ts'
import type { Cell } from '../../../src-shared/contract/index.ts'

export const queryFormats = ['table', 'csv', 'json', 'ndjson', 'parquet'] as const
export type QueryFormat = (typeof queryFormats)[number]

/** Of the others, rows are written as they are found. */
export const isWrittenAtEnd = (format: QueryFormat): boolean => format === 'table' || format === 'parquet'

const widestCell = 100
/** Told apart from the text NULL. */
const nullSign = '␀'

/** A slice would keep all that it was cut from in memory. */
const copyOf = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le')

const shown = (cell: Cell): string => {
  if (cell === null) return nullSign
  const text = printable(String(cell).slice(0, widestCell + 1))
  return copyOf(text.length > widestCell ? `${text.slice(0, widestCell - 1)}…` : text)
}

/** Rows that are shown as an aligned table. */
export class TableText {
  readonly #names: readonly string[]
  readonly #rows: { readonly text: string; readonly isNumber: boolean }[][] = []

  constructor(columns: readonly string[]) {
    this.#names = columns.map(shown)
  }

  add(row: readonly Cell[]): void {
    this.#rows.push(row.map((cell) => ({ text: shown(cell), isNumber: typeof cell === 'number' })))
  }

  *lines(): Iterable<string> {
    const widths = this.#names.map((name, i) =>
      this.#rows.reduce((most, row) => Math.max(most, row[i]!.text.length), name.length),
    )
    const line = (texts: readonly string[]) => `${texts.join('  ').trimEnd()}\n`
    yield line(this.#names.map((name, i) => name.padEnd(widths[i]!)))
    yield line(widths.map((width) => '-'.repeat(width)))
    for (const row of this.#rows)
      yield line(row.map(({ text, isNumber }, i) => (isNumber ? text.padStart(widths[i]!) : text.padEnd(widths[i]!))))
  }
}
