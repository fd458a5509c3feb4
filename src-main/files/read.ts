import { createHash } from 'node:crypto'
import { closeSync, constants, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import type { MemberPlace, StoredSource } from '../../src-shared/model/source.ts'
import { memberSentences } from '../../src-shared/words/archives.ts'
import { archiveHead, archiveKind } from './archives/archive-kind.ts'
import { bytesInMemory, bytesOnDisk } from './archives/bytes.ts'
import { memberContent } from './archives/member.ts'
import { contentOf } from './content.ts'
import { isVanished, systemReason } from './discover.ts'
import { identityOf } from './identity.ts'
import type { Inflater } from './inflate/inflater.ts'
import { nativePath } from './native-path.ts'
import { defaultLimits, failed, type ReadLimits, type SourceContent, tooLarge } from './source-content.ts'

const MiB = 1024 * 1024

/**
 * Reads, inflates and hashes one source. Synchronous: it is made for worker threads, where the synchronous calls are
 * the fastest. Trouble is a fact about the source, never an exception.
 */
export function readSource(
  { path, member, place }: StoredSource,
  limits: ReadLimits = defaultLimits,
  inflater: Inflater | null = null,
): SourceContent {
  if (member !== null && place === undefined) throw new Error(`${path}: where ${member} lies in it is not known`)
  try {
    return place === undefined ? readFile(path, limits, inflater) : readMember(path, place, limits, inflater)
  } catch (error) {
    if (!isOfSystem(error)) throw error
    const content = failed('unreadable', 0, `It could not be read: ${systemReason(error)}.`)
    return isVanished(error) ? { ...content, isGone: true } : content
  }
}

const isOfSystem = (error: unknown): boolean => error instanceof Error && 'syscall' in error

function readFile(path: string, limits: ReadLimits, inflater: Inflater | null): SourceContent {
  const bytes = bytesOfFile(path, limits)
  return Buffer.isBuffer(bytes) ? contentOf(bytes, limits, inflater) : bytes
}

/** The file as it lies on disk; of a large archive its hash and its head alone, and of what is not to be read why. */
function bytesOfFile(path: string, limits: ReadLimits): Buffer | SourceContent {
  const opened = openSync(nativePath(path), forReading)
  try {
    const stat = fstatSync(opened)
    if (!stat.isFile()) return failed('unreadable', 0, 'It is no longer a file and was not read.')
    const archive = stat.size > headFirst ? largeArchive(opened, stat.size) : null
    if (archive !== null) return archive
    if (stat.size > limits.ceiling) return tooLarge(stat.size, limits)
    const bytes = stat.size === 0 ? readUnsized(opened) : readFileSync(opened)
    return bytes ?? failed('unreadable', 0, unsized)
  } finally {
    closeSync(opened)
  }
}

/** What lies in memory is told only while the archive on disk is the one that it was read from. */
function readMember(path: string, place: MemberPlace, limits: ReadLimits, inflater: Inflater | null): SourceContent {
  const { memory } = place
  if (memory !== null && memory.identity !== identityOf(path))
    return failed('unreadable', 0, memberSentences.archiveChanged)
  const archive = memory === null ? bytesOnDisk(path) : bytesInMemory(memory)
  try {
    return memberContent(archive, place, limits, inflater)
  } finally {
    archive.close()
  }
}

/** Of files larger than this, the head is read before the rest: an archive is not read into memory as a whole. */
const headFirst = MiB
const hashedAtOnce = 4 * MiB

/** Null where the file is no archive whose members are read. */
function largeArchive(opened: number, size: number): SourceContent | null {
  const head = Buffer.alloc(archiveHead)
  readSync(opened, head, 0, head.length, 0)
  if (archiveKind(head) === null) return null
  const hash = createHash('sha256')
  const piece = Buffer.allocUnsafeSlow(hashedAtOnce)
  for (let at = 0; at < size; ) {
    const read = readSync(opened, piece, 0, piece.length, at)
    if (read === 0) break
    hash.update(piece.subarray(0, read))
    at += read
  }
  const sha256 = hash.digest('hex')
  return { gzip: 'plain', bytes: head, sha256, readSha256: sha256, compressedBytes: size, problem: null }
}

const mostUnsized = 64 * MiB
const unsized = `Its size is given as 0 and more than ${mostUnsized / MiB} MiB came of it, as of a file of /proc: it was not read.`

/** Of a file whose size is given as 0, as those of /proc are, which may never end; null when it gives too much. */
function readUnsized(opened: number): Buffer | null {
  const pieces: Buffer[] = []
  for (let length = 0; length <= mostUnsized; length += pieces.at(-1)!.length) {
    const piece = Buffer.alloc(MiB)
    const read = readSync(opened, piece)
    if (read === 0) return Buffer.concat(pieces)
    pieces.push(piece.subarray(0, read))
  }
  return null
}

/** Opening a pipe that took the file's place would wait for a writer without O_NONBLOCK, which Windows does not have. */
const forReading = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)
