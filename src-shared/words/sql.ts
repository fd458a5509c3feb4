import { formatCount, formatCounted } from '../base/count.ts'

/** Sentences about the result of a query. */

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

/** The query ended with its thread. */
export const databaseDied = (reason: string): string =>
  `The query ended, most likely because it took more memory than there is: ${reason}. The case stays open and its database is built anew.`

/** Of a query in Lake's or Athena's dialect. */
export const duckdbMissing =
  'Queries in the dialects of CloudTrail Lake and Athena run on DuckDB, whose package is not installed for this platform. Queries in the dialect of SQLite go on running.'

/** The one line of EXPLAIN QUERY PLAN. */
export const answeredFromColumns =
  'ANSWER FROM COLUMNS: events are counted by the codes of their values; SQLite reads no row'
