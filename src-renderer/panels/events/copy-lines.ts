import { ok, type Result } from '../../../src-shared/base/result.ts'
import { type RowSpans, rowsIn } from '../../../src-shared/base/row-spans.ts'
import { formatUtc, type UtcMs } from '../../../src-shared/base/time.ts'
import type { Cell, RecordValues } from '../../../src-shared/contract/index.ts'
import { columnType, type FilterColumn, isRecordPath, type ValueColumn } from '../../../src-shared/filter/columns.ts'
import type { RecordPath } from '../../../src-shared/filter/record-path.ts'
import type { Row, Value } from '../../../src-shared/model/event.ts'
import { eventRows } from '../../../src-shared/words/rows.ts'
import { ask } from '../../ask/ask.ts'
import { takeForms } from '../../parts/take-rows.ts'
import { useLayout } from '../../state/layout.ts'
import { readLines } from '../../state/marked.ts'
import { copyText } from '../../widgets/copy.ts'

/** What is more is for an export, which is written as it is read and has a manifest. */
export const mostCopied = 10_000

/** TSV is for spreadsheets; `arns` is a list. */
export const copyForms = ['tsv', 'csv', 'json', 'ndjson', 'arns'] as const
export type CopyForm = (typeof copyForms)[number]

/** Copies lines of the grid, as filter, order and columns are now. Resolves to what came of it, a sentence. */
export async function copyLines(spans: RowSpans, form: CopyForm): Promise<string> {
  if (rowsIn(spans) > mostCopied) return eventRows.tooMany(mostCopied)
  const columns = useLayout.getState().columns.map(({ name }) => name)
  const copied = await (form === 'arns' ? copyArns(spans, columns) : copyTable(spans, columns, form))
  return copied.ok ? copied.value : copied.message
}

async function copyTable(
  spans: RowSpans,
  columns: readonly ValueColumn[],
  form: Exclude<CopyForm, 'arns'>,
): Promise<Result<string>> {
  const read = await readLines(spans, eventColumnsOf(columns))
  if (!read.ok) return read
  const paths = columns.filter((column) => isRecordPath(column))
  const told = await readRecords(
    read.value.map(({ row }) => row),
    paths,
  )
  if (!told.ok) return told
  const rows = read.value.map(({ values }, k) => {
    const cellOf = (column: ValueColumn): Cell =>
      isRecordPath(column) ? (told.value[k]?.[paths.indexOf(column)] ?? null) : shownCell(column, values[column])
    return columns.map(cellOf)
  })
  const { name, text } = takeForms[form]
  await copyText(text({ columns, rows }))
  return ok(eventRows.copied(rows.length, name))
}

/** Columns that hold ARNs of who acted and what was asked for, shown or not. */
const arnColumns = ['userIdentityArn', 'sessionIssuerArn', 'requestedRoleArn', 'issuedSessionArn'] as const

/** Every ARN that the lines have in a column, each once, one a line below a title. */
async function copyArns(spans: RowSpans, columns: readonly ValueColumn[]): Promise<Result<string>> {
  const read = await readLines(spans, [...new Set([...arnColumns, ...eventColumnsOf(columns)])])
  if (!read.ok) return read
  const values = read.value.flatMap((line) => Object.values(line.values))
  const arns = [...new Set(values.filter((value) => typeof value === 'string' && value.startsWith('arn:')))]
  if (arns.length > 0) await copyText(['arn', ...arns].join('\n'))
  return ok(eventRows.copiedArns(arns.length))
}

const eventColumnsOf = (columns: readonly ValueColumn[]): readonly FilterColumn[] =>
  columns.flatMap((column) => (isRecordPath(column) ? [] : [column]))

const recordsAtOnce = 200

/** By line: the values at the paths, nothing where the record cannot be read. */
async function readRecords(
  rows: readonly Row[],
  recordPaths: readonly RecordPath[],
): Promise<Result<readonly RecordValues[]>> {
  if (recordPaths.length === 0) return ok([])
  const read: RecordValues[] = []
  for (let from = 0; from < rows.length; from += recordsAtOnce) {
    const values = await ask('recordValues', { rows: rows.slice(from, from + recordsAtOnce), recordPaths })
    if (!values.ok) return values
    read.push(...values.value)
  }
  return ok(read)
}

/** Times as ISO 8601 in UTC. */
function shownCell(name: FilterColumn, value: Value | undefined): Cell {
  if (value === undefined || value === null) return null
  if (typeof value === 'boolean') return String(value)
  return typeof value === 'number' && columnType(name) === 'time' ? formatUtc(value as UtcMs) : value
}
