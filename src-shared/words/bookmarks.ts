import { formatCount, formatCounted } from '../base/count.ts'
import type { Bookmark } from '../model/bookmark.ts'
import type { EventRef } from '../model/event.ts'

export const notWritten = (file: string): string =>
  `The bookmark was not kept: ${file} cannot be written, or lies within the evidence.`

export const keptAside = (file: string, aside: string): string =>
  `${file} is no list of bookmarks. It was kept as ${aside}, and the list is begun anew.`

export const tooManyBookmarks = (most: number): string =>
  `The case has ${formatCount(most)} bookmarks: remove one that is no longer needed.`

/** Of an event whose source has no hash, so that nothing names it beyond this opening of the case. */
export const noNameForBookmark =
  'A bookmark is kept by the SHA-256 of the log file, and this file could not be read to its end: the event cannot be kept.'

/** Of bookmarked events that the case does not hold, at least one. */
export const notInCase = (events: number): string =>
  `${formatCounted(events, 'bookmarked event')} ${events === 1 ? 'is' : 'are'} not in this case: the log file was not opened, and no event has its ID.`

/** `3 events, 1 session and 2 findings are bookmarked` */
export function bookmarksHeadline(bookmarks: readonly Bookmark[]): string {
  const kinds = (['event', 'session', 'finding'] as const).map((kind) => {
    const count = bookmarks.filter(({ of }) => of.kind === kind).length
    return count === 0 ? '' : formatCounted(count, kind)
  })
  const told = kinds.filter((words) => words !== '')
  const last = told.pop() ?? ''
  return `${[...(told.length === 0 ? [] : [told.join(', ')]), last].join(' and ')} ${bookmarks.length === 1 ? 'is' : 'are'} bookmarked`
}

/** `Tags: c2, stolen key` */
export const tagsWords = (tags: readonly string[]): string => `Tags: ${tags.join(', ')}`

/** What is said of a bookmark in a line: its tags in brackets, then its note. Empty where nothing is. */
export function saidWords({ note, tags = [] }: Pick<Bookmark, 'note' | 'tags'>): string {
  const tagged = tags.length === 0 ? '' : `[${tags.join(', ')}]`
  return [tagged, note].filter((words) => words !== '').join(' ')
}

/** Of tagged events that cannot be shown by their ID, at least one. */
export const withoutID = (events: number): string =>
  `${formatCounted(events, 'bookmarked event')} ${events === 1 ? 'has' : 'have'} no ID and ${events === 1 ? 'is' : 'are'} not among those shown.`

export const tagging = {
  title: 'Tags',
  add: 'Add tags',
  edit: 'Edit the tags',
  placeholder: 'exfiltration',
  remove: (tag: string): string => `Remove the tag ${tag}`,
  only: (tag: string, count: number): string => `Only those with the tag ${tag}: ${formatCounted(count, 'bookmark')}`,
  inUse: (count: number): string => formatCounted(count, 'bookmark'),
  keys: 'Enter or a comma adds the tag, Backspace removes the last one',
} as const

export const howToBookmark =
  'Nothing is bookmarked. The button at the top of an event, or M, keeps it here with a note; findings have the same button.'

export const eventNotInCase = ({ eventID, source, record }: EventRef): string =>
  `Event ${eventID ?? 'without an ID'}, record ${formatCount(record + 1)} of the file with SHA-256 ${source}: not in this case`

export const findingNotInCase = (id: string): string => `Finding ${id}: not among those of this case`
