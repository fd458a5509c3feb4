import { formatCount, formatCounted } from '../base/count.ts'
import type { FileKind } from '../model/event.ts'
import type { Encoding } from '../model/source.ts'

const words: Readonly<Record<FileKind, readonly [one: string, many: string]>> = {
  log: ['log file', 'log files'],
  'insights-log': ['Insights log', 'Insights logs'],
  'network-activity-log': ['network activity log', 'network activity logs'],
  'aggregated-log': ['log of aggregated events', 'logs of aggregated events'],
  records: ['file of records in another form', 'files of records in another form'],
  digest: ['digest', 'digests'],
  'backfill-digest': ['backfill digest', 'backfill digests'],
  'public-keys': ['public key list', 'public key lists'],
  sidecar: ['metadata file', 'metadata files'],
  'result-signature': ['sign file of query results', 'sign files of query results'],
  'config-items': ['AWS Config file', 'AWS Config files'],
  acquisition: ['acquisition manifest', 'acquisition manifests'],
  placeholder: ['object not fetched', 'objects not fetched'],
  archive: ['archive', 'archives'],
  other: ['other file, skipped', 'other files, skipped'],
}

/** `2,000 log files` */
export const countOfKind = (kind: FileKind, files: number): string => formatCounted(files, ...words[kind])

/** Of one file, in a cell. What is no log file says what it is. */
export function kindOfOne(kind: FileKind, form: string): string {
  if (kind === 'records') return form
  if (kind === 'placeholder') return `not fetched: ${form}`
  return kind === 'other' ? `skipped: ${form}` : words[kind][0]
}

/** Of a file of several gzip members. */
export const gzipMembersNote = (members: number): string =>
  `It is ${formatCount(members)} gzip members one behind the other, and all were read. Its hash is of the first, as a digest would state it.`

/** Of a file that holds other things beside records, by what they are. */
export function besideSentence(beside: ReadonlyMap<string, number>): string {
  const things = [...beside].sort(([, a], [, b]) => b - a).map(([what, n]) => `${formatCount(n)} × ${what}`)
  return `It also holds what is no CloudTrail record and is not read: ${things.join(', ')}.`
}

interface TableTold {
  readonly fields: number
  readonly of: number
  readonly foreign: number
  readonly recordColumn: string | null
}

/** Of a table of events. `of`: how many fields a record can have at its top. */
export function tableNote({ fields, of, foreign, recordColumn }: TableTold): string {
  const others = foreign === 0 ? '' : `, and ${formatCounted(foreign, 'column')} of other names`
  const made = `made from rows of a table, which tell ${fields} of the ${of} fields that a record can have${others}.`
  return recordColumn === null
    ? `Its records are ${made}`
    : `Its records lie as text in the column ${recordColumn}. Where a row has none there, the record is ${made}`
}

/** Of a file of AWS Config. */
export const configItemsNote = (items: number): string =>
  `Its ${formatCounted(items, 'configuration item')} ${items === 1 ? 'is' : 'are'} no ${items === 1 ? 'event' : 'events'}: SQL lists ${items === 1 ? 'it' : 'them'} in config_items.`

/** Of items beyond those that a case keeps. */
export const configItemsLeftOut = (items: number, most: number): string =>
  `${formatCounted(items, 'configuration item')} of it ${items === 1 ? 'is' : 'are'} not in config_items: a case keeps ${formatCount(most)}.`

/** Of a file that stops being what it is somewhere. `at`: byte. */
export const faultSentence = (encoding: Encoding, { at, reason }: { readonly at: number; readonly reason: string }) =>
  encoding === 'json'
    ? `Its text is not JSON at byte ${at}: ${reason}. Reading went on at the next record; what lies between is unparsed.`
    : `It was not read whole: ${reason}. What was not read is unparsed.`

/** Of a file whose records are made of OCSF events. */
export const ocsfNote =
  'Its records are reconstructed from OCSF events, as Security Lake keeps them: each has what OCSF keeps of a CloudTrail record, and says so in reconstructedFrom. They are not the bytes that CloudTrail wrote, and nothing can prove them.'

/** Behind the beginning of a value of so many characters. */
export const valueCut = (characters: number): string =>
  `… [cut: ${formatCount(characters)} characters in all; an export holds them]`

/** Said in place of a record, a proof or a hit whose file is another by now. */
export const changedSentence = (path: string): string => `${path} has changed since it was opened.`
