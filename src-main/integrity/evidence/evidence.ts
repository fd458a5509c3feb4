import type { UtcMs } from '../../../src-shared/base/time.ts'
import type { IntegrityProblem, ObjectUri } from '../../../src-shared/model/integrity.ts'
import type { FileNameParts } from '../../formats/file-name.ts'
import type { KeyRing } from '../verdicts/key-ring.ts'

/** How a source file's bytes were found to be when it was read. */
export type GzipState =
  | 'plain' // not gzip: the bytes as they are, such as a log file unpacked by hand
  | 'whole' // one gzip member, CRC and length right
  | 'trailer-damaged' // the content is whole, but the CRC or length behind it is cut off
  | 'bad-checksum' // the compressed stream can be inflated, but the CRC or length behind it does not fit
  | 'trailing-data' // something lies behind the first gzip member; only that member was inflated and hashed
  | 'truncated' // the compressed stream ends too early
  | 'bad-gzip' // the header or the compressed stream is broken
  | 'too-large' // larger than the ceiling
  | 'ratio-too-high' // inflates to so many times its size that it looks like a bomb
  | 'empty' // no bytes at all
  | 'unreadable' // the operating system refused

/** Everything a verdict rests on. Whoever gathers it has read every file once; nothing here touches a disk. */
export interface Evidence {
  readonly digests: readonly DigestFile[]
  readonly logs: readonly LogFile[]
  readonly keys: KeyRing
  /** Facts about the evidence that are no verdicts: refused keys, odd fields, sidecars of no digest. */
  readonly problems: readonly IntegrityProblem[]
  /** Limits what is reported, not what is used to prove it. */
  readonly range?: AskedRange
}

/** Time asked for, as `validate-logs` takes it: both ends are inside. */
export interface AskedRange {
  readonly from: UtcMs
  readonly to: UtcMs
}

interface EvidenceFile {
  readonly path: string
  /** Its name in the report, unlike any other's: its place in S3, or `file:…` where that is unknown or taken. */
  readonly uri: ObjectUri
  /** Where it lies in S3 as the folder's tree tells; null where nothing tells. */
  readonly place: ObjectUri | null
  /** Another file of the case has the same place and its name in the report. */
  readonly isCopy: boolean
  /** Lower-case hex SHA-256 over the inflated bytes; null where they are not all there. */
  readonly sha256: string | null
  readonly gzip: GzipState
  /** What its name tells; null where it is no name that CloudTrail gives. */
  readonly named: FileNameParts | null
}

/** False where a limit or the operating system kept it from being read: then nothing is known of its content. */
export const wasRead = ({ gzip }: EvidenceFile): boolean =>
  gzip !== 'too-large' && gzip !== 'ratio-too-high' && gzip !== 'unreadable'

export interface DigestFile extends EvidenceFile {
  /** Null where it cannot be read as a digest. */
  readonly digest: Digest | null
  readonly sidecars: readonly Sidecar[]
  /** Why it is not known whether its extended attributes hold its signature, a sentence; null where it is known. */
  readonly unknownAttributes: string | null
}

export interface LogFile extends EvidenceFile {}

/** A digest's content, as far as verdicts need it. AWS CloudTrail user guide, "CloudTrail digest file structure". */
export interface Digest {
  readonly account: string
  readonly start: UtcMs
  readonly end: UtcMs
  /** As it stands in the file: the signature covers the text. */
  readonly endText: string
  readonly place: ObjectUri
  readonly fingerprint: string
  /** Null where the chain begins or begins anew. */
  readonly previous: PreviousDigest | null
  /** As it stands in the file, also where `previous` is null. */
  readonly previousSignature: string | null
  readonly logs: readonly LogEntry[]
}

export interface PreviousDigest {
  readonly place: ObjectUri
  /** Null where it is no SHA-256 in hex. */
  readonly hash: string | null
}

export interface LogEntry {
  readonly place: ObjectUri
  /** Null where it is no SHA-256 in hex; such an entry matches no file. */
  readonly hash: string | null
}

/** What was kept of a digest's S3 object metadata. */
export interface Sidecar {
  /** The file that holds it: the digest itself, where it is in the digest's extended attributes. */
  readonly path: string
  readonly isAttribute: boolean
  readonly signature: string | null
  readonly backfillTimestamp: string | null
}
