import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { firstThat } from '../../src-shared/base/binary-search.ts'
import { type Encoding, type StoredSource, sourceText } from '../../src-shared/model/source.ts'
import { changedSentence } from '../../src-shared/words/files.ts'
import { inflateUsual } from '../files/gzip.ts'
import { gzipHeaderLength } from '../files/gzip-header.ts'
import { Inflater } from '../files/inflate/inflater.ts'
import { nativePath } from '../files/native-path.ts'
import { readSource } from '../files/read.ts'
import { isUtf16 } from '../files/utf16.ts'
import { encodings } from '../formats/encoding.ts'

export interface FileToSearch extends StoredSource {
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

export type FileSearch =
  | { readonly rows: readonly number[]; readonly outside: number; readonly problem: null }
  | { readonly rows: null; readonly problem: string }

/**
 * The bytes that a text may lie as in JSON: as it is, as a JSON writer escapes it, and with everything that is not ASCII
 * as \uXXXX, in either case of the digits (RFC 8259, section 7). A record that mixes these in one text is not found.
 */
export function spellings(text: string): readonly Buffer[] {
  const escaped = JSON.stringify(text).slice(1, -1)
  const toAscii = (digits: (hex: string) => string) =>
    escaped.replace(/[\u0080-\uffff]/g, (unit) => `\\u${digits(unit.charCodeAt(0).toString(16).padStart(4, '0'))}`)
  const forms = [text, escaped, toAscii((hex) => hex), toAscii((hex) => hex.toUpperCase())]
  return [...new Set(forms)].map((form) => Buffer.from(form))
}

/**
 * Looks for a text in the records of one file. Nothing found in a file is told before its hash is known to be the one
 * that was opened. Hashing takes as long as half the rest, so a file without a hit is hashed only if it may have changed:
 * one whose size is the same and whose inode has not changed since before it was hashed is what was hashed then. (ctime,
 * as mtime can be set back.)
 */
export function searchFile(
  file: FileToSearch,
  needles: readonly Buffer[],
  places: () => RecordPlaces,
  openedAt: number,
): FileSearch {
  const quick = inflateUntouched(file, openedAt)
  const content = quick === null ? readSource(file) : null
  if (content !== null) {
    if (content.gzip === 'unreadable') return { rows: null, problem: `${sourceText(file)}: ${content.problem}` }
    if (file.readSha256 === null || content.readSha256 !== file.readSha256) return changed(file)
  }
  const bytes = quick ?? content!.bytes
  const isAsOpened = () => quick === null || createHash('sha256').update(quick).digest('hex') === file.readSha256
  if (file.encoding !== 'json') {
    return isAsOpened() ? recordsMadeWith(bytes, needles, file.encoding, places()) : changed(file)
  }
  const first = needles.map((needle) => bytes.indexOf(needle))
  if (first.every((at) => at === -1)) return { rows: [], outside: 0, problem: null }
  return isAsOpened() ? recordsWith(bytes, needles, first, places()) : changed(file)
}

const changed = (file: FileToSearch): FileSearch => ({ rows: null, problem: changedSentence(sourceText(file)) })

const inflater = new Inflater()

/** Null where the file may be another than was opened, is a member of an archive, or anything but one whole gzip member. */
function inflateUntouched({ path, member, bytes }: FileToSearch, openedAt: number): Buffer | null {
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

function recordsWith(
  bytes: Buffer,
  needles: readonly Buffer[],
  first: readonly number[],
  { rows, offset, length }: RecordPlaces,
): FileSearch {
  const found = new Set<number>()
  let outside = 0
  for (const [n, needle] of needles.entries()) {
    for (let at = first[n]!; at !== -1; ) {
      const k = firstThat(offset.length, (record) => offset[record]! > at) - 1
      const isInside = k >= 0 && at + needle.length <= offset[k]! + length[k]!
      if (isInside) found.add(rows[k]!)
      else outside++
      at = bytes.indexOf(needle, isInside ? offset[k]! + length[k]! : at + 1)
    }
  }
  return { rows: [...found], outside, problem: null }
}

/** Of records that do not lie as themselves in the file. What else it holds is not searched. */
function recordsMadeWith(
  bytes: Buffer,
  needles: readonly Buffer[],
  encoding: Encoding,
  { rows, offset, length }: RecordPlaces,
): FileSearch {
  const { json } = encodings[encoding]
  const holds = (record: Buffer) => needles.some((needle) => record.includes(needle))
  const found = Array.from(rows).filter((_, k) => holds(json(bytes, offset[k]!, length[k]!)))
  return { rows: found, outside: 0, problem: null }
}
