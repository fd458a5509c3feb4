import type { ColumnName } from '../../src-shared/model/columns.ts'
import type { FileKind } from '../../src-shared/model/event.ts'
import type { Absence } from '../../src-shared/model/explanation.ts'
import type { LogVerdict, ObjectUri, Status } from '../../src-shared/model/integrity.ts'
import type { Encoding, StoredSource } from '../../src-shared/model/source.ts'
import type { ConfigItems } from './config-items.ts'
import type { CoverageHours } from './coverage-hours.ts'
import type { IncidentTable } from './incidents.ts'
import type { Lookups } from './lookups.ts'
import type { SessionTable } from './sessions.ts'
import type { TextData } from './text-data.ts'

/**
 * Records as columns, in order of eventTime (those without one last), then of arrival. Arrays lie in SharedArrayBuffers,
 * so that they cross to another thread without a copy; only dictionaries are cloned.
 */
export interface Rows {
  /** The number of records. */
  readonly events: number
  readonly columns: { readonly [N in ColumnName]: ColumnData }
  readonly locator: Locators
  /** Entries of the records' `resources`, in order of `row`. */
  readonly resources: {
    readonly row: Uint32Array
    readonly arn: TextData
    readonly accountId: TextData
    readonly type: TextData
  }
}

/** All events of a case, each with the content of its best copy. Row i is `Row` i; SQL's rowid is `i + 1`. */
export interface Snapshot extends Rows {
  /** 1 where copies of the event differ in content, other than those that are made of another form. */
  readonly conflicting: Uint8Array
  /** Codes of a flag: 2 where the analyst keeps a bookmark, else 1. The only cells of a snapshot that change. */
  readonly bookmarked: Uint8Array
  /** Further records of events, in order of `row`, and the best of an event first. */
  readonly copies: Locators & {
    readonly row: Uint32Array
    /** 0 where the copy has the content that is shown, else 1 more than its row among the alternates. */
    readonly alternate: Uint32Array
  }
  /** The contents that are not shown; null where all copies have the content of their event. */
  readonly alternates: Alternates | null
  readonly files: readonly FileEntry[]
  /** The ledger of hours, where files were verified. */
  readonly coverage?: CoverageHours
  /** Everything missing or invalid, where files were verified. */
  readonly absences?: readonly Absence[]
  /** Where they were made. */
  readonly sessions?: SessionTable
  /** Where findings were related. */
  readonly incidents?: IncidentTable
  /** What files of the user tell of addresses and accounts, where some were chosen. They are no evidence. */
  readonly lookups?: Lookups
  /** What AWS Config told of resources, where such files were read. */
  readonly config?: ConfigItems
}

/** Contents of events that are not shown, once each, at the best copy that has it. */
export interface Alternates extends Rows {
  /** The event of each. */
  readonly of: Uint32Array
}

/** Where the records of events and their copies lie. */
export type Places = Pick<Snapshot, 'locator' | 'copies' | 'alternates'>
/**
 * The columns that change once the files are judged. `places`: the new places of events with a better copy. Alternates
 * are not among them, because their files are judged before they are put in order.
 */
export type Judged = Pick<Snapshot, 'files' | 'coverage' | 'absences' | 'config'> & {
  readonly places?: Omit<Places, 'alternates'>
}
export type Events = Omit<Snapshot, 'files' | 'coverage' | 'absences' | 'config' | 'sessions' | 'incidents' | 'lookups'>

export type ColumnData = TextData | FlagData | IntegerData | TimeData | IdData

/** 0 null, 1 false, 2 true. */
export interface FlagData {
  readonly type: 'flag'
  readonly values: Uint8Array
}

/** -1 is null. */
export interface IntegerData {
  readonly type: 'integer'
  readonly values: Int32Array
}

/** UtcMs; NaN is null. */
export interface TimeData {
  readonly type: 'time'
  readonly values: Float64Array
}

/** Nearly unique text, 16 bytes each: how `bytes[16 * i …]` is to be read stands in `kinds[i]` (see id-column.ts). */
export interface IdData {
  readonly type: 'id'
  readonly kinds: Uint8Array
  readonly bytes: Uint8Array
  readonly others: readonly string[]
}

/** Where records lie: file (index into `files`), position among its records, byte range in the inflated file. */
export interface Locators {
  readonly file: Uint32Array
  readonly index: Uint32Array
  readonly offset: Uint32Array
  readonly length: Uint32Array
}

export const locatorNames = ['file', 'index', 'offset', 'length'] as const

export interface FileEntry extends StoredSource {
  /** How its records lie in it; null for a file without records. */
  readonly encoding: Encoding | null
  /** Path below the opened folder, for people. */
  readonly name: string
  readonly kind: FileKind
  readonly uri: ObjectUri | null
  /** Of the inflated bytes, hex; null where the file could not be inflated. */
  readonly sha256: string | null
  /** Of the bytes that were read, which may be a part of the file; null where none were. Later readings are held against it. */
  readonly readSha256: string | null
  readonly bytes: number
  readonly verdict: LogVerdict['status'] | null
  /** For log files the same as `verdict`; for digests the verdict of the digest. */
  readonly status: Status | null
}
