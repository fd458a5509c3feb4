import { csvForms, csvLine } from '../../../src-shared/base/csv.ts'
import { printable } from '../../../src-shared/base/printable.ts'
import type { Cell, Table } from '../../../src-shared/contract/index.ts'

export const queryFormats = ['table', 'csv', 'json', 'ndjson'] as const
export type QueryFormat = (typeof queryFormats)[number]

/** What stands before the rows, and each row as lines of its own, to be written before the next one is known. */
export interface Lines {
  readonly head: string
  readonly line: (row: readonly Cell[]) => string
}
/** A whole result is in parts to write one after the other, so that a slow reader holds back the next. */
export type QueryWriter =
  | { readonly whole: (table: Table) => Iterable<string> }
  | { readonly lines: (columns: readonly string[]) => Lines }

export const queryWriters: Readonly<Record<QueryFormat, QueryWriter>> = {
  table: { whole: tableText },
  csv: { lines: csvLines },
  json: { whole: jsonText },
  ndjson: { lines: ndjsonLines },
}

const widestCell = 100
/** Told apart from the text NULL. */
const nullSign = '␀'

const shown = (cell: Cell): string => {
  if (cell === null) return nullSign
  const text = printable(String(cell))
  return text.length > widestCell ? `${text.slice(0, widestCell - 1)}…` : text
}

function* tableText({ columns, rows }: Table): Iterable<string> {
  const names = columns.map(shown)
  const cells = rows.map((row) => row.map(shown))
  const widths = names.map((name, i) => cells.reduce((most, row) => Math.max(most, row[i]!.length), name.length))
  const line = (row: readonly string[], pad: (text: string, i: number) => string) =>
    `${row.map(pad).join('  ').trimEnd()}\n`
  const padLeft = (text: string, i: number) => text.padEnd(widths[i]!)
  yield line(names, padLeft)
  yield line(
    widths.map((width) => '-'.repeat(width)),
    (text) => text,
  )
  for (const [r, row] of cells.entries())
    yield line(row, (text, i) => (typeof rows[r]![i] === 'number' ? text.padStart(widths[i]!) : padLeft(text, i)))
}

function csvLines(columns: readonly string[]): Lines {
  const line = (row: readonly Cell[]) => csvLine(row, csvForms.query)
  return { head: line(columns), line }
}

function* jsonText({ columns, rows }: Table): Iterable<string> {
  const object = objectOf(columns)
  let before = '[\n'
  for (const row of rows) {
    yield before + object(row)
    before = ',\n'
  }
  yield rows.length === 0 ? '[]\n' : '\n]\n'
}

function ndjsonLines(columns: readonly string[]): Lines {
  const object = objectOf(columns)
  return { head: '', line: (row) => `${object(row)}\n` }
}

/** Columns of one name would overwrite each other in an object: the second `n` becomes `n_2`. */
function objectOf(columns: readonly string[]): (row: readonly Cell[]) => string {
  const seen = new Map<string, number>()
  const names = columns.map((name) => {
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return JSON.stringify(times === 1 ? name : `${name}_${times}`)
  })
  return (row) => `{${row.map((cell, i) => `${names[i]}:${JSON.stringify(cell)}`).join(',')}}`
}
