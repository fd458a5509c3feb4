import { fieldCount, type Meaning, meaningOf } from './fields.ts'
import { type Row, rowsOf, type Separator, separators } from './rows.ts'

/** The columns of a table, as its header names them. No two have one name. */
export type Columns = readonly { readonly header: string; readonly meaning: Meaning }[]

/** A table whose rows are CloudTrail events. */
export interface EventTable {
  readonly separator: Separator
  readonly columns: Columns
  /** Where the first row behind the header begins. */
  readonly from: number
}

/** How much of a file the header and the row behind it may take. */
const sampleBytes = 1 << 20

/** Whether rows with these columns are CloudTrail events. `first`: the cells of one of them. */
export const areOfEvents = (columns: Columns, first: readonly string[]): boolean =>
  tellsEvents(columns) || holdsRecords(columns, first)

/** Null for text that is no table of CloudTrail events. */
export function eventTableIn(bytes: Buffer): EventTable | null {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  const sample = bytes.subarray(0, sampleBytes)
  for (const separator of separators) {
    const [header, first] = firstRows(sample, separator, start)
    if (header === undefined || header.fault !== null || header.cells.length < 2) continue
    const columns = columnsOf(header.cells)
    if (!areOfEvents(columns, first?.cells ?? [])) continue
    return { separator, columns, from: header.offset + header.length }
  }
  return null
}

/** Columns of one name are told apart by a number. */
export function columnsOf(names: readonly string[]): Columns {
  const taken = new Set<string>()
  const numbers = new Map<string, number>()
  return names.map((name) => {
    const plain = name.trim()
    let header = plain
    for (let n = numbers.get(plain) ?? 2; taken.has(header); n++) {
      header = `${plain} (${n})`
      numbers.set(plain, n + 1)
    }
    taken.add(header)
    return { header, meaning: meaningOf(plain) }
  })
}

function firstRows(bytes: Buffer, separator: Separator, from: number): Row[] {
  const found: Row[] = []
  for (const row of rowsOf(bytes, separator, from)) if (found.push(row) === 2) break
  return found
}

/** Which column has the category of events; -1 without one. */
export const categoryIn = (columns: Columns): number =>
  columns.findIndex((column) => fieldAt(column) === 'eventCategory')

const fieldAt = ({ meaning }: Columns[number]): string | null =>
  meaning.type === 'field' ? meaning.path.join('.') : null

/**
 * The rule of a record, asked of columns, and that a time or an ID is there: `eventSource`, `eventName` and a count are a
 * table about events, of which no row is one. A name and a time suffice among other fields: `userIdentity.arn`,
 * `eventName`, `sourceIPAddress` and `eventTime` are selected in examples of the Athena user guide.
 */
function tellsEvents(columns: Columns): boolean {
  const names = new Set(columns.map(fieldAt))
  const has = (...fields: readonly string[]): boolean => fields.every((field) => names.has(field))
  if (!has('eventTime') && !has('eventID')) return false
  if (has('eventVersion') || has('eventSource', 'eventName') || has('eventID', 'eventTime')) return true
  names.delete(null)
  return has('eventName', 'eventTime') && names.size >= 3
}

/** Whether a column holds records as text. Its name alone does not tell: other logs have a `message`, too. */
function holdsRecords(columns: Columns, first: readonly string[]): boolean {
  return columns.some(({ meaning }, n) => meaning.type === 'record' && isRecordText(first[n] ?? ''))
}

const isRecordText = (text: string): boolean =>
  /^\s*\{/.test(text) && /"event(Version|ID)"\s*:/.test(text) && /"eventTime"\s*:/.test(text)

/** How much of a record the columns tell. */
export interface FieldsTold {
  /** Fields at its top. */
  readonly fields: number
  readonly of: number
  /** Columns of other names. */
  readonly foreign: number
  /** Name of the column that holds records as text; null where none does. */
  readonly recordColumn: string | null
}

export function fieldsTold(columns: Columns): FieldsTold {
  const tops = columns.flatMap(({ meaning }) =>
    meaning.type === 'field' ? [meaning.path[0]] : meaning.type === 'resource' ? ['resources'] : [],
  )
  const foreign = columns.filter(({ meaning }) => meaning.type === 'foreign').length
  const recordColumn = columns.find(({ meaning }) => meaning.type === 'record')?.header ?? null
  return { fields: new Set(tops).size, of: fieldCount, foreign, recordColumn }
}
