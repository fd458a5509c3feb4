import { formatCount, formatCounted } from '../base/count.ts'

export const notWritten = (file: string): string =>
  `The bookmark was not kept: ${file} cannot be written, or lies within the evidence.`

export const tooManyBookmarks = (most: number): string =>
  `The case has ${formatCount(most)} bookmarks: remove one that is no longer needed.`

/** Of an event whose source has no hash, so that nothing names it beyond this opening of the case. */
export const noNameForBookmark =
  'A bookmark is kept by the SHA-256 of the log file, and this file could not be read to its end: the event cannot be kept.'

/** Of bookmarked events that the case does not hold, at least one. */
export const notInCase = (events: number): string =>
  `${formatCounted(events, 'bookmarked event')} ${events === 1 ? 'is' : 'are'} not in this case: the log file was not opened, and no event has its ID.`
