import { formatCount, formatCounted, sumOf } from '../base/count.ts'
import type { Unparsed } from '../model/event.ts'
import type { NotRead, UnreadFile } from '../model/not-read.ts'
import { type UnreadKind, unreadKinds } from '../model/unread.ts'
import { placeWords } from './places.ts'

const kindWords: Readonly<Record<UnreadKind, (files: number) => string>> = {
  'unreadable-folder': (n) => `${formatCounted(n, 'folder')} could not be opened`,
  vanished: (n) => `${formatCounted(n, 'file or folder', 'files or folders')} vanished while the case was read`,
  'unreadable-file': (n) => `${formatCounted(n, 'file')} could not be read`,
  damaged: (n) => `${formatCounted(n, 'file')} ${isOrAre(n)} damaged, and only what could be saved was read`,
  'not-fetched': (n) =>
    `${formatCounted(n, 'object')} ${n === 1 ? 'was' : 'were'} not fetched: an error page or a pointer lies in ${n === 1 ? 'its' : 'their'} place`,
  'beyond-limits': (n) => `${formatCounted(n, 'file')} ${isOrAre(n)} larger than the limits`,
  'left-out': (n) => `${formatCounted(n, 'log file')} ${isOrAre(n)} left out, as there was no memory for more events`,
  'not-reached': (n) => `${formatCounted(n, 'file')} ${isOrAre(n)} not read, as opening was cancelled`,
  'may-hold-events': (n) =>
    `${formatCounted(n, 'file')} may hold CloudTrail events in a form that is not read, such as an archive`,
  unparsed: (n) => `${formatCounted(n, 'file')} ${n === 1 ? 'holds' : 'hold'} records that are no events`,
  'not-followed': (n) =>
    `${formatCounted(n, 'link or special file', 'links or special files')} ${isOrAre(n)} not followed`,
  'own-export': (n) => `${formatCounted(n, 'file')} ${isOrAre(n)} written by Trailproof, set aside, and no evidence`,
}

/** Of one file, in a cell. */
export const unreadKindWords: Readonly<Record<UnreadKind, string>> = {
  'unreadable-folder': 'folder not opened',
  vanished: 'vanished',
  'unreadable-file': 'not readable',
  damaged: 'damaged',
  'not-fetched': 'not fetched',
  'beyond-limits': 'beyond the limits',
  'left-out': 'left out',
  'not-reached': 'not reached',
  'may-hold-events': 'may hold events',
  unparsed: 'unparsed records',
  'not-followed': 'not followed',
  'own-export': 'set aside',
}

/** Of a file whose form is not read. `form` is what it is. */
export const mayHoldSentence = (form: string): string =>
  `It was not read, and may hold CloudTrail events: ${form} is a form that Trailproof does not read.${howToRead[form] ?? ''}`

/** By the form, what makes it one that is read. */
const howToRead: Readonly<Record<string, string>> = {
  'cut-off Parquet file': ' The list of its columns, which a Parquet file has at its end, is missing: fetch it again.',
  'Office document': ' Save its sheets as CSV and add them.',
  'encrypted Parquet file': ' Decrypt its columns and add it again.',
  'lookup-events output as YAML': ' Save the output of `--output json` and add it.',
  'JSON with data in base64': ' Decode its data from base64, inflate it, and add it.',
  'CloudTrail events in the Elastic Common Schema':
    ' Save documents with `event.original`, which holds the record, and add them.',
  'broken Parquet file': ' The list of its columns cannot be understood: fetch it again.',
}

/** Of a file that holds nothing to read. */
export const skippedSentence = (form: string): string => `It is no CloudTrail file: ${form}.`

export const leftOutSentence =
  'Its events are not in the case: there was no memory for more. It was hashed all the same.'
export const notReachedSentence = 'Opening was cancelled before it was read.'
export const ownExportSentence = (producedBy: string, producedAt: string): string =>
  `It is an export by ${producedBy} of ${producedAt}, and no evidence: its manifest lies beside it and states its hash. It was set aside.`
