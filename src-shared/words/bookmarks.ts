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

export const howToBookmark =
  'Nothing is bookmarked. The button at the top of an event, or M, keeps it here with a note; findings have the same button.'

export const eventNotInCase = ({ eventID, source, record }: EventRef): string =>
  `Event ${eventID ?? 'without an ID'}, record ${formatCount(record + 1)} of the file with SHA-256 ${source}: not in this case`

export const findingNotInCase = (id: string): string => `Finding ${id}: not among those of this case`
