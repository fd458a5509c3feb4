import type { UtcMs } from '../base/time.ts'
import { type EventRef, isUuid, type Row, type Sha256 } from './event.ts'

/** What a bookmark is kept on, by a name that outlives the opening of the case. */
export type Bookmarked =
  | { readonly kind: 'event'; readonly ref: EventRef }
  /** The value of the column `session`. */
  | { readonly kind: 'session'; readonly name: string }
  | { readonly kind: 'finding'; readonly id: string }

/** What the analyst decided about a finding: it is one, or it is harmless. The note says why. */
export const decisions = ['confirmed', 'dismissed'] as const
export type Decision = (typeof decisions)[number]

export interface Bookmark {
  readonly of: Bookmarked
  /** What the analyst wrote; may be empty. */
  readonly note: string
  /** Of a finding that was decided. */
  readonly decision?: Decision | undefined
  readonly keptAt: UtcMs
}

/** Where the event with that name is in the open case. */
export interface MarkedEvent {
  readonly row: Row
  /** Null where it has no time. */
  readonly time: UtcMs | null
}

/** What tells whether bookmarks that were kept together are of the open case: a case is known by what it holds. */
export interface KeptList {
  /** They were kept at the first path of the open case. */
  readonly isHere: boolean
  /** Of the sources of their case that held events, some. */
  readonly sources: readonly Sha256[]
  /** Of the bookmarked events. */
  readonly refs: readonly EventRef[]
}

export interface KeptMarks {
  /** Some of the sources of the open case that hold events: the same in every opening of the same files. */
  readonly sources: readonly Sha256[]
  /** For each list, in the order of its refs, where its events are; null where the list is of another case. */
  readonly events: readonly (readonly (MarkedEvent | null)[] | null)[]
}

/** The open case, and which of the lists belong to it, in their order. */
export interface RecognisedCase extends Pick<KeptMarks, 'sources'> {
  readonly belongs: readonly boolean[]
}

/** A bookmark of the open case. */
export interface CaseBookmark extends Bookmark {
  /** Of an event; null of anything else, and where the case does not hold the event. */
  readonly event: MarkedEvent | null
}

/**
 * The same text for the same thing. A UUID identifies an event: its record may be read from another copy once files are
 * judged.
 */
export function bookmarkKey(of: Bookmarked): string {
  switch (of.kind) {
    case 'event': {
      const { eventID, source, record } = of.ref
      return isUuid(eventID) ? `event ${eventID!.toLowerCase()}` : `event ${source} ${record}`
    }
    case 'session':
      return `session ${of.name}`
    case 'finding':
      return `finding ${of.id}`
  }
}
