import type { ExportColumn } from '../../../../src-shared/contract/export-columns.ts'
import type { Row } from '../../../../src-shared/model/event.ts'
import type { Snapshot } from '../../../columns/snapshot.ts'
import type { Redactor } from '../../redaction/redactor.ts'
import type { Bytes } from './bytes.ts'

/** What events are written from. */
export interface WriterParts {
  readonly snapshot: Snapshot
  /** Of formats whose columns are chosen. */
  readonly columns: readonly ExportColumn[]
  /** How many events are written. */
  readonly total: number
  /** Null where originals are written. */
  readonly redactor: Redactor | null
}

/**
 * Writes one event. `record`: its JSON as it lies in its file, empty where none is read. Returns why it cannot be written
 * in this format, a sentence; null where it was.
 */
export type WriteEvent = (row: Row, record: Buffer, out: Bytes) => string | null

/** How events are written one behind the other. Nothing of an event is kept, so that several threads write at once. */
export interface EventFormat {
  /** Whether it is handed records; without them nothing is read again from files. */
  readonly readsRecords: (columns: readonly ExportColumn[]) => boolean
  readonly begin: (columns: readonly ExportColumn[]) => string
  readonly between: string
  readonly end: string
  readonly start: (parts: WriterParts) => WriteEvent
}

/** What is alike in most formats. */
export const always = () => true
export const never = () => false
export const nothing = () => ''
