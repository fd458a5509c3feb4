import { formatUtc, type UtcMs } from '../../../src-shared/base/time.ts'
import type { Block, ReportColumn, ReportFact, ReportTable } from '../../../src-shared/model/report.ts'
import { tableCut } from '../../../src-shared/words/report/report.ts'
import { bounded, most } from './text.ts'

/** How many rows a table of a report has: what is printed is read by people. */
export const mostRows = 200

export const heading = (text: string, isCode = false): Block => ({
  kind: 'heading',
  text: bounded(text, most.cell),
  ...(isCode ? { isCode } : {}),
})
export const paragraph = (text: string): Block => ({ kind: 'paragraph', text: bounded(text, most.paragraph) })
export const note = (text: string): Block => ({ kind: 'paragraph', text: bounded(text, most.paragraph), isNote: true })
export const list = (items: readonly string[]): Block => ({
  kind: 'list',
  items: items.map((item) => bounded(item, most.paragraph)),
})
export const code = (text: string, title: string | null = null): Block => ({
  kind: 'code',
  title,
  text: bounded(text, most.code),
})

/** A line with a name; nothing for a text that is absent. */
export const fact = (name: string, text: string | null, isCode = false): readonly ReportFact[] =>
  text === null || text === '' ? [] : [{ name, text: bounded(text, most.paragraph), ...(isCode ? { isCode } : {}) }]

export const facts = (of: readonly ReportFact[]): Block => ({ kind: 'facts', facts: of })

interface Rows<T> {
  readonly columns: readonly ReportColumn[]
  /** As far as they are at hand. */
  readonly of: readonly T[]
  readonly row: (one: T) => readonly string[]
  /** Where the rows are that the table leaves out. */
  readonly rest: string
  /** How many there are in all, where that is more. */
  readonly total?: number
  readonly limit?: number
}

/** The first rows, each cell bounded; how many there are is said where that is not all. */
export function table<T>({ columns, of, row, rest, total = of.length, limit = mostRows }: Rows<T>): ReportTable {
  const rows = of.slice(0, limit).map((one) => row(one).map((cell) => bounded(cell, most.cell)))
  return { kind: 'table', columns, rows, cut: rows.length === total ? null : tableCut(rows.length, total, rest) }
}

/** Null: not known. */
export const timeText = (time: UtcMs | null): string => (time === null ? '' : formatUtc(time))
