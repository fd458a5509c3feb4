import type { UtcMs } from '../base/time.ts'
import type { Bookmarked, Decision } from './bookmark.ts'
import type { BySide, DifferenceCounts, Side } from './comparison.ts'
import type { EnrichmentFile } from './enrichment.ts'
import type { Sha256 } from './event.ts'
import type { KeyTrust, Outcome } from './integrity.ts'
import type { WrittenFile } from './job.ts'

/** Who works on the case: a name that they gave, or that of their account on this machine. */
export interface Examiner {
  readonly name: string
  readonly is: 'given' | 'account'
}

type Counts = Readonly<Record<string, number>>

/** A public key that verified signatures, and who vouches for it. */
export interface UsedKey {
  readonly fingerprint: string
  readonly trust: KeyTrust
}

/** A file that addresses and accounts are looked up in. */
type EnrichedBy = Pick<EnrichmentFile, 'path' | 'sha256'> & { readonly isUsed: boolean }

/** What was done, in a case. A closed list: a kind that is not in it was written by a later version. */
export type Deed =
  /** The first line of a log, and no other. It binds the log to the case, by some of its sources. */
  | { readonly kind: 'begun'; readonly sources: readonly Sha256[] }
  | {
      readonly kind: 'opened'
      readonly paths: readonly string[]
      /** What was opened in place of the paths; null where it was they. */
      readonly caseFile: string | null
      readonly keyPaths: readonly string[]
      readonly acceptsEvidence: boolean
      readonly events: number
      readonly records: number
    }
  /** In a case file, where the log goes on. */
  | { readonly kind: 'saved'; readonly file: string }
  | { readonly kind: 'added'; readonly paths: readonly string[]; readonly events: number }
  /** Fields that may be absent were not written by earlier versions. */
  | {
      readonly kind: 'verified'
      readonly outcome: Outcome
      readonly logs: Counts
      readonly digests: Counts
      readonly keys?: readonly UsedKey[]
      /** Of a case file whose sources were not read again: what was saved was judged. */
      readonly isAsSaved?: boolean
      /** Of the command `verify`, which opens no case: what it was given, and the time of delivery. */
      readonly of?: { readonly paths: readonly string[]; readonly from: UtcMs | null; readonly to: UtcMs | null }
    }
  /** By the command `compare`, which opens no case. `side`: which of the two this case was. */
  | {
      readonly kind: 'compared'
      readonly side: Side
      readonly of: BySide<string>
      readonly files: DifferenceCounts
      readonly events: DifferenceCounts
    }
  /** Opening was ended before all was read and judged. */
  | { readonly kind: 'cancelled'; readonly reason: string }
  /** Of the log files, for a text. `events`: how many hold it. */
  | { readonly kind: 'searched'; readonly title: string; readonly state: string; readonly events: number }
  /** `events`: null where they could not be counted. */
  | { readonly kind: 'filtered'; readonly filter: string; readonly events: number | null }
  | {
      readonly kind: 'queried'
      readonly sql: string
      readonly dialect: string
      readonly parameters: Readonly<Record<string, string>>
      /** The filter behind the view `shown`; null where the query was not given one. */
      readonly shown: string | null
      /** Null where the query has no answer. */
      readonly rows: number | null
      /** More rows were not taken. */
      readonly isCut: boolean
      readonly problem: string | null
      /** The engine that ran it in place of the case, and where that is; absent where it ran over the case. */
      readonly by?: string
    }
  | {
      readonly kind: 'kept'
      readonly of: Bookmarked
      readonly note: string
      /** Left out where there are none, and in lines of earlier versions. */
      readonly tags?: readonly string[]
      /** Of a finding; null where nothing is decided. */
      readonly decision: Decision | null
    }
  | { readonly kind: 'removed'; readonly of: Bookmarked }
  | { readonly kind: 'exported'; readonly files: readonly WrittenFile[]; readonly events: number }
  | { readonly kind: 'keys'; readonly fingerprints: readonly string[]; readonly areConfirmed: boolean }
  | { readonly kind: 'rules'; readonly folder: string; readonly rules: number; readonly findings: number }
  /** What rules of the user's found counts no more. */
  | { readonly kind: 'rules-left' }
  /**
   * Chosen in place of those before; `isAtOpening`: chosen before the case was opened. `sha256`: of the bytes that were
   * read; null where they could not be.
   */
  | { readonly kind: 'enriched'; readonly files: readonly EnrichedBy[]; readonly isAtOpening?: boolean }
  /** The log was not as it had been left. `head`: the end that was kept apart from it. */
  | { readonly kind: 'altered'; readonly problems: readonly string[]; readonly head: LogHead | null }
  | { readonly kind: 'closed' }

/**
 * A line of an examiner log. It is written as its own canonical form (RFC 8785), so that one text stands for it.
 */
export interface LogLine {
  /** From 1, without a gap. */
  readonly n: number
  /** ISO 8601, UTC. */
  readonly at: string
  readonly who: Examiner
  /** Of Trailproof. */
  readonly version: string
  readonly what: Deed
  /** SHA-256 of the bytes of the line before, without its line break, hex; null in the first. */
  readonly previous: string | null
  /** SHA-256 of the canonical form of this line without this field, hex. */
  readonly hash: string
}

/** The end of a log: the number and the hash of its last line. Kept in a second place, it tells a log whose end was cut. */
export interface LogHead {
  readonly n: number
  readonly hash: string
}

/** What is wrong with a log. `at`: the line of the file, from 1; `n`: the number that the line has. */
export type LogProblem =
  | { readonly code: 'unreadable'; readonly at: number }
  /** Its hash is not that of what it says. */
  | { readonly code: 'edited'; readonly at: number; readonly n: number }
  /** The same bytes as an earlier line. */
  | { readonly code: 'repeated'; readonly at: number; readonly n: number }
  /** Another line with its number is the one that the next line, or the head, follows. */
  | { readonly code: 'inserted'; readonly at: number; readonly n: number }
  | { readonly code: 'moved'; readonly at: number; readonly n: number }
  /** It names another line before it than the one that is there: one of the two was replaced. */
  | { readonly code: 'does-not-follow'; readonly at: number; readonly n: number }
  /** It is not the line that the head names. */
  | { readonly code: 'not-the-head'; readonly at: number; readonly n: number }
  /** Lines with these numbers are not there; `until` is inside. */
  | { readonly code: 'missing'; readonly from: number; readonly until: number }

export interface LogState {
  readonly lines: number
  /** In the order of the file; those that are missing last. */
  readonly problems: readonly LogProblem[]
  /** The last line; null where none can be read. */
  readonly head: LogHead | null
  /** What it was held against; null: lines that were cut from the end cannot be told. */
  readonly anchor: LogHead | null
  /** Lines behind the anchor, which nothing but the chain holds. */
  readonly afterAnchor: number
}

/** A line as it is shown. `time`: null where its time cannot be read. */
export interface ShownLogLine {
  readonly n: number
  readonly time: UtcMs | null
  readonly who: string
  readonly version: string
  readonly sentence: string
  readonly hash: string
}
