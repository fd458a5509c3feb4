import type { FileKind } from '../../src-shared/model/event.ts'
import type { Encoding } from '../../src-shared/model/source.ts'
import type { ConfigItem } from '../columns/config-items.ts'
import type { Head } from './head.ts'
import type { Extracted } from './log/extractor.ts'
import type { PieceSink } from './piece.ts'

/** One kind of file. The registry asks its formats once per file, never once per record. */
export interface Format {
  readonly kind: FileKind
  /** What such a file is, in words for people: `CloudTrail log`, `EventBridge event`, `CSV text`. */
  readonly form: string
  /** Whether a file is of this format, judged by one head of it. `name`: path below the opened folder, with `/`. */
  recognises(head: Head, name: string): boolean
  /** How its records are read; null for a format whose files hold no records that are read. */
  readonly records: RecordFormat | null
  /**
   * For a format that is not read: whether such files may hold CloudTrail events. Absent: names in their text tell. False:
   * all have such names, and a record within tells.
   */
  readonly mayHoldEvents?: boolean
  /** Query results of CloudTrail Lake are such files: their sign file states a hash over the file as it is stored. */
  readonly isHashedAsStored?: true
}

export interface RecordFormat {
  readonly encoding: Encoding
  /** What is to be known of all records that such a file holds, a whole sentence: what they lack, what was added. */
  readonly note?: string | ((bytes: Buffer) => string)
  /** Reads all records of a file. `bytes`: inflated, perhaps only what could be saved of a damaged file. */
  extract(bytes: Buffer, into: RecordSink): Extracted
}

/** Takes the records of one file into the columns of the case. */
export interface RecordSink {
  /**
   * Reads the CloudTrail records in the JSON text that begins at byte `from` (0 by default) and goes to the end of the
   * file. The places of records are told from the beginning of the file.
   */
  json(bytes: Buffer, from?: number): Extracted
  /**
   * Reads records that do not lie as themselves one behind the other: text within text, rows of a table, values deep in
   * an envelope. Each record is one JSON object. `find` hands each piece over as it finds it. What is no record is
   * counted by its name (`beside`) and told with the file.
   */
  pieces(bytes: Buffer, find: (into: PieceSink) => void): Extracted
  /** Takes what is no record, and is listed apart from events. */
  configItem(item: ConfigItem): void
}
