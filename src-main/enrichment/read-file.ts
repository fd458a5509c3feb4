import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { fail, ok, type Result } from '../../src-shared/base/result.ts'
import type { Sha256 } from '../../src-shared/model/event.ts'
import { enrichmentFileWords } from '../../src-shared/words/enrichment.ts'
import { nativePath, openedPath } from '../files/native-path.ts'
import { whyUnreadable } from '../files/why-unreadable.ts'
import { isIpRanges, readIpRanges } from './ip-ranges.ts'
import type { LookupFile } from './lookup-file.ts'
import { looksLikeMmdb, readMmdb } from './mmdb.ts'
import { readAccounts, readList } from './own-list.ts'

/** Node reads no larger file at once; databases of whole networks have up to a few hundred MB. */
const mostBytes = 2 ** 31 - 1
/** A million lines take about 40 MB. */
const mostTextBytes = 100e6

export interface ReadFile {
  readonly sha256: Sha256 | null
  readonly bytes: number
  /** What can be used of it, or why nothing can, a sentence. */
  readonly content: Result<LookupFile, 'unusable'>
}

/** Reads and hashes one file. What it is is told by its content. */
export function readEnrichmentFile(path: string): ReadFile {
  const unread = (message: string, bytes = 0): ReadFile => ({ sha256: null, bytes, content: fail('unusable', message) })
  const problem = whyUnreadable(path)
  if (problem !== null) return unread(problem)
  const native = nativePath(openedPath(path))
  const { size, isFile } = statOf(native)
  if (!isFile) return unread(enrichmentFileWords.noFile)
  if (size > mostBytes) return unread(enrichmentFileWords.tooLarge(mostBytes), size)
  try {
    const bytes = readFileSync(native)
    const sha256 = createHash('sha256').update(bytes).digest('hex') as Sha256
    return { sha256, bytes: bytes.length, content: contentOf(path, bytes) }
  } catch (error) {
    return unread(enrichmentFileWords.unreadable(error instanceof Error ? error.message : String(error)), size)
  }
}

function statOf(native: string | Buffer) {
  const stat = statSync(native)
  return { size: stat.size, isFile: stat.isFile() }
}

function contentOf(path: string, bytes: Buffer): Result<LookupFile, 'unusable'> {
  const unusable = (message: string) => fail('unusable', message)
  if (bytes.length === 0) return unusable(enrichmentFileWords.empty)
  if (looksLikeMmdb(path, bytes)) {
    const read = readMmdb(bytes)
    return read.ok ? read : unusable(read.message)
  }
  if (bytes.length > mostTextBytes) return unusable(enrichmentFileWords.tooLarge(mostTextBytes))
  const text = asUtf8(bytes)
  if (text === null) return unusable(enrichmentFileWords.binary)
  if (/^\ufeff?\s*[{[]/.test(text.toString('utf8', 0, 1_000))) return contentOfJson(text)
  const list = readList(text)
  if (Object.keys(list.entries).length > 0) return ok(list)
  return unusable([enrichmentFileWords.noEntries, ...list.problems.lines.slice(0, 1)].join(' '))
}

/** Spreadsheets save texts as UTF-16 or in the code page of Windows, too. Null for what is no text. */
function asUtf8(bytes: Buffer): Buffer | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return Buffer.from(bytes.subarray(2).toString('utf16le'))
  if (bytes.includes(0)) return null
  return isUtf8(bytes) ? bytes : Buffer.from(bytes.toString('latin1'))
}

function contentOfJson(bytes: Buffer): Result<LookupFile, 'unusable'> {
  let content: unknown
  try {
    content = JSON.parse(bytes.toString('utf8').replace(/^\ufeff/, ''))
  } catch (error) {
    return fail('unusable', enrichmentFileWords.badJson(error instanceof Error ? error.message : String(error)))
  }
  const members = (typeof content === 'object' && content !== null ? content : {}) as Readonly<Record<string, unknown>>
  const file = isIpRanges(members)
    ? readIpRanges(members)
    : Array.isArray(members.Accounts)
      ? readAccounts(members.Accounts)
      : null
  if (file === null) return fail('unusable', enrichmentFileWords.otherJson)
  const used = Object.values(file.entries).reduce((sum, count) => sum + count, 0)
  if (used > 0) return ok(file)
  return fail('unusable', [enrichmentFileWords.noEntries, ...file.problems.lines.slice(0, 1)].join(' '))
}
