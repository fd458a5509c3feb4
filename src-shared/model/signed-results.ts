/**
 * A sign file of CloudTrail Lake and the files of query results that it names. What is signed is the list of hashes alone:
 * neither the names of the files, nor the Region, nor the time (user guide, "Custom implementations of CloudTrail query
 * result file integrity validation").
 */
export interface SignedResults {
  /** Path of the sign file. */
  readonly file: string
  readonly signature: ResultSignature
  /** Null where the sign file cannot be read. */
  readonly fingerprint: string | null
  /** As written. */
  readonly region: string | null
  readonly completed: string | null
  readonly files: readonly SignedFile[]
}

export type ResultSignature = 'good' | 'bad' | 'public-key-not-found' | 'bad-format' // no sign file that can be read, or one of another algorithm

export interface SignedFile {
  readonly name: string
  /** Where it lies; null where it is missing. */
  readonly path: string | null
  readonly hash: 'matches' | 'differs' | 'missing'
}

/** `invalid`: the signature is good and the file is another, or the signature is not good. */
export type SignedFileStatus = 'verified' | 'invalid' | 'missing' | 'unverified'

/** What is proven of one file. */
export function statusOfSigned(signature: ResultSignature, { hash }: SignedFile): SignedFileStatus {
  if (hash === 'missing') return 'missing'
  if (signature !== 'good') return 'unverified'
  return hash === 'matches' ? 'verified' : 'invalid'
}

/** How many files of all results have each status. */
export function countSigned(results: readonly SignedResults[]): Readonly<Record<SignedFileStatus, number>> {
  const counts = { verified: 0, invalid: 0, missing: 0, unverified: 0 }
  for (const { signature, files } of results) for (const file of files) counts[statusOfSigned(signature, file)]++
  return counts
}
