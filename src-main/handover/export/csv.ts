import { formatUtc, type UtcMs } from '../../../src-shared/base/time.ts'
import type { Value } from '../../../src-shared/model/event.ts'

/**
 * One line of CSV (RFC 4180: CRLF, quotes doubled). Log text is chosen by whoever made the request, and spreadsheets
 * run what looks like a formula: such cells get an apostrophe in front (OWASP, "CSV Injection").
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Times as ISO 8601 UTC; absent values are empty. */
export function csvText(value: Value | undefined, isTime: boolean): string {
  if (value === null || value === undefined) return ''
  return isTime ? formatUtc(value as UtcMs) : String(value)
}
