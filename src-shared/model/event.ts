import type { Brand } from '../base/brand.ts'
import type { UtcMs } from '../base/time.ts'
import type { AddedColumnName } from './added-columns.ts'
import type { ColumnName } from './columns.ts'
import type { LogVerdict, ObjectUri, Status } from './integrity.ts'
import type { SourceRef } from './source.ts'
import type { UnreadKind } from './unread.ts'

/** Position of an event in the case, in order of eventTime; also `rowid - 1` in SQL. Stable until more is opened. */
export type Row = number

/** SHA-256 of a source's inflated bytes, lower-case hex. */
export type Sha256 = Brand<string, 'Sha256'>

/**
 * What an event is called beyond one opening of the case. A row is a place in memory and changes when more is opened;
 * the content of a source does not.
 */
export interface EventRef {
  readonly eventID: string | null
  readonly source: Sha256
  /** Position among the records of the source, from 0. */
  readonly record: number
}

export type Value = string | number | boolean | null

/** Only a UUID identifies an event (RFC 9562): records with an empty or a masked eventID have nothing in common. */
export const isUuid = (eventID: Value): boolean => typeof eventID === 'string' && uuidForm.test(eventID)
const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** One line of the grid: a value per asked column. Times are UtcMs, flags booleans. */
export interface EventLine {
  readonly row: Row
  readonly values: Readonly<Partial<Record<ColumnName | AddedColumnName, Value>>>
}

/** Where a copy of an event lies. */
export interface Copy {
  /** Path as opened. */
  readonly file: string
  readonly uri: ObjectUri | null
  /** Position among the file's records, from 0. */
  readonly index: number
  /** Whereabouts in the inflated file, bytes. Of a row of a Parquet file its number, from 0, and 0. */
  readonly offset: number
  readonly length: number
  /** Whether its content is another than that of the copy that is shown. */
  readonly differs: boolean
  /** Whether its bytes are UTF-8: if not, some are U+FFFD in the text. An export has the bytes. */
  readonly isUtf8: boolean
  /** The record's JSON text, read as UTF-8. Null when the file can no longer be read. */
  readonly text: string | null
  /** What lies in the file, where the record does not lie there as itself: text within a string, a row of a table. */
  readonly original: string | null
  /** Of the record's JSON text, whole; 0 where it cannot be read. */
  readonly recordBytes: number
  /** The record is made of what the file holds in another form, and may lack fields. */
  readonly isMade: boolean
  /** Only the beginning of the record is in the texts. `length` tells how long it is. */
  readonly isCut: boolean
  readonly problem: string | null
  /** SHA-256 of the inflated file, hex. */
  readonly fileSha256: string
  readonly verdict: LogVerdict | null
}

/** Some of the records of an event, the best first, and how many there are. */
export interface CopiesPage {
  readonly copies: readonly Copy[]
  readonly copiesTotal: number
}

/** Some of the resources that a record names, in its order, and how many there are. */
export interface ResourcesPage {
  readonly resources: readonly {
    readonly arn: string | null
    readonly accountId: string | null
    readonly type: string | null
  }[]
  readonly resourcesTotal: number
}

/** The first copies and resources are there: the very first copy is the one the columns were read from. */
export interface EventDetail extends CopiesPage, ResourcesPage {
  readonly row: Row
  readonly values: Readonly<Partial<Record<ColumnName, Value>>>
  /** Columns that no record has, as far as the case knows them by now. */
  readonly added: Readonly<Partial<Record<AddedColumnName, Value>>>
  readonly conflicting: boolean
  /** The call failed: see failed-calls.ts. */
  readonly isError: boolean
}

export const fileKinds = [
  'log', 'insights-log', 'network-activity-log', 'aggregated-log',
  'records', // CloudTrail records that are no log file: as a command, a service or a table gave them
  'digest', 'backfill-digest', 'public-keys', 'sidecar', 'acquisition', 'result-signature', 'config-items', 'archive',
  'placeholder', // an error page or a pointer in place of an object that was not fetched
  'other',
] as const // biome-ignore format: a list
export type FileKind = (typeof fileKinds)[number]

/** Whether files of this kind get a verdict. Whatever else lies at a log file's or digest's place gets one, too. */
export const isJudged = (kind: FileKind): boolean => !(neverJudged as readonly FileKind[]).includes(kind)
const neverJudged = [
  'public-keys',
  'sidecar',
  'acquisition',
  'result-signature',
  'config-items',
  'archive',
  'placeholder',
] as const

/** One source under the opened folders: nothing is left out of this list. */
export interface SourceFile extends SourceRef {
  /** Path below the opened folder. */
  readonly name: string
  /** The opened folder (or file) it was found under. */
  readonly root: string
  readonly kind: FileKind
  /** Of `records`, `archive` and `other` what it is, as far as seen: `lookup-events output`, `zip archive`, … */
  readonly form: string
  readonly uri: ObjectUri | null
  readonly bytes: number
  readonly inflatedBytes: number | null
  readonly sha256: string | null
  readonly records: number
  readonly events: number
  readonly duplicates: number
  readonly unparsed: number
  /** Named facts about trouble with it, each a whole sentence. */
  readonly problems: readonly string[]
  /** What else is to be known of how it was read, and is no trouble, each a whole sentence. */
  readonly notes: readonly string[]
  /** The gravest reason why something of it was not read; null where it was read whole or holds nothing to read. */
  readonly unread: UnreadKind | null
  readonly status: Status | null
  readonly firstEventTime: UtcMs | null
  readonly lastEventTime: UtcMs | null
}

/** The form of a file that a cancelled opening did not reach. Every other form is named by the file's format. */
export const formOfUnread = 'not read'
export const wasRead = ({ form }: Pick<SourceFile, 'form'>): boolean => form !== formOfUnread

/** A record that is no event, or text that is no record: kept, with its place. */
export interface Unparsed {
  readonly path: string
  /** Position among the file's records, from 0. */
  readonly index: number
  readonly offset: number
  readonly length: number
  readonly reason: string
}
