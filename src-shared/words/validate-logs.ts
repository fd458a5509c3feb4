import type { DigestDoubt, DigestFault, LogFault, Where } from '../model/integrity.ts'

// The words of `aws cloudtrail validate-logs` where it says the same (AWS CLI reference), each the end of a line.

export const unprovenDigest: Readonly<Record<DigestDoubt, string>> = {
  'no-signature': 'no signature is at hand, neither beside it nor in a next digest',
  'public-key-not-found': 'public key not found in the key lists given',
  'signature-fails-but-comes-from-an-unproven-digest':
    'the signature in the next digest does not verify, and that digest is not proven itself',
  'too-many-signatures':
    'there are so many different signatures for it that only the likeliest were checked, and they do not verify',
  'not-read': 'it could not be read',
}

/** Null where the key is named: `keyNotFound`. */
export const invalidDigest: Readonly<Record<DigestFault, string | null>> = {
  'bad-signature': 'signature verification failed',
  'bad-format': 'invalid format',
  moved: 'has been moved from its original location',
  'link-hash-mismatch': 'a proven later digest states another hash for it',
  'trailing-data': 'unexpected data after end of compressed stream',
  'public-key-not-found': null,
}

export const keyNotFound = (region: string | null, fingerprint: string | null): string =>
  `public key not found in region ${region ?? 'unknown'} for fingerprint ${fingerprint ?? 'unknown'}`

export const invalidLog: Readonly<Record<LogFault, string>> = {
  'hash-mismatch': "hash value doesn't match",
  'bad-gzip': 'invalid format\t(its gzip data is broken)',
  truncated: "hash value doesn't match\t(its gzip data is cut off)",
  'trailing-data': 'unexpected data after end of compressed stream',
}

/** Where a log file lies in time that no digest lists. */
export const uncoveredPlaces: Readonly<Record<Where, string>> = {
  'in-a-gap': 'delivered in a gap of the chain',
  'digest-missing-or-unreadable': 'the digest of that time is missing or unreadable',
  'inside-a-digest-window': 'not listed by the digests of that time',
  'after-newest-digest': 'delivered after the newest digest',
  'before-oldest-digest': 'delivered before the oldest digest',
  'no-chain': 'there is no chain of digests for that account and Region',
  'no-log-file': 'it holds events in another form than log files, which alone digests list',
  'signed-query-result': 'digests list no query results of CloudTrail Lake; its sign file tells of it',
  'time-unknown': 'its name tells neither account nor Region nor time of delivery',
}
