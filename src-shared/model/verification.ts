import type { UtcMs } from '../base/time.ts'
import type { FileKind } from './event.ts'
import type { Absence } from './explanation.ts'
import type { Chain, IntegrityReport, ObjectUri } from './integrity.ts'
import type { Ledger } from './ledger.ts'
import type { NotRead } from './not-read.ts'

/** What the files of some folders prove, without their events. */
export interface Verification {
  /** Every file found; those that could not be read are of kind `other`. */
  readonly files: readonly {
    readonly path: string
    readonly kind: FileKind
    /** Of the inflated bytes, hex; null where it could not be inflated. */
    readonly sha256: string | null
  }[]
  /** Files and folders that were not read whole. Records are not read: what they hold is not told. */
  readonly notRead: NotRead
  readonly report: IntegrityReport
  readonly ledger: Ledger
  /** Everything missing or invalid. */
  readonly absences: readonly Absence[]
  readonly fetches: readonly FetchCommand[]
  readonly namedKeys: () => ReadonlyMap<ObjectUri, NamedKey>
  /** Newest first, missing ones included. Digests whose names tell no chain are in none. */
  readonly digestsByChain: () => ReadonlyMap<Chain, readonly ObjectUri[]>
}

/** Which public key a digest says it is signed with. */
export interface NamedKey {
  /** Null where the digest cannot be read. */
  readonly fingerprint: string | null
  /** The Region whose key list holds it; null where the digest's name does not tell. */
  readonly region: string | null
}

/** One command, as it is typed in two shells. */
export interface ShellCommand {
  /** For bash and what understands it. */
  readonly command: string
  readonly powershell: string
}

/** A command that would fetch what is missing to prove more. */
export interface FetchCommand extends ShellCommand {
  /** What it fetches, a sentence. */
  readonly why: string
  readonly objects: readonly ObjectUri[]
}

/** What of the opened paths vouches for keys. All paths are absolute. */
export interface TrustGiven {
  /** Everything that was opened, key lists included. */
  readonly paths: readonly string[]
  /** Key lists that were given apart from the evidence: with any of them, no other key proves. */
  readonly keyPaths: readonly string[]
  /** The user trusts keys found in the evidence without having compared them. */
  readonly acceptsEvidence: boolean
}

/** No key list was given apart from the evidence. */
export const onlyEvidence: TrustGiven = { paths: [], keyPaths: [], acceptsEvidence: false }

/** Time asked for, as `validate-logs` takes it: both ends are inside; null is open. */
export interface AskedRange {
  readonly from: UtcMs | null
  readonly to: UtcMs | null
}
