import { formatUtc, type UtcMs } from '../../../src-shared/base/time.ts'
import {
  type ExportFormat,
  exportFormatFacts,
  exportFormats,
  type ResultFormat,
  resultFormats,
} from '../../../src-shared/words/export-formats.ts'
import { extensionOf } from '../../parts/paths.ts'

/** The formats of what is exported, each with what it is. */
export type Formats<F extends ExportFormat> = readonly {
  readonly id: F
  readonly name: string
  readonly what: string
}[]

export const eventFormats: Formats<ExportFormat> = exportFormats.map((id) => {
  const { name, events } = exportFormatFacts[id]
  return { id, name, what: events }
})

/** Of the result of a query. */
export const formatsOfResult: Formats<ResultFormat> = resultFormats.map((id) => {
  const { name, rows } = exportFormatFacts[id]
  return { id, name, what: rows }
})

/**
 * `case 7` → `case-7-events-20240305T101500Z.csv`: nothing in it that a file system refuses, and by the time of the
 * export another name than that of an earlier one, which is never overwritten.
 */
export function fileNameFor(title: string, what: 'events' | 'result', time: UtcMs, format: ExportFormat): string {
  const stamp = formatUtc(time).replace(/[-:]|\.\d+/g, '')
  return `${plainName(title)}-${what}-${stamp}.${exportFormatFacts[format].extension}`
}

/** The same file for another format: the ending follows only where it was the ending of the format before. */
export function withFormat(file: string, before: ExportFormat, after: ExportFormat): string {
  const ending = `.${exportFormatFacts[before].extension}`
  if (extensionOf(file).toLowerCase() !== ending) return file
  return `${file.slice(0, -ending.length)}.${exportFormatFacts[after].extension}`
}

export const withEnding = (file: string, format: ExportFormat): string =>
  extensionOf(file) === '' ? `${file}.${exportFormatFacts[format].extension}` : file

export const keyNameFor = (title: string): string => `${plainName(title)}.key`

const plainName = (title: string): string =>
  title.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[-.]+|-+$/g, '') || 'case'
