import type { FileKind } from '../../../src-shared/model/event.ts'
import type { InTheWay, IntegrityProblem, KeyTrust, ObjectUri } from '../../../src-shared/model/integrity.ts'
import type { AskedRange } from '../../../src-shared/model/verification.ts'
import type { GzipState } from '../../files/gzip-state.ts'
import type { FileNameParts } from '../../formats/file-name.ts'
import type { Digest } from '../../formats/parse/digest.ts'
import type { PublicKey } from '../../formats/parse/key-list.ts'
import type { SignedEvidence } from './signed.ts'

/** Everything a verdict rests on, as plain data. Every file was read once before; nothing here reads a disk. */
export interface Evidence {
  readonly digests: readonly DigestFile[]
  readonly logs: readonly LogFile[]
  /** What lies where digests name something and is not that. */
  readonly inTheWay: ReadonlyMap<ObjectUri, InTheWay>
  /** As the key lists hold them: a key may be there more than once. */
  readonly keys: readonly RootKey[]
  readonly signed: SignedEvidence
  /** Facts about the evidence that are no verdicts: refused keys, odd fields, sidecars of no digest. */
  readonly problems: readonly IntegrityProblem[]
  /** Limits what is reported, not what is used to prove it. */
  readonly range?: AskedRange
}

/** A public key with who vouches for it. */
export interface RootKey extends PublicKey {
  readonly trust: KeyTrust
}

export interface EvidenceFile {
  readonly path: string
  /** Its name in the report, unlike any other's: its place in S3, or `file:…` where that is unknown or taken. */
  readonly uri: ObjectUri
  /** Where it lies in S3 as the folder's tree tells, or which log file it is by its hash; null where nothing tells. */
  readonly place: ObjectUri | null
  /** Another file of the case has the same place and its name in the report. */
  readonly isCopy: boolean
  /** That other file has the same content. */
  readonly repeats: boolean
  /** Lower-case hex SHA-256 over the inflated bytes; null where they are not all there. */
  readonly sha256: string | null
  readonly gzip: GzipState
  /** Its text lies in the file as UTF-16. */
  readonly isUtf16?: boolean
  /** What its name tells; null where it is no name that CloudTrail gives. */
  readonly named: FileNameParts | null
}

/** False where a limit or the operating system kept it from being read: then nothing is known of its content. */
export const wasRead = ({ gzip }: Pick<EvidenceFile, 'gzip'>): boolean =>
  gzip !== 'too-large' && gzip !== 'ratio-too-high' && gzip !== 'unreadable'

export interface DigestFile extends EvidenceFile {
  /** Null where it cannot be read as a digest. */
  readonly digest: Digest | null
  readonly sidecars: readonly Sidecar[]
  /** Why it is not known whether its extended attributes hold its signature, a sentence; null where it is known. */
  readonly unknownAttributes: string | null
}

export interface LogFile extends EvidenceFile {
  /** What it is by its content: another thing may lie in a log file's place. */
  readonly kind: FileKind
  /** Where it lies, if only its hash tells which log file it is: then it was renamed or moved. Else null. */
  readonly liesAt: ObjectUri | null
}

/** What was kept of a digest's S3 object metadata. */
export interface Sidecar {
  /** The file that holds it: the digest itself, where it is in the digest's extended attributes. */
  readonly path: string
  readonly isAttribute: boolean
  readonly signature: string | null
  readonly backfillTimestamp: string | null
}
