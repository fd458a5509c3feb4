import type { UtcMs } from '../base/time.ts'
import type { FileKind } from './event.ts'
import type { IntegrityReport, ObjectUri } from './integrity.ts'
import type { Ledger } from './ledger.ts'

/** What the files of some folders prove, without their events. */
export interface Verification {
  /** Every file found; those that could not be read are of kind `other`. */
  readonly files: readonly { readonly path: string; readonly kind: FileKind }[]
  readonly report: IntegrityReport
  readonly ledger: Ledger
  readonly fetches: readonly FetchCommand[]
  /** The fingerprint of the key that each digest names; `unknown` where the digest cannot be read. */
  readonly fingerprints: ReadonlyMap<ObjectUri, string>
}

/** A command that would fetch what is missing to prove more. */
export interface FetchCommand {
  readonly command: string
  /** What it fetches, a sentence. */
  readonly why: string
  readonly objects: readonly ObjectUri[]
}

/** Time asked for, as `validate-logs` takes it: both ends are inside; null is open. */
export interface VerifiedRange {
  readonly from: UtcMs | null
  readonly to: UtcMs | null
}