export const ownManifestSentence = 'It is the manifest of an export by Trailproof, and no evidence.'
export const ownCaseFileSentence = (form: string): string =>
  `It is a ${form}, and no evidence. It was set aside: a case file is opened by its own path.`

/** `Record 3 of the file, bytes 120 to 123: …` Records are counted from 1 and bytes from 0. */
export const unparsedSentence = ({ index, reason, ...place }: Omit<Unparsed, 'path'>): string =>
  `Record ${formatCount(index + 1)} of the file, ${placeWords(place)}, is no CloudTrail event: ${reason}`

/** Links, own exports and unparsed records of files that were read whole take nothing from an answer's files. */
const lessens = (kind: UnreadKind): boolean => kind !== 'not-followed' && kind !== 'own-export'

/** Files that take something from an answer. */
export const unreadFiles = ({ files }: NotRead): number =>
  sumOf(Object.fromEntries(unreadKinds.filter(lessens).map((kind) => [kind, files[kind]])))

/** Whether anything is to be said. */
export const isAnythingUnread = (notRead: NotRead): boolean =>
  sumOf(notRead.files) + notRead.unparsedRecords + notRead.eventsWithoutTime > 0

/** What the parts of a sentence are, the gravest first; empty where everything was read. */
function parts({ files, unparsedRecords, eventsWithoutTime }: NotRead): readonly string[] {
  return [
    ...unreadKinds.flatMap((kind) => (files[kind] === 0 ? [] : [kindWords[kind](files[kind])])),
    ...(unparsedRecords === 0
      ? []
      : [`${formatCounted(unparsedRecords, 'record')} ${isOrAre(unparsedRecords)} unparsed`]),
    ...(eventsWithoutTime === 0
      ? []
      : [`${formatCounted(eventsWithoutTime, 'event')} ${hasOrHave(eventsWithoutTime)} no readable time`]),
  ]
}

/** `Not read: 1 folder could not be opened; 2 files are damaged…` Null where everything was read. */
export function notReadSentence(notRead: NotRead): string | null {
  const said = parts(notRead)
  return said.length === 0 ? null : `Not read, or not read whole: ${said.join('; ')}.`
}

/** The same, with the gravest file by name, and where the others are. */
export function notReadLine(notRead: NotRead, where: string): string | null {
  const sentence = notReadSentence(notRead)
  const [first] = notRead.first
  if (sentence === null) return null
  return first === undefined ? `${sentence} ${where}` : `${sentence} The first: ${namedFile(first)} ${where}`
}

const namedFile = ({ path, reason }: UnreadFile): string => `${path}: ${reason}`

/** A mark where answers are shown; null where nothing lessens them. */
export function notReadMark(notRead: NotRead): string | null {
  const files = unreadFiles(notRead)
  if (files > 0) return `${formatCounted(files, 'file')} not read whole`
  if (notRead.unparsedRecords > 0) return `${formatCounted(notRead.unparsedRecords, 'record')} unparsed`
  return null
}

/** A share of the files from which on a part is large. */
const largeShare = 0.1

/** Said above everything where a large part was not read; null where it was. `files`: those that may hold events. */
export function largePartSentence(notRead: NotRead, files: number): string | null {
  const { 'unreadable-folder': folders, vanished } = notRead.files
  const isLarge = folders + vanished > 0 || unreadFiles(notRead) - notRead.files.unparsed >= files * largeShare
  if (!isLarge || unreadFiles(notRead) === 0) return null
  return `A large part was not read, and no answer counts it. ${notReadSentence(notRead)}`
}

/** Said where findings are listed. */
export const findingsLack = (notRead: NotRead): string | null => {
  const sentence = unreadFiles(notRead) === 0 ? null : notReadSentence(notRead)
  return sentence === null ? null : `The rules saw only what was read. ${sentence}`
}

/** Why a case is a part of its folders. */
export const vanishedReason = (vanished: number): string =>
  `${kindWords.vanished(vanished)}: numbers are without ${vanished === 1 ? 'it' : 'them'}. Open the case again.`

const isOrAre = (n: number) => (n === 1 ? 'is' : 'are')
const hasOrHave = (n: number) => (n === 1 ? 'has' : 'have')
