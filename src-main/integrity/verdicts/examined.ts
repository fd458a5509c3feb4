import type { DigestFile, Sidecar } from '../evidence/evidence.ts'

/** What could be found out about one digest before its verdict. Equal copies at one place are one digest. */
export interface Examined {
  readonly file: DigestFile
  readonly sidecars: readonly Sidecar[]
  /** Digests that name this one as their previous, each once. */
  readonly successors: readonly Examined[]
  readonly keyFound: boolean
  /** Those kept beside it and recorded by the next digests, checked with its key. */
  readonly checks: SignatureChecks
  /** True once anything shows that the content is as CloudTrail signed it. */
  proven: boolean
}

export interface SignatureChecks {
  /** Every signature that was checked. */
  readonly signatures: ReadonlyMap<string, Outcome>
  /** There are more than those. */
  readonly leftUnchecked: boolean
}

/** How one signature came out. */
export type Outcome = 'good' | 'bad'
