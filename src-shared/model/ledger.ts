import { hourMs, type UtcMs } from '../base/time.ts'
import type { DigestVerdict, LogVerdict, ObjectUri, TrustedKey } from './integrity.ts'

/**
 * The ledger of hours: what is known of every hour of delivery, by account, Region and trail.
 *
 * Delivery time is not event time. A digest covers the log files delivered in its window (AWS CloudTrail user guide,
 * "CloudTrail digest file structure"), and the events in them are minutes to days older. Rows, hours and states are of
 * delivery; `eventSpan` and `EventCount` tell the event times of what was delivered then.
 */

/** From best to worst: of all that touches an hour, the worst is its state. The index stands in `LedgerRow.runs`. */
export const ledgerStates = [
  'proven-empty', // all of it covered by proven digests, which list no log file delivered in it
  'proven-complete', // all of it covered by proven digests, and every log file they list is there and valid
  'no-evidence', // some of it, or all, is covered by nothing
  'log-uncovered', // a log file lies in it that no digest lists, whether or not digests cover the hour
  'gap', // the chain starts anew, which a proven digest states
  'gap-or-hole', // the chain starts anew, which a digest states that is not proven
  'digest-unproven', // a digest covers it that nothing proves and nothing disproves
  'digest-missing', // a digest must have existed and is missing where it belongs, or unreadable
  'log-missing', // a log file that a digest lists is missing, or could not be read
  'digest-invalid', // a digest covers it that is invalid: its content or signature does not match
  'log-invalid', // a log file is invalid: not what a proven digest states
] as const
export type LedgerState = (typeof ledgerStates)[number]

/**
 * The states that prove an hour: proven digests cover all of it, every log file that they list is there and valid, and no
 * other log file lies in it.
 */
export const isProven = (state: LedgerState): boolean => state === 'proven-empty' || state === 'proven-complete'

/** What tells one row from all others. */
export interface LedgerRowName {
  readonly account: string
  readonly region: string
  /** Empty for log files that lie in no chain's place. */
  readonly trail: string
  readonly homeRegion: string
  /** `none`: log files without any digests. Backfill digests are a chain, and a row, of their own. */
  readonly kind: 'standard' | 'backfill' | 'none'
  /** The keys' part before `/CloudTrail-Digest/`: `[prefix/]AWSLogs/[o-…/]<account>`. */
  readonly base: string
}

export const isRow = (row: LedgerRowName, { account, region, trail, homeRegion, kind, base }: LedgerRowName): boolean =>
  row.account === account &&
  row.region === region &&
  row.trail === trail &&
  row.homeRegion === homeRegion &&
  row.kind === kind &&
  row.base === base

/** One account, Region and trail. Hours that no run covers are `no-evidence`. */
export interface LedgerRow extends LedgerRowName {
  /** Start of the first hour. */
  readonly from: UtcMs
  /** Run-length code: number of hours, index into `ledgerStates`, number of hours, index, … */
  readonly runs: readonly number[]
  /** Hours in which log files were delivered, ascending: `deliveredIn` reads them. */
  readonly delivered: PackedCounts
  /** Digests and log files whose time lies before CloudTrail existed or after the year 2099: in no hour. */
  readonly outOfTime: number
}

/** What was delivered in an hour that has any. */
export interface EventCount {
  /** Start of the hour of delivery. */
  readonly hour: UtcMs
  readonly logs: number
  /** Of these, in no digest. */
  readonly uncovered: number
  readonly events: number
  /** Event times of what was delivered in this hour; null without events that have a time. */
  readonly eventSpan: EventSpan | null
}

/**
 * Six numbers an hour, as a year of many Regions has a great many hours: hours since `LedgerRow.from`, log files, of
 * these uncovered, events, and their first and last time in seconds since the hour's start, both null without any.
 */
export type PackedCounts = readonly (number | null)[]

export function deliveredIn({ from, delivered }: Pick<LedgerRow, 'from' | 'delivered'>): EventCount[] {
  return Array.from({ length: delivered.length / 6 }, (_, at): EventCount => {
    const [offset, logs, uncovered, events, first, last] = delivered.slice(6 * at, 6 * at + 6)
    const hour = (from + (offset ?? 0) * hourMs) as UtcMs
    const eventSpan =
      first == null || last == null
        ? null
        : { first: (hour + first * 1000) as UtcMs, last: (hour + last * 1000) as UtcMs }
    return { hour, logs: logs ?? 0, uncovered: uncovered ?? 0, events: events ?? 0, eventSpan }
  })
}

/** Whole seconds: the span is rounded outwards. */
export function packCounts(from: UtcMs, counts: readonly EventCount[]): PackedCounts {
  const packed: (number | null)[] = []
  for (const { hour, logs, uncovered, events, eventSpan } of counts) {
    const first = eventSpan === null ? null : Math.floor((eventSpan.first - hour) / 1000)
    const last = eventSpan === null ? null : Math.ceil((eventSpan.last - hour) / 1000)
    packed.push((hour - from) / hourMs, logs, uncovered, events, first, last)
  }
  return packed
}

export interface EventSpan {
  readonly first: UtcMs
  readonly last: UtcMs
}

export interface Ledger {
  /** From the first to behind the last hour of any row; equal where there are no rows. */
  readonly from: UtcMs
  readonly until: UtcMs
  readonly rows: readonly LedgerRow[]
}

/** One hour of one row, with everything behind its state. */
export interface LedgerCell {
  readonly hour: UtcMs
  readonly state: LedgerState
  readonly digests: readonly CellDigest[]
  /** Log files delivered in the hour, and those whose digest covers it and whose time is unknown; at most 1,000. */
  readonly logs: readonly CellLog[]
  readonly logsTotal: number
  /** The keys that the digests name, as far as they are in the key lists. */
  readonly keys: readonly TrustedKey[]
}

export interface CellDigest {
  readonly uri: ObjectUri
  /** Null when it is missing. */
  readonly path: string | null
  readonly sha256: string | null
  readonly verdict: DigestVerdict
  /** The window it states; null where it cannot be read. */
  readonly window: { readonly from: UtcMs; readonly until: UtcMs } | null
  readonly fingerprint: string | null
  readonly logs: number
}

export interface CellLog {
  readonly uri: ObjectUri
  readonly path: string | null
  /** Path below the opened folder: what the filter column `sourceFile` holds. */
  readonly name: string | null
  readonly verdict: LogVerdict
  readonly delivered: UtcMs | null
  readonly statedSha256: string | null
  readonly sha256: string | null
  readonly events: number
  readonly eventSpan: EventSpan | null
}

/**
 * How much of a time is proven, in whole hours of delivery: the hours asked, and those in which the shown events were
 * delivered. `from` and `until` hold all of them; hours between may not be counted.
 */
export interface Coverage {
  readonly from: UtcMs
  readonly until: UtcMs
  /** Hours of all rows together. */
  readonly hours: number
  readonly provenHours: number
  /** `provenHours / hours`; null where there is not one hour. */
  readonly provenShare: number | null
  /** Longest first, at most 100. */
  readonly unproven: readonly UnprovenSpan[]
  readonly unprovenTotal: number
  /**
   * Shown events whose log file is not verified. Their log file may lie in no hour that is counted: its name need not
   * tell a time of delivery.
   */
  readonly unprovenEvents: number
}

export interface UnprovenSpan {
  readonly account: string
  readonly region: string
  readonly trail: string
  readonly state: LedgerState
  readonly from: UtcMs
  readonly until: UtcMs
  readonly hours: number
}
