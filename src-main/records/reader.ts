import type { Encoding, SourceRef } from '../../src-shared/model/source.ts'
import { Inflater } from '../files/inflate/inflater.ts'
import { defaultLimits, readSource } from '../files/read.ts'
import { recordAt, recordBytesAt } from '../formats/encoding.ts'
import type { ReadAhead } from './read-ahead.ts'

/** What it takes to read records again from a source. */
export interface ReadableFile extends SourceRef {
  /** How its records lie in it; null for a source without records, of which none is asked for. */
  readonly encoding: Encoding | null
  /** Of the inflated bytes that were opened, hex. */
  readonly sha256: string | null
}

export type RecordText =
  | { readonly text: string; readonly problem: null }
  | { readonly text: null; readonly problem: string }

/** The bytes of a record's JSON text as they lie in its file, valid UTF-8 or not. */
export type RecordBytes =
  | { readonly bytes: Buffer; readonly problem: null }
  | { readonly bytes: null; readonly problem: string }

/**
 * Reads original records again from their files: raw records are never kept. Inflated files are kept for a while, the
 * ones unused for longest going first. A file that is no longer what was opened gives no record.
 */
export class RecordReader {
  private readonly inflated = new Map<number, Buffer>()
  private held = 0
  private readonly inflater = new Inflater()

  constructor(
    private readonly files: readonly ReadableFile[],
    private readonly ahead: ReadAhead | null = null,
    private readonly keepBytes = 128 << 20,
  ) {}

  read(file: number, offset: number, length: number): RecordText {
    const bytes = this.bytesOf(file)
    if (typeof bytes === 'string') return { text: null, problem: bytes }
    return { text: recordAt[this.files[file]!.encoding!](bytes, offset, length), problem: null }
  }

  readBytes(file: number, offset: number, length: number): RecordBytes {
    const bytes = this.bytesOf(file)
    if (typeof bytes === 'string') return { bytes: null, problem: bytes }
    return { bytes: recordBytesAt[this.files[file]!.encoding!](bytes, offset, length), problem: null }
  }

  /** The inflated file, or why it cannot be had, a whole sentence. */
  private bytesOf(file: number): Buffer | string {
    const kept = this.inflated.get(file)
    if (kept !== undefined) {
      this.inflated.delete(file)
      this.inflated.set(file, kept)
      return kept
    }
    const { sha256, ...source } = this.files[file]!
    const { path } = source
    const content = this.ahead?.take(file) ?? readSource(source, defaultLimits, this.inflater)
    if (content.gzip === 'unreadable') return `${path}: ${content.problem}`
    if (sha256 !== content.sha256) return `${path} has changed since it was opened.`
    const bytes = this.inflater.holds(content.bytes) ? Buffer.from(content.bytes) : content.bytes
    this.keep(file, bytes)
    return bytes
  }

  private keep(file: number, bytes: Buffer): void {
    this.inflated.set(file, bytes)
    this.held += bytes.length
    for (const [oldest, { length }] of this.inflated) {
      if (this.held <= this.keepBytes || oldest === file) break
      this.inflated.delete(oldest)
      this.held -= length
    }
  }
}
