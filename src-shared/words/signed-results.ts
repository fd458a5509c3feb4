import { formatCounted } from '../base/count.ts'
import type { ResultSignature, SignedFileStatus, SignedResults } from '../model/signed-results.ts'
import { countSigned } from '../model/signed-results.ts'

/** What a good signature shows, and what it does not. */
export const signedResultsMean =
  'A proven result file is as CloudTrail Lake wrote it, byte for byte. That does not show that the query asked for every event, nor that the event data store held every event. Names of files, Region and time in a sign file are not signed.'

/** Of a sign file, a sentence. */
export const signatureWords: Readonly<Record<ResultSignature, string>> = {
  good: 'Its signature verifies.',
  bad: 'Its signature does not fit the hashes that it states.',
  'public-key-not-found': 'The public key that it names is not among the keys.',
  'bad-format': 'It cannot be read as a sign file.',
}

/** Of a file that a sign file names, a part of a sentence. */
export const signedFileWords: Readonly<Record<SignedFileStatus, string>> = {
  verified: 'proven: it has the hash that is signed',
  invalid: 'invalid: it has another hash than the one that is signed',
  missing: 'missing: no file has the hash or the name that is stated',
  unverified: 'not proven: the signature does not verify or was not checked',
}

/** `3 of 4 files of query results are proven.` Null where there are no sign files. */
export function signedResultsSentence(results: readonly SignedResults[]): string | null {
  if (results.length === 0) return null
  const { verified, invalid, missing, unverified } = countSigned(results)
  const all = verified + invalid + missing + unverified
  return `${verified} of ${formatCounted(all, 'file')} of CloudTrail Lake query results ${verified === 1 ? 'is' : 'are'} proven.`
}
