import type { UtcMs } from '../base/time.ts'
import type { KeyTrust, LogVerdict, ObjectUri } from './integrity.ts'

/**
 * The proof of one event, link by link, so that each can be checked by hand with gunzip, sha256sum and openssl.
 * Its JSON form is described by resources/event-proof.schema.json.
 */

/** `unknown`: neither shown nor refuted by what is in the folder. */
export type Holds = 'holds' | 'fails' | 'unknown'

export interface EventProof {
  readonly eventID: string | null
  readonly outcome: ProofOutcome
  /** A sentence. */
  readonly conclusion: string
  /** A page of its records: the very first is the one that is shown. All hold an event with this eventID. */
  readonly copies: readonly CopyProof[]
  /** How many records lie before the page. */
  readonly copiesBefore: number
  readonly copiesTotal: number
  /** Whether the copies differ in content. */
  readonly conflicting: boolean
}

/**
 * `consistent`: every link holds, but the key came with the evidence and nobody has compared it with AWS. `disproved`:
 * the file is not what a proven digest states. `not-provable`: nothing shows it either way.
 */
export type ProofOutcome = 'proven' | 'consistent' | 'disproved' | 'not-provable'

export interface CopyProof {
  readonly outcome: ProofOutcome
  readonly conclusion: string
  /** From the record to the key; every link needs the ones behind it. */
  readonly links: readonly ProofLink[]
}

interface Link {
  readonly holds: Holds
  /** A sentence that says what was compared and how it came out. */
  readonly sentence: string
}

/** The record lies in the log file. */
export interface RecordLink extends Link {
  readonly kind: 'record'
  readonly path: string
  /** Position among the records, from 0, and whereabouts in the inflated file, bytes. */
  readonly index: number
  readonly offset: number
  readonly length: number
}

/** The log file's inflated bytes have this hash. */
export interface LogFileLink extends Link {
  readonly kind: 'log-file'
  readonly path: string
  readonly uri: ObjectUri | null
  readonly sha256: string | null
  readonly verdict: LogVerdict | null
}

/** A digest lists the log file with its hash. */
export interface DigestEntryLink extends Link {
  readonly kind: 'digest-entry'
  readonly digest: ObjectUri | null
  readonly path: string | null
  readonly place: ObjectUri | null
  readonly statedSha256: string | null
  readonly window: { readonly from: UtcMs; readonly until: UtcMs } | null
}

/** A later digest states the hash of the one before, so that its proof is proof of both. */
export interface HashLink extends Link {
  readonly kind: 'hash-link'
  readonly digest: ObjectUri
  readonly sha256: string | null
  readonly nextDigest: ObjectUri
  readonly nextPath: string
  readonly statedSha256: string | null
}

/** A signature over the digest, kept beside it or recorded by the next one. */
export interface SignatureLink extends Link {
  readonly kind: 'signature'
  readonly digest: ObjectUri | null
  readonly path: string | null
  readonly sha256: string | null
  readonly from: 'sidecar' | 'next-digest' | null
  /** The file that holds the signature. */
  readonly heldBy: string | null
  /** Hex. */
  readonly signature: string | null
  /** What is signed: four lines (user guide, "CloudTrail digest file signature structure"). */
  readonly signedText: string | null
}

/** The key is in a key list, and its fingerprint is the MD5 of its own bytes. */
export interface KeyLink extends Link {
  readonly kind: 'key'
  readonly fingerprint: string | null
  /** It may not have been valid when it signed. */
  readonly isInDoubt: boolean
  /** Who vouches for it; null for a key that is in no list. */
  readonly trust: KeyTrust | null
  readonly sources: readonly string[]
  readonly validFrom: UtcMs | null
  readonly validUntil: UtcMs | null
}

export type ProofLink = RecordLink | LogFileLink | DigestEntryLink | HashLink | SignatureLink | KeyLink
