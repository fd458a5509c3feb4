import { type CsvCell, type CsvForm, csvLine } from './csv.ts'

/** Rows of a table as text, in parts to write one after the other. */
export interface RowLines {
  readonly head: string
  /** `number` counts from 0. */
  readonly line: (row: readonly CsvCell[], number: number) => string
  readonly tail: (rows: number) => string
}

export interface RowLinesOptions {
  readonly csv: CsvForm
  /** What the rows do not count; JSON says it before them. Null: nothing was left unread. */
  readonly notRead: object | null
  /** Of rows that another engine answered with, which nothing here has proven. */
  readonly answeredBy?: string
}

type MakeRowLines = (columns: readonly string[], options: RowLinesOptions) => RowLines

/** A table with the names of the columns first, a JSON object with its rows as objects, or one such object a line. */
export const rowLines = {
  csv: (columns, { csv }) => {
    const line = (row: readonly CsvCell[]) => csvLine(row, csv)
    return { head: line(columns), line, tail: noTail }
  },
  json: (columns, { notRead, answeredBy }) => {
    const object = objectOf(columns)
    const about = answeredBy === undefined ? { notRead } : { answeredBy, verified: false }
    return {
      head: `${JSON.stringify(about).slice(0, -1)},\n"rows":[`,
      line: (row, number) => `${number === 0 ? '\n' : ',\n'}${object(row)}`,
      tail: (rows) => (rows === 0 ? ']}\n' : '\n]}\n'),
    }
  },
  ndjson: (columns) => {
    const object = objectOf(columns)
    return { head: '', line: (row) => `${object(row)}\n`, tail: noTail }
  },
} as const satisfies Readonly<Record<string, MakeRowLines>>

const noTail = () => ''

/**
 * Writes a row as a JSON object. Columns of one name would overwrite each other in an object: the second `n` becomes
 * `n_2`, or `n_3` where a column has that name.
 */
export function objectOf(columns: readonly string[]): (row: readonly CsvCell[]) => string {
  const names = uniqueNames(columns).map((name) => JSON.stringify(name))
  return (row) => `{${row.map((cell, i) => `${names[i]}:${JSON.stringify(cell)}`).join(',')}}`
}

function uniqueNames(columns: readonly string[]): readonly string[] {
  const taken = new Set(columns)
  const seen = new Set<string>()
  return columns.map((column) => {
    if (!seen.has(column)) {
      seen.add(column)
      return column
    }
    let times = 2
    while (taken.has(`${column}_${times}`)) times++
    taken.add(`${column}_${times}`)
    return `${column}_${times}`
  })
}
