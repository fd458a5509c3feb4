import { csvForms, csvLine } from '../../../src-shared/base/csv.ts'
import { printable } from '../../../src-shared/base/printable.ts'
import type { Cell } from '../../../src-shared/contract/index.ts'
import type { NotRead } from '../../../src-shared/model/not-read.ts'
import { isAnythingUnread } from '../../../src-shared/words/not-read.ts'

export const queryFormats = ['table', 'csv', 'json', 'ndjson'] as const
export type QueryFormat = (typeof queryFormats)[number]

/** A result in parts to write one after the other. A slow reader holds back the next. */
export interface Lines {
  readonly head: string
  readonly line: (row: readonly Cell[], number: number) => string
  readonly tail: (rows: number) => string
}

/** A table needs all rows to be aligned; it keeps what it shows of them. All else is written as rows are found. */
export const linesOf: Readonly<
  Record<Exclude<QueryFormat, 'table'>, (columns: readonly string[], notRead: NotRead) => Lines>
> = {
  csv: csvLines,
  json: jsonLines,
  ndjson: ndjsonLines,
}

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

function csvLines(columns: readonly string[]): Lines {
  const line = (row: readonly Cell[]) => csvLine(row, csvForms.query)
  return { head: line(columns), line, tail: noTail }
}

/** What the rows do not count, as `info --json` tells it, stands before them. */
function jsonLines(columns: readonly string[], notRead: NotRead): Lines {
  const object = objectOf(columns)
  return {
    head: `{"notRead":${JSON.stringify(isAnythingUnread(notRead) ? notRead : null)},\n"rows":[`,
    line: (row, number) => `${number === 0 ? '\n' : ',\n'}${object(row)}`,
    tail: (rows) => (rows === 0 ? ']}\n' : '\n]}\n'),
  }
}

function ndjsonLines(columns: readonly string[]): Lines {
  const object = objectOf(columns)
  return { head: '', line: (row) => `${object(row)}\n`, tail: noTail }
}

const noTail = () => ''

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
