import type { InTheWay, IntegrityProblem, ObjectUri } from '../../../src-shared/model/integrity.ts'
import type { Digest } from '../../formats/parse/digest.ts'
import type { RootKey, Sidecar } from './evidence.ts'
import type { ParsedFile } from './parse.ts'
import type { SignedEvidence } from './signed.ts'

/** What the files say, each with its place in S3. */
export interface PlacedEvidence {
  readonly digests: readonly PlacedDigest[]
  /** A file that digests list as a log file, by place or by hash, is among them, whatever it holds. */
  readonly logs: readonly PlacedFile[]
  readonly inTheWay: ReadonlyMap<ObjectUri, InTheWay>
  readonly keys: readonly RootKey[]
  readonly signed: SignedEvidence
  readonly problems: readonly IntegrityProblem[]
}

export interface PlacedFile extends Pick<ParsedFile, 'fact' | 'named'> {
  /** Where it lies, as far as the folder's tree tells; of a log file, the place that it stands for. */
  readonly place: ObjectUri | null
  /** Where it lies, or where it says it lies if nothing tells. */
  readonly effectivePlace: ObjectUri | null
  /** A digest states just this file's hash for the effective place. */
  readonly isStated: boolean
  /** Where a log file lies that only its hash tells to stand for the place; null for all others. */
  readonly liesAt: LiesAt | null
}

export interface LiesAt {
  /** `file:` with the path below the opened folder. */
  readonly name: ObjectUri
  /** What its folder and name tell, as a place in S3. */
  readonly place: ObjectUri | null
}

export interface PlacedDigest extends PlacedFile {
  readonly digest: Digest | null
  readonly sidecars: readonly Sidecar[]
}
