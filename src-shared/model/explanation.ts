import type { UtcMs } from '../base/time.ts'
import type { Row } from './event.ts'
import type { ObjectUri } from './integrity.ts'
import type { LedgerRowName } from './ledger.ts'

/** Something that is missing or invalid, which an event may explain. */
export interface Absence {
  readonly kind: AbsenceKind
  readonly account: string
  readonly region: string
  readonly trail: string
  /** Delivery time. */
  readonly from: UtcMs
  readonly until: UtcMs
  /** Where the ledger shows it. A log file may be of another account than the digest that lists it. */
  readonly row: LedgerRowName
  /** The digest or log file; null for a span of time. */
  readonly uri: ObjectUri | null
}

/** Spans of time, then files. */
export const absenceKinds = [
  'gap', // no digest covers it: a proven digest starts the chain anew
  'gap-or-hole', // no digest covers it: a digest that is not proven starts the chain anew
  'hole', // no digest covers it: digests that must have existed are missing or unreadable
  'silence', // nothing of a Region is there, though there is before, and after or of others: no digest tells why
  'digest-missing',
  'digest-invalid',
  'log-missing',
  'log-invalid',
] as const
export type AbsenceKind = (typeof absenceKinds)[number]

/** How many there are of each kind: the one count that all answers give. */
export type AbsenceCounts = Readonly<Record<AbsenceKind, number>>

export function countAbsences(absences: readonly Pick<Absence, 'kind'>[]): AbsenceCounts {
  const counts = Object.fromEntries(absenceKinds.map((kind) => [kind, 0])) as Record<AbsenceKind, number>
  for (const { kind } of absences) counts[kind]++
  return counts
}

/** How surely an event is about it. An event that names another trail, bucket or object is no cause at all. */
export const certainties = ['names the object', 'names the trail', 'names the bucket', 'only near in time'] as const
export type Certainty = (typeof certainties)[number]

export interface Cause {
  readonly row: Row
  readonly eventID: string | null
  readonly eventName: string
  readonly time: UtcMs
  /** ARN of the principal, or what else the record tells of it. */
  readonly actor: string
  readonly certainty: Certainty
  /** What the event shows, and no more. */
  readonly sentence: string
}

/**
 * - `explained`: an event that names the trail, the bucket or the object did what brings this about.
 * - `perhaps`: such an event is near in time and does not name them, or is not enough to bring it about.
 * - `unexplained`: no such event is among those read.
 */
export interface Explanation {
  readonly absence: Absence
  readonly status: 'explained' | 'perhaps' | 'unexplained'
  readonly sentence: string
  /** Surest first, then latest first; at most 20. */
  readonly causes: readonly Cause[]
}

export interface Explanations {
  /** Spans of time first, then files, each by time; at most 1,000. */
  readonly explanations: readonly Explanation[]
  readonly total: number
  /** Events on objects of the trails' buckets that were not looked at, because there are too many. */
  readonly notLookedAt: number
}
