import { formatCount, formatCounted } from '../base/count.ts'
import type { FileKind } from '../model/event.ts'

const words: Readonly<Record<FileKind, readonly [one: string, many: string]>> = {
  log: ['log file', 'log files'],
  'insights-log': ['Insights log', 'Insights logs'],
  'network-activity-log': ['network activity log', 'network activity logs'],
  digest: ['digest', 'digests'],
  'backfill-digest': ['backfill digest', 'backfill digests'],
  'public-keys': ['public key list', 'public key lists'],
  sidecar: ['metadata file', 'metadata files'],
  other: ['other file, skipped', 'other files, skipped'],
}

/** `2,000 log files` */
export const countOfKind = (kind: FileKind, files: number): string => formatCounted(files, ...words[kind])

/** Of one file, in a cell. What is skipped says what it is instead. */
export const kindOfOne = (kind: FileKind, form: string): string =>
  kind === 'other' ? `skipped: ${form}` : words[kind][0]

/** Behind the beginning of a value of so many characters. */
export const valueCut = (characters: number): string =>
  `… [cut: ${formatCount(characters)} characters in all; the record and an export hold them]`

/** Said in place of a record, a proof or a hit whose file is another by now. */
export const changedSentence = (path: string): string => `${path} has changed since it was opened.`
