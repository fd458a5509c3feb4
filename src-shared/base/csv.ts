/** A cell as SQLite gives it; NULL is null. */
export type CsvCell = string | number | null

/** How cells become text. Rows and quotes follow RFC 4180 unless `breaks` says otherwise. */
export interface CsvForm {
  readonly separator: ',' | '\t'
  readonly lineEnd: '\r\n' | '\n'
  /** How NULL and an empty text are written. */
  readonly null: string
  readonly empty: string
  /**
   * Log text is chosen by whoever made the request, and spreadsheets run what looks like a formula. Disarmed, such a
   * text has an apostrophe before it. Numbers stay as they are.
   */
  readonly formulas: 'exact' | 'disarmed'
  /** A cell that holds a separator, a quote or a line break is quoted, or its tabs and line breaks become spaces. */
  readonly breaks: 'quoted' | 'spaces'
}

const rfc4180 = { separator: ',', lineEnd: '\r\n', null: '', empty: '""', breaks: 'quoted' } as const

/** Every use of CSV, so that they can be compared. */
export const csvForms = {
  /** `trailproof query`, read by programs: every text is exact, and NULL is told from an empty text. */
  query: { ...rfc4180, formulas: 'exact' },
  /** The result of a query that the window saves or copies, opened in a spreadsheet; NULL is told from an empty text. */
  result: { ...rfc4180, formulas: 'disarmed' },
  /** Exported events, opened in a spreadsheet. A field that the record lacks and one that is empty are both empty. */
  events: { ...rfc4180, empty: '', formulas: 'disarmed' },
  /** Pasted into a spreadsheet, which ends a cell at a tab and a row at a line break, whether quoted or not. */
  pasted: { separator: '\t', lineEnd: '\n', null: '', empty: '', formulas: 'disarmed', breaks: 'spaces' },
} as const satisfies Readonly<Record<string, CsvForm>>

/**
 * Where a formula would begin (OWASP, "CSV Injection"): at the beginning of a cell, and behind what is a separator
 * elsewhere: a spreadsheet whose list separator is a semicolon, or that is told to split at tabs, does not see our
 * quotes. Spaces and quotation marks before it may be dropped by an importer.
 */
const formulaBegins = /(^|[;\t\r\n])(?=[ \v\f\u00a0\u200b\u3000\ufeff"']*[=+\-@＝＋－＠])/g
/** Spreadsheets drop these at the beginning of a cell. */
const droppedAtStart = /^[\t\r\n]/
/** Most cells: nothing in them begins a formula or has to be quoted. */
const plain = /^[0-9A-Za-z][\w.:/-]*$/
/** A separator anywhere in the world is quoted. */
const toBeQuoted = { ',': /[",;\t\r\n]|^['\s]|\s$/, '\t': /["\t\r\n]/ } as const

/** The text with an apostrophe wherever a formula would begin. */
const disarmed = (text: string): string =>
  text.replace(formulaBegins, "$1'").replace(droppedAtStart, (dropped) => `'${dropped}`)

/** One row with its line end. */
export const csvLine = (cells: readonly CsvCell[], form: CsvForm): string =>
  `${cells.map((cell) => csvCell(cell, form)).join(form.separator)}${form.lineEnd}`

/** Rows, the names of the columns first. */
export const csvText = (rows: readonly (readonly CsvCell[])[], form: CsvForm): string =>
  rows.map((row) => csvLine(row, form)).join('')

/** One cell, quoted where it has to be. */
export function csvCell(cell: CsvCell, form: CsvForm): string {
  if (cell === null) return form.null
  if (cell === '') return form.empty
  if (typeof cell === 'number') return String(cell)
  if (plain.test(cell)) return cell
  const text = form.formulas === 'disarmed' ? disarmed(cell) : cell
  if (form.breaks === 'spaces') return text.replace(/[\t\r\n]+/g, ' ')
  return toBeQuoted[form.separator].test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
