import { csvForms, csvText } from '../../src-shared/base/csv.ts'
import { objectOf } from '../../src-shared/base/row-lines.ts'
import type { Cell, Table } from '../../src-shared/contract/index.ts'

type Rows = Pick<Table, 'columns' | 'rows'>

/** The forms in which rows are copied, each with the names of the columns. */
export const takeForms = {
  csv: { name: 'CSV', text: ({ columns, rows }: Rows) => csvText([columns, ...rows], csvForms.result) },
  /** Without the last line end, which would begin a further row where it is pasted. */
  tsv: { name: 'TSV', text: ({ columns, rows }: Rows) => csvText([columns, ...rows], csvForms.pasted).slice(0, -1) },
  json: { name: 'JSON', text: asJson },
  ndjson: { name: 'NDJSON', text: asNdjson },
  markdown: { name: 'Markdown', text: asMarkdown },
} as const satisfies Readonly<Record<string, { readonly name: string; readonly text: (rows: Rows) => string }>>

export type TakeForm = keyof typeof takeForms

function asJson({ columns, rows }: Rows): string {
  const object = objectOf(columns)
  return rows.length === 0 ? '[]' : `[\n${rows.map((row) => object(row)).join(',\n')}\n]`
}

/** A line for each row, the last one ended, too. */
function asNdjson({ columns, rows }: Rows): string {
  const object = objectOf(columns)
  return rows.map((row) => `${object(row)}\n`).join('')
}

/** A table of GitHub's Markdown; numbers stand at the right. */
function asMarkdown({ columns, rows }: Rows): string {
  const isNumber = (column: number) => rows.length > 0 && rows.every((row) => typeof row[column] === 'number')
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    line(columns.map(markdownCell)),
    line(columns.map((_, column) => (isNumber(column) ? '--:' : '---'))),
    ...rows.map((row) => line(row.map(markdownCell))),
  ].join('\n')
}

/**
 * Text of a log is chosen by whoever made the request: nothing of it becomes a link, an image or HTML, nor what GitHub
 * links by itself (https://github.github.com/gfm/#autolinks-extension-).
 */
const markdownCell = (cell: Cell): string =>
  cell === null
    ? 'NULL'
    : String(cell)
        .replace(/[\\`*_[\]<>|~#!&@]|:(?=\/\/)|(?<=www)\./gi, '\\$&')
        .replace(/\r\n|[\r\n]/g, ' ')

/** One value a line, with the column's name. NULL and empty text are empty lines. */
export const columnText = (name: string, cells: readonly Cell[]): string =>
  csvText([[name], ...cells.map((cell) => [cell])], csvForms.pasted).slice(0, -1)
