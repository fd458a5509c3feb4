import type { Cell } from '../../../src-shared/contract/index.ts'

// A spreadsheet runs a cell that begins so as a formula: such a cell gets an apostrophe before it
// (OWASP, "CSV Injection"). Numbers are left alone: SQLite gave them as numbers, not as text.
const formula = /^[=+\-@\t\r]/

const cellText = (cell: Cell): string =>
  cell === null ? '' : typeof cell === 'number' ? String(cell) : formula.test(cell) ? `'${cell}` : cell

/** RFC 4180. NULL is an empty field, empty text is `""`. */
export function toCsv(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const field = (cell: Cell) => {
    const text = cellText(cell)
    return cell === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  return [columns, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('')
}

/** For pasting into a spreadsheet: a tab or line break inside a cell would end it, so they become spaces. */
export function toTsv(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [columns, ...rows]
    .map((row) => row.map((cell) => cellText(cell).replace(/[\t\r\n]+/g, ' ')).join('\t'))
    .join('\n')
}
