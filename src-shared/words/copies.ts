import { formatCount, formatCounted } from '../base/count.ts'

/** Of copies of which not all are told; `before` of them lie before those that are. */
export const copiesToldSentence = (told: number, total: number, before = 0): string =>
  before === 0
    ? `The first ${formatCount(told)} of ${formatCounted(total, 'copy')} are listed, the best proven first.`
    : `Copies ${formatCount(before + 1)} to ${formatCount(before + told)} of ${formatCount(total)} are listed, the best proven first.`

/** Of an eventID that names no single event. */
export const severalEventsSentence = (eventID: string, events: number): string =>
  `${formatCount(events)} events have the eventID ${eventID}, which therefore identifies none of them. Name one by its file and record instead.`

export const moreEventsSentence = (more: number): string =>
  `  and ${formatCount(more)} more. In SQL, events.file and events.recordIndex, which counts from 0, tell where each lies.`

export const copiesDifferSentence =
  'Copies of this event differ in content. Nothing was merged: the columns show copy 1, the best proven.'

/** Of copies that differ where one of them is made of another form. */
export const madeCopiesSentence =
  'A copy of this event was made of another form, such as a row of a table or an OCSF event. Such a copy lacks fields: that it differs is no contradiction.'

export const madeRecordSentence =
  'This record was made of what the file holds in another form, and has what that form keeps. It is not what CloudTrail wrote, and nothing can prove it.'

/** Of a record whose text a window is sent only the beginning of. `bytes`: of the whole record. */
export const recordCutSentence = (bytes: number): string =>
  `The record has ${formatCounted(bytes, 'byte')}. Only its beginning is here, cut: an export as NDJSON or JSON holds all of it.`

/** In place of a comparison. */
export const cutNotComparedSentence =
  'The copies are too large to be compared here: an export as NDJSON or JSON holds each of them whole.'

export const notUtf8Sentence =
  'Some bytes of this record are not UTF-8 and stand as \ufffd here. An export has the bytes of the file.'

/** Of events that no eventID identifies, at least one. None of them is merged. */
export const withoutEventIdWords = (events: number): string =>
  `${formatCounted(events, 'event')}${events === 1 ? '' : ', each'} without an eventID that identifies it (empty, absent or no UUID)`

/** Once files are judged; null where nothing moved. `events`: those with an equal copy in a proven file. */
export function movedToProvenSentence(events: number): string | null {
  if (events === 0) return null
  return `${formatCounted(events, 'event')} ${events === 1 ? 'is' : 'are'} now shown from a proven file instead of an equal copy that is not proven.`
}

/** Of exported events whose records lie in their files in another form. */
export const madeEventsSentence = (events: number): string =>
  `${formatCounted(events, 'record')} ${events === 1 ? 'was' : 'were'} made of another form, such as a row of a table or an OCSF event, and ${events === 1 ? 'has' : 'have'} what that form keeps.`

const best = 'An event is shown as its best proven copy tells it.'

/** Under a filter that matches copies of so many events that it does not show. */
export const hiddenMatchesSentence = (events: number): string =>
  events === 1
    ? `The filter also matches a copy of 1 event that is not shown: the copies differ in content. ${best}`
    : `The filter also matches copies of ${formatCount(events)} events that are not shown: the copies differ in content. ${best}`

/** What an export rests on where copies of events differ; null where nothing is to be told. */
export function exportedConflicts(contained: number, leftOut: number): string | null {
  const sentences = [
    contained === 0
      ? ''
      : `${formatCounted(contained, 'exported event')} ${contained === 1 ? 'has' : 'have'} copies that differ in content.`,
    leftOut === 0
      ? ''
      : `The filter also matches copies of ${formatCounted(leftOut, 'event')} that ${leftOut === 1 ? 'is' : 'are'} not in the export.`,
  ].filter((sentence) => sentence !== '')
  return sentences.length === 0 ? null : `${sentences.join(' ')} ${best} The manifest names these events.`
}
