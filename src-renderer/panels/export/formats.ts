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
export type Formats<F extends string> = readonly {
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
export function fileNameFor(title: string, what: string, time: UtcMs, extension: string): string {
  const stamp = formatUtc(time).replace(/[-:]|\.\d+/g, '')
  return `${plainName(title)}-${what}-${stamp}.${extension}`
}

/** The same file with another extension: the ending follows only where it was the one before. */
export function withFormat(file: string, before: string, after: string): string {
  const ending = `.${before}`
  if (extensionOf(file).toLowerCase() !== ending) return file
  return `${file.slice(0, -ending.length)}.${after}`
}

export const withEnding = (file: string, extension: string): string =>
  extensionOf(file) === '' ? `${file}.${extension}` : file

export const extensionFor = (format: ExportFormat): string => exportFormatFacts[format].extension

export const keyNameFor = (title: string): string => `${plainName(title)}.key`

const plainName = (title: string): string =>
  title.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[-.]+|-+$/g, '') || 'case'
