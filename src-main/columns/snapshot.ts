import type { ColumnName } from '../../src-shared/model/columns.ts'
import type { FileKind } from '../../src-shared/model/event.ts'
import type { LogVerdict, ObjectUri, Status } from '../../src-shared/model/integrity.ts'
import type { Encoding, SourceRef } from '../../src-shared/model/source.ts'
import type { CoverageHours } from './coverage-hours.ts'
import type { TextData } from './text-data.ts'

/**
 * All events of a case as columns, in order of eventTime (events without one last), then of file and position.
 * Arrays lie in SharedArrayBuffers, so a snapshot crosses to another thread without a copy; only dictionaries are cloned.
 * Index `i` of every array is `Row` i; SQL's rowid is `i + 1`.
 */
export interface Snapshot {
  readonly events: number
  readonly columns: { readonly [N in ColumnName]: ColumnData }
  readonly locator: Locators
  /** 1 where copies of the event differ in content. */
  readonly conflicting: Uint8Array
  /** Further copies of events, in order of `row`. */
  readonly copies: Locators & { readonly row: Uint32Array }
  /** Entries of the records' `resources`, in order of `row`. */
  readonly resources: {
    readonly row: Uint32Array
    readonly arn: TextData
    readonly accountId: TextData
    readonly type: TextData
  }
  readonly files: readonly FileEntry[]
  /** The completeness ledger, where files were verified. */
  readonly coverage?: CoverageHours
}

/** What is known once the files are judged, and what is before. */
export type Judged = Pick<Snapshot, 'files' | 'coverage'>
export type Events = Omit<Snapshot, keyof Judged>

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

export interface FileEntry extends SourceRef {
  /** How its records lie in it; null for a file without records. */
  readonly encoding: Encoding | null
  /** Path below the opened folder, for people. */
  readonly name: string
  readonly kind: FileKind
  readonly uri: ObjectUri | null
  /** Of the inflated bytes, hex; null where the file could not be inflated. */
  readonly sha256: string | null
  readonly bytes: number
  readonly verdict: LogVerdict['status'] | null
  /** Of log files the same as `verdict`; of digests theirs. */
  readonly status: Status | null
}
