import { type Encoding, type StoredSource, sourceText } from '../../src-shared/model/source.ts'
import { changedSentence } from '../../src-shared/words/files.ts'
import { identityOf } from '../files/identity.ts'
import { Inflater } from '../files/inflate/inflater.ts'
import { readSource } from '../files/read.ts'
import { defaultLimits } from '../files/source-content.ts'
import { encodings, loadEncodings, type RecordEncoding } from '../formats/encoding.ts'
import type { ReadAhead } from './read-ahead.ts'

/** What it takes to read records again from a source. */
export interface ReadableFile extends StoredSource {
  /** How its records lie in it; null for a source without records, of which none is asked for. */
  readonly encoding: Encoding | null
  /** Of the inflated bytes that were read when it was opened, hex, whether they were all of it or a part. */
  readonly readSha256: string | null
}

export type RecordText =
  | { readonly text: string; readonly problem: null }
  | { readonly text: null; readonly problem: string }

/** Bytes of a record, valid UTF-8 or not. */
export type RecordBytes =
  | { readonly bytes: Buffer; readonly problem: null }
  | { readonly bytes: null; readonly problem: string }

type Place = readonly [file: number, offset: number, length: number]

interface Kept {
  readonly bytes: Buffer
  /** Of the file, before it was read (see identityOf). */
  readonly identity: string | null
  /** When it was last seen to be the same, `performance.now()`. */
  seenAt: number
}

interface ReaderOptions {
  readonly ahead?: ReadAhead
  readonly keepBytes?: number
  /**
   * A file that was kept is looked at again before each record, or, where that is too often, once this time has passed,
   * milliseconds.
   */
  readonly trustMs?: number
}

/**
 * Reads original records again from their files: raw records are never kept. Inflated files are kept for a while, the
 * ones unused for longest going first. A file that is no longer what was opened gives no record.
 */
export class RecordReader {
  private readonly kept = new Map<number, Kept>()
  private held = 0
  private readonly inflater = new Inflater()
  private readonly ahead: ReadAhead | null
  private readonly keepBytes: number
  private readonly trustMs: number

  constructor(
    private readonly files: readonly ReadableFile[],
    { ahead, keepBytes = 128 << 20, trustMs = 0 }: ReaderOptions = {},
  ) {
    this.ahead = ahead ?? null
    this.keepBytes = keepBytes
    this.trustMs = trustMs
  }

  /** Loads the code that reads records of these files. To be waited for before the first is read. */
  load(): Promise<void> {
    return loadEncodings(this.files)
  }

  /** The record's JSON text. */
  read(...place: Place): RecordText {
    const { bytes, problem } = this.readBytes(...place)
    return bytes === null ? { text: null, problem } : { text: bytes.toString(), problem: null }
  }

  /** The record's JSON text as bytes: those of the file where it lies there as itself. */
  readBytes(...place: Place): RecordBytes {
    return this.readAs('json', place)
  }

  /** What lies in the file: a row of a table, text within a string, or the record itself. */
  readOriginal(...place: Place): RecordBytes {
    return this.readAs('original', place)
  }

  private readAs(form: keyof RecordEncoding, [file, offset, length]: Place): RecordBytes {
    const bytes = this.bytesOf(file)
    if (typeof bytes === 'string') return { bytes: null, problem: bytes }
    return { bytes: encodings[this.files[file]!.encoding!][form](bytes, offset, length), problem: null }
  }

  /** The inflated file, or why it cannot be had, a whole sentence. */
  private bytesOf(file: number): Buffer | string {
    const kept = this.unchanged(file)
    if (kept !== null) return kept
    const { readSha256, ...source } = this.files[file]!
    const identity = identityOf(source.path)
    const content = this.ahead?.take(file) ?? readSource(source, defaultLimits, this.inflater)
    if (content.gzip === 'unreadable') return `${sourceText(source)}: ${content.problem}`
    if (readSha256 === null || readSha256 !== content.readSha256) return changedSentence(sourceText(source))
    const bytes = this.inflater.holds(content.bytes) ? Buffer.from(content.bytes) : content.bytes
    this.keep(file, { bytes, identity, seenAt: performance.now() })
    return bytes
  }

  /** What is kept of the file, if that is what it still holds. */
  private unchanged(file: number): Buffer | null {
    const kept = this.kept.get(file)
    if (kept === undefined) return null
    this.kept.delete(file)
    const now = performance.now()
    if (now - kept.seenAt >= this.trustMs) {
      if (kept.identity === null || kept.identity !== identityOf(this.files[file]!.path)) {
        this.held -= kept.bytes.length
        return null
      }
      kept.seenAt = now
    }
    this.kept.set(file, kept)
    return kept.bytes
  }

  private keep(file: number, kept: Kept): void {
    this.kept.set(file, kept)
    this.held += kept.bytes.length
    for (const [oldest, { bytes }] of this.kept) {
      if (this.held <= this.keepBytes || oldest === file) break
      this.kept.delete(oldest)
      this.held -= bytes.length
    }
  }
}
