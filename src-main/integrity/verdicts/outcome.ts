import { hourMs, parseIsoTime } from '../../../src-shared/base/time.ts'
import type {
  Doubt,
  IntegrityCounts,
  IntegrityReport,
  Outcome,
  TrustedKey,
} from '../../../src-shared/model/integrity.ts'
import { countSigned, type SignedResults } from '../../../src-shared/model/signed-results.ts'

/**
 * A report about nothing is not a proof of anything. A query result that its sign file proves is wanted in no digest; a
 * file of events in another form is not proven, for nothing could prove it.
 */
export function outcomeOf(
  { digests, logs, otherFiles }: IntegrityCounts,
  doubts: readonly Doubt[],
  results: readonly SignedResults[],
): Outcome {
  // The manifest is no digest, and whoever writes the folder can write it, too: but what it names is to be looked for.
  if (doubts.some(({ code }) => code === 'fetched-and-gone')) return 'bad'
  const signed = countSigned(results)
  if (digests.invalid + digests.missing + digests.moved + logs.invalid + logs.missing > 0) return 'bad'
  if (signed.invalid + signed.missing > 0 || results.some(({ signature }) => signature === 'bad')) return 'bad'
  const proven = digests.verified + logs.verified + signed.verified
  const unproven = digests.unverified + logs.unverified + logs.uncovered + otherFiles.otherForms
  return unproven > 0 || proven === 0 || doubts.length > 0 ? 'unproven' : 'proven'
}

/** Sign files that prove nothing, for want of a key or of a form that is known. */
export function unprovenResults(results: readonly SignedResults[]): Doubt[] {
  const objects = results.flatMap(({ file, signature }) =>
    signature === 'public-key-not-found' || signature === 'bad-format' ? [file] : [],
  )
  return objects.length === 0 ? [] : [{ code: 'results-not-proven', objects }]
}

/** What is in doubt about the keys that prove something. Keys that prove nothing raise none. */
export function keyDoubts(keys: readonly TrustedKey[], results: readonly SignedResults[]): Doubt[] {
  const used = keys.filter(({ proved, provedResults }) => proved + provedResults > 0)
  const doubt = (code: Doubt['code'], is: (key: TrustedKey) => boolean): Doubt[] => {
    const objects = used.filter(is).map(({ fingerprint }) => fingerprint)
    return objects.length === 0 ? [] : [{ code, objects }]
  }
  return [
    ...doubt('keys-from-evidence', ({ trust }) => trust === 'from-evidence'),
    ...doubt('key-out-of-time', (key) => key.outOfTime !== null || results.some(signedOutOfTime(key))),
    ...doubt('key-validity-unknown', ({ defects }) => defects.some((each) => each !== 'validity-contradicts')),
    ...doubt('key-validity-contradicts', ({ defects }) => defects.includes('validity-contradicts')),
  ]
}

/**
 * Whether a key signed results of a query that ended when it is not listed as valid. The time is as the sign file states
 * it, and not signed. How exactly it is to fit is taken from digests (key-validity.ts).
 */
const signedOutOfTime =
  ({ fingerprint, validFrom, validUntil }: TrustedKey) =>
  (result: SignedResults): boolean => {
    if (result.signature !== 'good' || result.fingerprint !== fingerprint) return false
    const ended = parseIsoTime(result.completed ?? '')
    if (ended === null) return false
    return (
      (validFrom !== null && ended + 2 * hourMs < validFrom) || (validUntil !== null && ended - hourMs > validUntil)
    )
  }

/** The report where the user has compared these fingerprints with AWS. No verdict changes. */
export function withConfirmed(report: IntegrityReport, fingerprints: ReadonlySet<string>): IntegrityReport {
  const keys = report.keys.map((key): TrustedKey => {
    if (key.trust !== 'from-evidence' && key.trust !== 'confirmed') return key
    return { ...key, trust: fingerprints.has(key.fingerprint) ? 'confirmed' : 'from-evidence' }
  })
  const others = report.doubts.filter(({ code }) => !isAboutKeys(code))
  const doubts = [...keyDoubts(keys, report.results), ...others]
  return { ...report, keys, doubts, outcome: outcomeOf(report.counts, doubts, report.results) }
}

const isAboutKeys = (code: Doubt['code']): boolean => code.startsWith('key')
