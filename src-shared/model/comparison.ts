import type { FileKind } from './event.ts'
import type { Outcome, Status } from './integrity.ts'
import type { NotRead } from './not-read.ts'
import type { Verification } from './verification.ts'

/** Two acquisitions of one trail, held against each other. */
export type Side = 'a' | 'b'
export const sides = ['a', 'b'] as const satisfies readonly Side[]

export type BySide<T> = Readonly<Record<Side, T>>

/** `unknown`: it is on both sides, and could not be read whole on one of them. */
export const differences = ['same', 'changed', 'only-a', 'only-b', 'unknown'] as const
export type Difference = (typeof differences)[number]

/** `a = same + changed + unknown + only-a`, and so for `b`. */
export interface DifferenceCounts extends Readonly<Record<Difference, number>> {
  readonly a: number
  readonly b: number
}

/** A file as one side has it. */
export interface ComparedFile {
  readonly path: string
  /** Of the inflated bytes, hex; null where they could not be read whole. */
  readonly sha256: string | null
  /** What this side proves of it, by its own digests; null where no verdict is made of its kind. */
  readonly status: Status | null
}

/** Files of one key. A side may have it more than once; none of it: it is on the other side alone. */
export interface FileDifference {
  /** The name that CloudTrail gave the file, with its account, Region and day; of other files their path below the folder. */
  readonly key: string
  readonly kind: FileKind
  readonly account: string | null
  readonly region: string | null
  /** Of delivery, `2024-03-05`, UTC. */
  readonly day: string | null
  readonly difference: Difference
  readonly files: BySide<readonly ComparedFile[]>
  /** Digests of the side name it, and it is not there. */
  readonly isMissing: BySide<boolean>
}

/** Where an event lies; records are counted from 0. */
export interface ComparedPlace {
  readonly file: string
  readonly record: number
}

export interface EventDifference {
  /** Null where nothing identifies the event: it is known by its bytes. */
  readonly eventID: string | null
  readonly difference: Exclude<Difference, 'same'>
  /** The first record of each side; null where it has none. */
  readonly places: BySide<ComparedPlace | null>
}

/** What one side is by itself. */
export interface SideFacts {
  readonly path: string
  /** What was read in place of a case file at `path`, as it lies now; null where no case file was named. */
  readonly sources: readonly string[] | null
  readonly outcome: Outcome
  readonly conclusion: string
  /** `records = events + copies + unparsed`. */
  readonly records: number
  readonly events: number
  readonly copies: number
  readonly unparsed: number
  readonly files: number
  readonly notRead: NotRead
}

export interface Comparison {
  readonly sides: BySide<SideFacts>
  /** All files of each side. */
  readonly read: BySide<Verification['files']>
  /** Counted by their keys. */
  readonly files: DifferenceCounts
  /** Those that differ, by their keys. */
  readonly fileDifferences: readonly FileDifference[]
  readonly events: DifferenceCounts
  /** Those that differ: changed ones first, then those of one side. To be gone through once or again. */
  readonly eventDifferences: () => Iterable<EventDifference>
}
