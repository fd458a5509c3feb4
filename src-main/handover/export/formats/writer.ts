import type { ExportColumn } from '../../../../src-shared/contract/export-columns.ts'
import type { Row } from '../../../../src-shared/model/event.ts'
import type { Snapshot } from '../../../columns/snapshot.ts'
import type { Redactor } from '../../redaction/redactor.ts'
import type { StartParquet } from '../parquet/thread.ts'

/** A piece of a file: text, which is written as UTF-8, or bytes. */
export type Piece = string | Uint8Array
export type Put = (piece: Piece) => void

/** What a writer writes from. */
export interface WriterParts {
  readonly snapshot: Snapshot
  readonly version: string
  /** Of formats whose columns are chosen. */
  readonly columns: readonly ExportColumn[]
  /** How many events are written. */
  readonly total: number
  readonly startParquet: StartParquet
  /** Null where originals are written. */
  readonly redactor: Redactor | null
}

/** Writes events one behind the other. Nothing of an event is kept but what a format needs to write many together. */
export interface EventWriter {
  /** Whether it is handed records; without them nothing is read again from files. */
  readonly readsRecords: boolean
  begin(put: Put): void | Promise<void>
  /**
   * `record`: the JSON of the record as it lies in its file, empty where none is read. `position` counts from 0. Returns
   * why the event cannot be written in this format, a sentence; null where it was.
   */
  event(row: Row, record: Buffer, position: number, put: Put): string | null
  /** Waits for what is done elsewhere, where very much of it is not. */
  settle?(put: Put): Promise<void>
  /** `events`: that were written. */
  end(put: Put, events: number): void | Promise<void>
  /** Called at last, whether or not it came to its end. */
  close?(): Promise<void>
}

export type MakeWriter = (parts: WriterParts) => EventWriter
