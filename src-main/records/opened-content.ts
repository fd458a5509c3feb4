import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { type Encoding, type StoredSource, sourceText } from '../../src-shared/model/source.ts'
import { changedSentence } from '../../src-shared/words/files.ts'
import { inflateUsual } from '../files/gzip.ts'
import { gzipHeaderLength } from '../files/gzip-header.ts'
import { Inflater } from '../files/inflate/inflater.ts'
import { nativePath } from '../files/native-path.ts'
import { readSource } from '../files/read.ts'
import { isUtf16 } from '../files/utf16.ts'

export interface OpenedFile extends StoredSource {
  readonly file: number
  /** How its records lie in it. */
  readonly encoding: Encoding
  /** Of the inflated bytes that were read when it was opened. */
  readonly readSha256: string | null
  /** Size as it lay on disk when it was opened. */
  readonly bytes: number
}

/** Where the records of a file lie that are events: rows with their byte ranges, by offset. */
export interface RecordPlaces {
  readonly rows: Uint32Array
  readonly offset: Uint32Array
  readonly length: Uint32Array
}

export type OpenedContent =
  | {
      /** Inflated; memory that the next call uses again. */
      readonly bytes: Buffer
      /** Whether the hash is the one that was opened. Computed when it is first asked for. */
      readonly isAsOpened: () => boolean
      readonly problem: null
    }
  | { readonly bytes: null; readonly problem: string }

/**
 * What a file holds that was opened before. A file whose size is the same and whose inode has not changed since
 * `openedAt` can hold nothing else (ctime, as mtime can be set back), so that whoever finds nothing in it need not ask
 * for its hash, which takes as long as half the rest.
 */
export function openedContent(file: OpenedFile, openedAt: number): OpenedContent {
  const quick = inflateUntouched(file, openedAt)
  if (quick !== null) {
    const isAsOpened = () => createHash('sha256').update(quick).digest('hex') === file.readSha256
    return { bytes: quick, isAsOpened, problem: null }
  }
  const content = readSource(file)
  if (content.gzip === 'unreadable') return { bytes: null, problem: `${sourceText(file)}: ${content.problem}` }
  if (file.readSha256 === null || content.readSha256 !== file.readSha256)
    return { bytes: null, problem: changedSentence(sourceText(file)) }
  return { bytes: content.bytes, isAsOpened: () => true, problem: null }
}

const inflater = new Inflater()

/** Null where the file may be another than was opened, is a member of an archive, or anything but one whole gzip member. */
function inflateUntouched({ path, member, bytes }: OpenedFile, openedAt: number): Buffer | null {
  if (member !== null) return null
  try {
    const native = nativePath(path)
    const { size, ctimeMs } = statSync(native)
    if (size === 0 || size !== bytes || ctimeMs >= openedAt) return null
    const file = readFileSync(native)
    const header = isGzip(file) ? gzipHeaderLength(file) : 'bad'
    const inflated = typeof header === 'number' ? inflateUsual(file, header, inflater) : null
    // Gzip within gzip and text in UTF-16 are read as every other unusual file.
    if (inflated === null || isGzip(inflated) || isUtf16(inflated)) return null
    return inflated
  } catch {
    return null
  }
}

const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b
