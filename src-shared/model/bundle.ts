interface BundleIssuer {
  readonly subject: string
  /** SHA-256 of the certificate, hex. */
  readonly fingerprint: string
}

/** Who issued a certificate, as far as the certificates in the bundle tell: whether they are trusted is not shown. */
interface BundleTraced {
  /** From the one that issued it upwards, each of which signs the one below. */
  readonly issuers: readonly BundleIssuer[]
  /** The last of all, where it signs itself; without issuers it is the certificate. Null where the trace ends before. */
  readonly root: BundleIssuer | null
  /** The name of the issuer whose certificate is not there; null where there is a root. */
  readonly lacks: string | null
}

/** Who signed a bundle, as its certificate says. */
export interface BundleSigned extends BundleTraced {
  readonly subject: string
  /** SHA-256 of the certificate, hex. */
  readonly fingerprint: string
  readonly validFrom: string
  readonly validTo: string
  /** By the signer's clock, ISO 8601; null where it is not told. */
  readonly signedAt: string | null
}

/** A timestamp of the signature (RFC 3161), as far as it was checked: not whether the authority is trusted. */
interface BundleTimestamp extends BundleTraced {
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
