/** One row of a table, by the bytes that it lies at. */
export interface Row {
  readonly offset: number
  /** Without the line end. */
  readonly length: number
  readonly cells: readonly string[]
  /** Why its cells cannot be told apart; null where they can. */
  readonly fault: string | null
}

/** The byte between two cells: RFC 4180 has a comma, spreadsheets of many countries a semicolon, TSV a tab. */
export type Separator = ',' | ';' | '\t'
export const separators = [',', ';', '\t'] as const satisfies readonly Separator[]

/**
 * The rows of a table (RFC 4180), one after the other. A line end is LF, CR or both, and a cell in quotes may hold one.
 * Lines without any text are no rows.
 *
 * Quotes may be broken: a row that is not understood ends at its first line end, and the next line begins a row. Whatever
 * a line then holds, it is told by its place, and the rows behind it are read.
 */
export function* rowsOf(bytes: Buffer, separator: Separator, from: number): Generator<Row> {
  let at = from
  while (at < bytes.length) {
    const { next, ...row } = rowAt(bytes, separator, at)
    if (row.length > 0) yield row
    at = next
  }
}

/** The cells of the row that lies at these bytes. */
export const cellsAt = (bytes: Buffer, separator: Separator, offset: number, length: number): readonly string[] =>
  rowAt(bytes.subarray(offset, offset + length), separator, 0).cells

interface FoundRow extends Row {
  /** Where the next row begins. */
  readonly next: number
}

function rowAt(bytes: Buffer, separator: Separator, from: number): FoundRow {
  const mark = separator.charCodeAt(0)
  const cells: string[] = []
  let at = from
  for (;;) {
    const isQuoted = bytes[at] === quote
    const end = isQuoted ? closingQuote(bytes, at + 1) : endOfCell(bytes, mark, at)
    if (end === -1) return brokenRow(bytes, from, `the quote that begins cell ${cells.length + 1} is never closed`)
    if (end - at > longestText) return brokenRow(bytes, from, `cell ${cells.length + 1} is longer than 512 MB`)
    cells.push(isQuoted ? unquoted(bytes.toString('utf8', at + 1, end)) : bytes.toString('utf8', at, end))
    at = isQuoted ? end + 1 : end
    if (bytes[at] === mark) {
      at++
      continue
    }
    if (!isRowEnd(bytes, at))
      return brokenRow(bytes, from, `text stands behind the closing quote of cell ${cells.length}`)
    return { offset: from, length: at - from, cells, fault: null, next: behindLineEnd(bytes, at) }
  }
}

function brokenRow(bytes: Buffer, from: number, fault: string): FoundRow {
  let end = from
  while (!isRowEnd(bytes, end)) end++
  return { offset: from, length: end - from, cells: [], fault, next: behindLineEnd(bytes, end) }
}

/** The quote that closes a cell: one that no other follows. -1 without one. */
function closingQuote(bytes: Buffer, from: number): number {
  let at = bytes.indexOf(quote, from)
  while (at !== -1 && bytes[at + 1] === quote) at = bytes.indexOf(quote, at + 2)
  return at
}

/** Quotes inside a cell that does not begin with one are letters like others. */
function endOfCell(bytes: Buffer, mark: number, from: number): number {
  let at = from
  while (bytes[at] !== mark && !isRowEnd(bytes, at)) at++
  return at
}

const unquoted = (text: string): string => (text.includes('"') ? text.replaceAll('""', '"') : text)

const isRowEnd = (bytes: Buffer, at: number): boolean =>
  bytes[at] === lineFeed || bytes[at] === carriageReturn || at >= bytes.length

function behindLineEnd(bytes: Buffer, at: number): number {
  return bytes[at] === carriageReturn && bytes[at + 1] === lineFeed ? at + 2 : at + 1
}

const quote = 0x22
const lineFeed = 0x0a
const carriageReturn = 0x0d
/** Longest run of bytes that can be one string in this V8. */
const longestText = 0x1fffffe8
