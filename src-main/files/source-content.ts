import { createHash } from 'node:crypto'
import type { GzipState } from './gzip-state.ts'

/** One source, read once: everything else is told from this. */
export interface SourceContent {
  readonly gzip: GzipState
  /**
   * The inflated bytes; for a truncated or broken stream what could be inflated of it; else empty. From an inflater:
   * gone with its next use.
   */
  readonly bytes: Buffer
  /** Lower-case hex SHA-256 of the inflated bytes. Null unless they are all there. */
  readonly sha256: string | null
  /** The same of `bytes`, whether they are all of it or what could be saved; null where there are none. */
  readonly readSha256: string | null
  /** Size as it lies on disk, or in its archive. */
  readonly compressedBytes: number
  /** What is wrong with it, a whole sentence; null when nothing is. */
  readonly problem: string | null
  /**
   * How many gzip members lie one behind the other, each whole; absent for one. `bytes` are those of all. `sha256` is of
   * the first alone, which is what a digest states the hash of.
   */
  readonly members?: number
  /** It was not there any more. */
  readonly isGone?: true
  /** Its text is UTF-16: `bytes` are the same text in UTF-8, and the hashes are of what lies in the file. */
  readonly isUtf16?: true
}

export interface ReadLimits {
  /** Most bytes a file may inflate to. */
  readonly ceiling: number
  /** Most inflated bytes per byte on disk, once a file inflates to more than `ratioAbove`. */
  readonly ratio: number
  readonly ratioAbove: number
}

const MiB = 1024 * 1024
export const defaultLimits: ReadLimits = { ceiling: 2048 * MiB, ratio: 250, ratioAbove: 64 * MiB }

/** What so many bytes may inflate to. */
export const mostOf = (bytes: number, { ceiling, ratio, ratioAbove }: ReadLimits): number =>
  Math.min(ceiling, Math.max(ratioAbove, ratio * bytes))

export function whole(gzip: GzipState, bytes: Buffer, compressedBytes: number, problem: string | null): SourceContent {
  const sha256 = sha256Of(bytes)
  return { gzip, bytes, sha256, readSha256: sha256, compressedBytes, problem }
}

/** Of whole gzip members one behind the other. What lies behind the first is trailing data to whoever judges the file. */
export function inMembers(members: readonly Buffer[], compressedBytes: number): SourceContent {
  const first = whole('trailing-data', members[0]!, compressedBytes, null)
  const bytes = Buffer.concat(members)
  return { ...first, bytes, readSha256: sha256Of(bytes), members: members.length }
}

/** Of a source that is not all there: what could be saved of it. */
export function saved(gzip: GzipState, bytes: Buffer, compressedBytes: number, problem: string): SourceContent {
  const readSha256 = bytes.length === 0 ? null : sha256Of(bytes)
  return { ...failed(gzip, compressedBytes, problem), bytes, readSha256 }
}

const nothing = Buffer.alloc(0)

export function failed(gzip: GzipState, compressedBytes: number, problem: string): SourceContent {
  return { gzip, bytes: nothing, sha256: null, readSha256: null, compressedBytes, problem }
}

export const tooLarge = (compressedBytes: number, { ceiling }: ReadLimits): SourceContent =>
  failed('too-large', compressedBytes, `It is larger than the limit of ${ceiling} bytes and was not read.`)

/** `most`: where inflating it ended. */
export function inflatesTooFar(compressedBytes: number, most: number, limits: ReadLimits): SourceContent {
  if (most === limits.ceiling) return tooLarge(compressedBytes, limits)
  const problem = `It inflates to more than ${limits.ratio} times its size and was given up on at ${most} bytes.`
  return failed('ratio-too-high', compressedBytes, problem)
}

const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
