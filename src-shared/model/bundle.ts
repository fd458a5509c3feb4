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

/** What verifying a bundle came to. */
export interface BundleVerified {
  /** Each a sentence behind the name of a member. */
  readonly problems: readonly { readonly member: string; readonly sentence: string }[]
  readonly members: number
  /** Null where the manifest is not signed, or its signature cannot be read. */
  readonly signer: BundleSigned | null
  readonly records: number
  readonly provenRecords: number
  readonly logs: number
  readonly provenLogs: number
  /** Fingerprints of the keys of CloudTrail that prove something. */
  readonly keys: readonly string[]
}
