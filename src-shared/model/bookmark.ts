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
  /** Short words of the analyst's own, as `tagOf` gives them, each once. Left out where there are none. */
  readonly tags?: readonly string[] | undefined
  /** Of a finding that was decided. */
  readonly decision?: Decision | undefined
  readonly keptAt: UtcMs
}

export const longestTag = 40
export const mostTags = 20

/** As a tag is kept: in small letters, without a comma, one line. Null where nothing is left. */
export function tagOf(typed: string): string | null {
  const tag = typed
    .replace(/[\s,]+/g, ' ')
    .trim()
    .toLowerCase()
    .slice(0, longestTag)
    .trim()
  return tag === '' ? null : tag
}

/** With one more, unless it is there, none was typed, or there are as many as there may be. */
export const withTag = (tags: readonly string[], tag: string | null): readonly string[] =>
  tag === null || tags.includes(tag) || tags.length >= mostTags ? tags : [...tags, tag]

/** Each tag in use with how many bookmarks have it, in the order of the alphabet. */
export function tagsOf(bookmarks: readonly Pick<Bookmark, 'tags'>[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { tags = [] } of bookmarks) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  return new Map([...counts].toSorted(([a], [b]) => a.localeCompare(b, 'en')))
}

/** Whether it has all of these tags. */
export const hasTags = ({ tags = [] }: Pick<Bookmark, 'tags'>, asked: readonly string[]): boolean =>
  asked.every((tag) => tags.includes(tag))

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
