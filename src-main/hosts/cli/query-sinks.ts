import { formatCount } from '../../../src-shared/base/count.ts'
import type { RowLines } from '../../../src-shared/base/row-lines.ts'
import type { Table } from '../../../src-shared/contract/index.ts'
import type { CommandIo } from './io.ts'
import { TableText } from './query-formats.ts'

/** Where rows go as they are found. */
export interface Sink {
  begin(columns: readonly string[]): void | Promise<void>
  take(rows: Table['rows'], from: number): void | Promise<void>
  end(rows: number): Promise<void>
}

export function lineSink(linesOf: (columns: readonly string[]) => RowLines, { out }: CommandIo): Sink {
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

export function tableSink({ out }: CommandIo): Sink {
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

/** Of a query that failed behind its first rows. */
export const partWords = (rows: number): readonly string[] =>
  rows === 0 ? [] : [`Rows written before that: ${formatCount(rows)}. They are not the whole answer.`]
