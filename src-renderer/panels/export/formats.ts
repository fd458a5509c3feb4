import { formatUtc, type UtcMs } from '../../../src-shared/base/time.ts'
import type { ExportFormat } from '../../../src-shared/contract/index.ts'
import { extensionOf } from '../../parts/paths.ts'

export type FormatWords = Readonly<Record<ExportFormat, { readonly name: string; readonly what: string }>>

export const formatWords: FormatWords = {
  csv: {
    name: 'CSV',
    what: 'A table of the columns below, for spreadsheets. Cells that look like formulas are escaped.',
  },
  ndjson: { name: 'NDJSON', what: 'The original records, one per line, with nothing left out.' },
  json: { name: 'JSON', what: 'The original records in one file of {"Records": […]}, as CloudTrail writes them.' },
}

/** Of the result of a query. */
export const resultWords: FormatWords = {
  csv: { name: 'CSV', what: 'A table, for spreadsheets. Cells that look like formulas are escaped.' },
  ndjson: { name: 'NDJSON', what: 'An object for each row, one per line.' },
  json: {
    name: 'JSON',
    what: 'One object with what was not read of the case and all rows: {"notRead": …, "rows": […]}.',
  },
}

/**
 * `case 7` → `case-7-events-20240305T101500Z.csv`: nothing in it that a file system refuses, and by the time of the
 * export another name than that of an earlier one, which is never overwritten.
 */
export function fileNameFor(title: string, what: 'events' | 'result', time: UtcMs, format: ExportFormat): string {
  const name = title.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[-.]+|-+$/g, '') || 'case'
  const stamp = formatUtc(time).replace(/[-:]|\.\d+/g, '')
  return `${name}-${what}-${stamp}.${format}`
}

/** The same file for another format: the ending follows only where it was the ending of the format before. */
export function withFormat(file: string, before: ExportFormat, after: ExportFormat): string {
  const ending = `.${before}`
  return extensionOf(file).toLowerCase() === ending ? `${file.slice(0, -ending.length)}.${after}` : file
}

export const withEnding = (file: string, format: ExportFormat): string =>
  extensionOf(file) === '' ? `${file}.${format}` : file
