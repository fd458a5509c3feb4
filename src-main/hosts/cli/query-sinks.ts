import { formatCount } from '../../../src-shared/base/count.ts'
import { type RowLines, type RowLinesOptions, rowLines } from '../../../src-shared/base/row-lines.ts'
import type { Cell, Table } from '../../../src-shared/contract/index.ts'
import type { CommandIo } from './io.ts'
import { type QueryFormat, TableText } from './query-formats.ts'

/** Where rows go as they are found. */
export interface Sink {
  begin(columns: readonly string[]): void | Promise<void>
  take(rows: Table['rows'], from: number): void | Promise<void>
  end(rows: number): Promise<void>
}

export function sinkOf(format: QueryFormat, options: RowLinesOptions, io: CommandIo): Sink {
  if (format === 'table') return tableSink(io)
  return format === 'parquet' ? parquetSink(io) : lineSink((columns) => rowLines[format](columns, options), io)
}

function lineSink(linesOf: (columns: readonly string[]) => RowLines, { out }: CommandIo): Sink {
  let lines = linesOf([])
  return {
    begin: (columns) => {
      lines = linesOf(columns)
      return out.data(lines.head)
    },
    take: (rows, from) => out.data(inLines(rows, from, lines)),
    end: (rows) => out.data(lines.tail(rows)),
  }
}

function* inLines(rows: Table['rows'], from: number, { line }: RowLines): Iterable<string> {
  for (const [at, row] of rows.entries()) yield line(row, from + at)
}

function tableSink({ out }: CommandIo): Sink {
  let table = new TableText([])
  return {
    begin: (columns) => {
      table = new TableText(columns)
    },
    take: (rows) => {
      for (const row of rows) table.add(row)
    },
    end: () => out.say(table.lines()),
  }
}

/**
 * One Parquet file. Columns of whole numbers are INT64, of numbers DOUBLE, all others text: what a column holds is known
 * behind its last row, until which the rows are kept.
 */
function parquetSink({ out }: CommandIo): Sink {
  let names: readonly string[] = []
  let cells: Cell[][] = []
  return {
    begin: (columns) => {
      names = columns
      cells = columns.map(() => [])
    },
    take: (rows) => {
      for (const row of rows) for (const [at, column] of cells.entries()) column.push(row[at] ?? null)
    },
    end: async () => {
      const { parquetWriteBuffer } = await import('hyparquet-writer')
      const columnData = namesOnce(names).map((name, at) => ({ name, nullable: true, ...typed(cells[at]!) }))
      await out.bytes(new Uint8Array(parquetWriteBuffer({ columnData })))
    },
  }
}

/** Readers of Parquet find columns by their names: a second `n` is `n_2`. */
function namesOnce(names: readonly string[]): readonly string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    let once = name
    for (let copy = 2; taken.has(once); copy++) once = `${name}_${copy}`
    taken.add(once)
    return once
  })
}

function typed(cells: readonly Cell[]) {
  const values = cells.filter((cell) => cell !== null)
  if (values.length === 0 || values.some((cell) => typeof cell === 'string'))
    return { type: 'STRING' as const, data: cells.map((cell) => (cell === null ? null : String(cell))) }
  if (values.every(Number.isSafeInteger))
    return { type: 'INT64' as const, data: cells.map((cell) => (cell === null ? null : BigInt(cell))) }
  return { type: 'DOUBLE' as const, data: [...cells] }
}

/** Of a query that failed behind its first rows. */
export const partWords = (rows: number): readonly string[] =>
  rows === 0 ? [] : [`Rows written before that: ${formatCount(rows)}. They are not the whole answer.`]
