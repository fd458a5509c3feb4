import { formatCount, formatCounted } from '../base/count.ts'
import type { NamedEvents } from '../model/named-events.ts'
import type { SqlDialect } from '../sql/dialect.ts'

/** Sentences about queries and their results. */

export const dialectNames: Readonly<Record<SqlDialect, string>> = {
  sqlite: 'SQLite',
  lake: 'Lake',
  athena: 'Athena',
}

const millions = (characters: number): string => `${formatCount(Math.floor(characters / 1e6))} million characters`

/** Of a window's query. */
export const rowTooLarge = (characters: number): string =>
  `One row of the result is longer than ${millions(characters)}. Select a part of its value, as substr(value, 1, 1000) does, or write it with “trailproof query”.`

/** `type` as SQLite calls it. */
export const valueTooLong = (type: 'text' | 'blob', bytes: number): string =>
  `A ${type} of ${formatCounted(bytes, 'byte')} is too long to be written. Select a part of it, as substr(value, 1, 1000) does.`

/** The window's result has fewer rows than it may have. */
export const resultCut = (rows: number, isByRows: boolean): string =>
  isByRows
    ? `Only the first ${formatCount(rows)} rows: the query has more`
    : `Only the first ${formatCounted(rows, 'row')}, with as much text as a result may hold: the query has more`

/** The query never ran. `heldMs`: how long the others have run. */
export const threadsHeld = (heldMs: readonly number[]): string =>
  `The query did not run: other queries have held all SQL threads for ${heldMs.map((ms) => `${formatCount(Math.round(ms / 1000))} s`).join(' and ')}. Run it again when one of them has ended, or cancel them where they were started.`

/** `why`: the end of a sentence. */
export const shownUnknown = (why: string): string =>
  `The query reads shown, and what the filter shows is not known: ${why}`

/** The query ended with its thread. */
export const databaseDied = (reason: string): string =>
  `The query ended, most likely because it took more memory than there is: ${reason}. The case stays open and its database is built anew.`

/** `because`: by what in the text, a sentence. */
export const dialectTold = (dialect: SqlDialect, because: string): string =>
  `The query is read in the dialect of ${dialectNames[dialect]}: ${because}`

/** Of a query in Lake's or Athena's dialect. */
export const duckdbMissing =
  'Queries in the dialects of CloudTrail Lake and Athena run on DuckDB, whose package is not installed for this platform. Queries in the dialect of SQLite go on running.'

/** The query ended with DuckDB's thread. */
export const duckdbDied = (reason: string): string =>
  `The query ended, most likely because it took more memory than there is: ${reason}. The case stays open and DuckDB is started anew.`

/** DuckDB's own limit, or what its functions take beside. */
export const duckdbOutOfMemory =
  'The query took more memory than DuckDB may have. Select fewer columns or fewer rows, or group by fewer values. The case stays open.'

/** `bytes`: what it may have. */
export const duckdbMemory = (bytes: number): string =>
  `The query was ended because it took far more memory than the ${formatCount(Math.floor(bytes / 2 ** 20))} MiB that DuckDB may have. The case stays open.`

/** A bug of DuckDB, by its own words. */
export const duckdbBroke = (message: string): string =>
  `DuckDB failed within itself and is started anew for the next query: ${message}`

/** Of the text of a query: SQLite would not read beyond it, and DuckDB neither. */
export const nulInText = 'There is a NUL character in the text, and nothing behind it would be read.'

/** Of a text in a result. */
export const textTooLong =
  'A text of the result is too long to be written. Select a part of it, as substr(value, 1, 1000) does.'

/** Behind a complaint about a text: where in it, from 1. */
export function placeInText(text: string, offset: number): string {
  const before = text.slice(0, offset)
  const line = before.split('\n').length
  return ` (line ${formatCount(line)}, column ${formatCount(offset - before.lastIndexOf('\n'))})`
}

/** The one line of EXPLAIN QUERY PLAN. */
export const answeredFromColumns =
  'ANSWER FROM COLUMNS: events are counted by the codes of their values; SQLite reads no row'

/** What EXPLAIN says in the dialects of Lake and Athena. */
export const answeredFromColumnsOfTrino =
  'ANSWER FROM COLUMNS: events are counted by the codes of their values; DuckDB reads no row'

/** What is proven of the events that rows name. It claims nothing of other events that the query rests on. */
export function namedEventsSentence(named: NamedEvents): string {
  const { events, unknown } = named
  const parts = namedEventsParts(named).join(', ')
  return [
    events === 0
      ? 'The rows name no event of this case.'
      : `The rows name ${formatCounted(events, 'event')} by eventID: ${parts}.`,
    ...(unknown === 0
      ? []
      : [`${formatCounted(unknown, 'eventID')} ${unknown === 1 ? 'is' : 'are'} of no event of this case.`]),
    namedEventsRule,
  ].join(' ')
}

/** `10 verified`, `2 uncovered`, `1 with copies that differ`. */
export const namedEventsParts = ({ byVerdict, conflicting, withoutVerdict }: NamedEvents): readonly string[] => [
  ...logVerdictOrder.flatMap((verdict) => {
    const count = byVerdict[verdict] ?? 0
    return count === 0 ? [] : [`${formatCount(count)} ${verdict}`]
  }),
  ...(conflicting === 0 ? [] : [`${formatCount(conflicting)} with copies that differ`]),
  ...(withoutVerdict === 0 ? [] : [`${formatCount(withoutVerdict)} not judged`]),
]

const logVerdictOrder = ['verified', 'unverified', 'uncovered', 'invalid', 'missing'] as const

/** Whether all that the rows name is proven: what no event has, and what may be of another copy, is not. */
export const isAllNamedProven = ({ events, byVerdict, unknown }: NamedEvents): boolean =>
  events > 0 && unknown === 0 && byVerdict.verified === events

const namedEventsRule = 'Other events that the query counted or compared are not among them.'

/** Why a result tells no verdicts, each a sentence. */
export const namesNoEvents = {
  noColumn: 'No column of the result is an eventID: which events its rows rest on is not told.',
  tooMany: (most: number): string => `The rows name more than ${formatCount(most)} events: they were not looked up.`,
} as const

/** Beside a filter that was made of the values of a result. */
export const onlySomeValues = (column: string, values: number, of: number): string =>
  `The filter takes ${formatCount(values)} of the ${formatCount(of)} values of ${column} in the result: the other events are not shown.`

/** What answered a query, each a sentence. */
export const answeredBy = {
  sqlite: 'Answered by SQLite.',
  columns: 'Answered from the columns of events: the rows are those that the engine of the dialect would give.',
  duckdb: 'Answered by DuckDB.',
  athena: 'Answered by Amazon Athena, not verified.',
  trino: 'Answered by Trino, not verified.',
} as const

/** Of a question in words: evidence has no now. */
export const countedFromNewest = (words: string): string =>
  `“${words}” is counted back from the newest event of the case, in UTC.`
