import { createHash } from 'node:crypto'
import type { Caller, FetchEnding, FetchTroubleCode } from '../../src-shared/model/acquisition.ts'

/** The name of the manifest, in the folder of the acquisition. */
export const manifestName = 'acquisition.jsonl'

/** Below the folder of the acquisition, where what comes lies until it is whole. It goes when a run ends by itself. */
export const partialName = '.partial'
export const partialEnding = '.part'
/** `name`: below the folder of the manifest. */
export const isUnfinished = (name: string): boolean => name.startsWith(`${partialName}/`)

/**
 * A line of the manifest of an acquisition. Each holds the SHA-256 of the line before, so that a line that was changed,
 * added or taken out breaks the chain. Times are ISO 8601 in UTC.
 */
export type ManifestLine = RunLine | ObjectLine | DeletionLine | KeysLine | TroubleLine | EndLine

/** Every run begins with one: the first makes the manifest. */
export interface RunLine {
  readonly type: 'run'
  readonly manifest: 'trailproof-acquisition'
  readonly manifestVersion: 1
  readonly time: string
  readonly producedBy: string
  readonly caller: Caller | null
  readonly bucket: string
  readonly bucketRegion: string
  readonly endpoint: string | null
  readonly prefix: string
  readonly arguments: readonly string[]
  /** Bytes of a line that an earlier run could not finish, which were cut off. */
  readonly cutBytes: number
}

export interface ObjectLine {
  readonly type: 'object'
  readonly time: string
  readonly bucket: string
  readonly key: string
  /** As S3 gave it with the object; null where the bucket keeps no versions. */
  readonly versionId: string | null
  readonly isCurrent: boolean
  readonly etag: string
  readonly lastModified: string
  readonly size: number
  /** Of the bytes, as they came. */
  readonly sha256: string
  /** Of what they inflate to, which is what digests state; null where they do not inflate whole. */
  readonly contentSha256: string | null
  /** Path below the folder of the manifest, with `/`. */
  readonly file: string
  /** Of the object's metadata, which lies beside it under `<file>.metadata.json`; null where none was kept. */
  readonly metadataSha256: string | null
}

/** A delete marker of a versioned bucket. */
export interface DeletionLine {
  readonly type: 'deletion'
  readonly time: string
  readonly bucket: string
  readonly key: string
  readonly versionId: string
  readonly deletedAt: string
}

export interface KeysLine {
  readonly type: 'keys'
  readonly time: string
  readonly region: string
  readonly from: string
  readonly until: string
  readonly keys: number
  readonly sha256: string
  readonly file: string
}

export interface TroubleLine {
  readonly type: 'trouble'
  readonly time: string
  readonly code: FetchTroubleCode
  readonly subject: string
  readonly sentence: string
}

export interface EndLine {
  readonly type: 'end'
  readonly time: string
  readonly ending: FetchEnding
  readonly objects: number
  readonly bytes: number
  readonly troubles: number
  readonly requests: Readonly<Record<string, number>>
  readonly notes: readonly string[]
}

/** What the first line refers to, as there is none before it. */
const beforeFirst = '0'.repeat(64)

/** Goes from line to line of a manifest, writing or reading. */
export class ManifestChain {
  #last = beforeFirst

  /** The text of the next line. It is the next only when it is `appended`. */
  next(line: ManifestLine): string {
    return JSON.stringify({ previous: this.#last, ...line })
  }

  appended(text: string): void {
    this.#last = sha256(text)
  }

  /** The line that a text is; null where it does not follow the one before. Lines behind it are checked against it. */
  check(text: string): ManifestLine | null {
    const line = parsed(text)
    const follows = line?.previous === this.#last
    this.appended(text)
    return follows && typeof line.type === 'string' ? (line as unknown as ManifestLine) : null
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

function parsed(text: string): { readonly previous?: unknown; readonly type?: unknown } | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' ? value : null
  } catch {
    return null
  }
}
