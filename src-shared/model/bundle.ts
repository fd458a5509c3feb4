/** Who signed a bundle, as its certificate says. */
export interface BundleSigned {
  readonly subject: string
  /** SHA-256 of the certificate, hex. */
  readonly fingerprint: string
  readonly validFrom: string
  readonly validTo: string
  /** By the signer's clock, ISO 8601; null where it is not told. */
  readonly signedAt: string | null
}

/** A timestamp of the signature (RFC 3161), as far as it was checked: not who issued the certificate. */
interface BundleTimestamp {
  /** ISO 8601, UTC, by the clock of the authority. */
  readonly at: string
  /** Of the authority's certificate. */
  readonly subject: string
  /** SHA-256 of that certificate, hex. */
  readonly fingerprint: string
}

/** What verifying a bundle came to. */
export interface BundleVerified {
  /** Each a sentence behind the name of a member. */
  readonly problems: readonly { readonly member: string; readonly sentence: string }[]
  readonly members: number
  /** Null where the manifest is not signed, or its signature cannot be read. */
  readonly signer: BundleSigned | null
  /** Null where there is none, or where it cannot be read. */
  readonly timestamp: BundleTimestamp | null
  readonly records: number
  readonly provenRecords: number
  readonly logs: number
  readonly provenLogs: number
  /** Fingerprints of the keys of CloudTrail that prove something. */
  readonly keys: readonly string[]
}
