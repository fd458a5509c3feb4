import { CellKinds, cellAs, namesOnce } from '../../../src-shared/base/cell-kinds.ts'
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

/** One Parquet file. What a column holds is known behind its last row, until which the rows are kept. */
function parquetSink({ out }: CommandIo): Sink {
  let names: readonly string[] = []
  let kinds = new CellKinds(0)
  let cells: Cell[][] = []
  return {
    begin: (columns) => {
      names = columns
      kinds = new CellKinds(columns.length)
      cells = columns.map(() => [])
    },
    take: (rows) => {
      for (const row of rows) {
        kinds.add(row)
        for (const [at, column] of cells.entries()) column.push(row[at] ?? null)
      }
    },
    end: async () => {
      const { parquetWriteBuffer } = await import('hyparquet-writer')
      const told = kinds.kinds
      const columnData = namesOnce(names).map((name, at) => ({
        name, nullable: true, type: parquetTypes[told[at]!], data: cells[at]!.map((cell) => cellAs(told[at]!, cell)),
      })) // biome-ignore format: a column
      await out.bytes(new Uint8Array(parquetWriteBuffer({ columnData })))
    },
  }
}

const parquetTypes = { text: 'STRING', whole: 'INT64', real: 'DOUBLE' } as const

/** Of a query that failed behind its first rows. */
export const partWords = (rows: number): readonly string[] =>
  rows === 0 ? [] : [`Rows written before that: ${formatCount(rows)}. They are not the whole answer.`]
