import { formatCount, formatCounted } from '../base/count.ts'
import type { Doubt } from '../model/integrity.ts'
import type { ResultSignature, SignedFileStatus, SignedResults } from '../model/signed-results.ts'
import { countSigned } from '../model/signed-results.ts'
import { consistentOnly, restsOnEvidence } from './outcome.ts'

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

/** `3 of 4 query results of CloudTrail Lake are proven by their sign files.` Null where there are no sign files. */
export function signedResultsSentence(
  results: readonly SignedResults[],
  doubts: readonly Pick<Doubt, 'code'>[],
): string | null {
  if (results.length === 0) return null
  const { verified, invalid, missing, unverified } = countSigned(results)
  const all = verified + invalid + missing + unverified
  const count = `${formatCount(verified)} of ${formatCounted(all, 'query result')} of CloudTrail Lake`
  const [are, their] = verified === 1 ? ['is', 'its sign file'] : ['are', 'their sign files']
  if (restsOnEvidence(doubts))
    return `${count} ${are} what ${their} ${verified === 1 ? 'states' : 'state'}, ${consistentOnly}.`
  return `${count} ${are} proven by ${their}.`
}
