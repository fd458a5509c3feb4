import { formatCount, formatCounted, sumOf } from '../base/count.ts'
import { formatUtc } from '../base/time.ts'
import type { AbsenceCounts } from '../model/explanation.ts'
import type { Doubt, DoubtCode, IntegrityCounts, IntegrityReport, KeyTrust, TrustedKey } from '../model/integrity.ts'
import { countSigned, type SignedResults } from '../model/signed-results.ts'

/** Where a comparison with AWS can be trusted. */
export const howToCompareKeys =
  'Whoever can forge the key list can forge the trail: compare each fingerprint with what `aws cloudtrail list-public-keys` prints for the Region and time, asked from an account and a machine you trust.'

export const consistentOnly = 'consistent with keys that came with the evidence'

interface DoubtWords {
  /** What was seen, a sentence. */
  readonly sentence: string
  /** Two files cannot both be as CloudTrail delivered them, or one is not what another states. */
  readonly isContradiction: boolean
}

const doubt = (sentence: string): DoubtWords => ({ sentence, isContradiction: false })
const contradiction = (sentence: string): DoubtWords => ({ sentence, isContradiction: true })

/** Each keeps a report from being called proven; the compiler asks for a line whenever one is added. */
export const doubtWords: Readonly<Record<DoubtCode, DoubtWords>> = {
  'keys-from-evidence': doubt(`What is proven is only ${consistentOnly}: compare their fingerprints with AWS.`),
  'key-out-of-time': doubt('A key signed when it is not listed as valid.'),
  'key-validity-unknown': doubt(
    'A key list does not state readably when a key is valid: whether it was when it signed is not known.',
  ),
  'key-validity-contradicts': doubt(
    'Key lists state different validities of one key: only the time that all of them allow is taken.',
  ),
  'digests-overlap': contradiction('Digests cover the same time.'),
  'unlinked-digest': contradiction('No other digest links to this one, though a newer one is there.'),
  'chain-fork': contradiction('More than one digest claims to follow the same digest.'),
  'time-hole': doubt('Digests that must have existed are missing or unreadable.'),
  'two-digests': contradiction('Digests of one place have different content: a trail has one digest for each hour.'),
  'two-log-files': contradiction('Log files of one name have different content.'),
  'listings-differ': contradiction('Digests state different hashes of one log file.'),
  'log-differs': contradiction('A log file has another hash than a digest states, and that digest is not proven.'),
  'link-differs': contradiction('A digest that is not proven states another hash for the digest before it.'),
  'not-as-fetched': contradiction(
    'The manifest of an acquisition states another hash of a file: one of the two was altered.',
  ),
  'fetched-and-gone': doubt(
    'The manifest of an acquisition says that digests or log files were fetched which are no longer there: they were taken away since.',
  ),
  'not-read': doubt('Files or folders could not be read: nothing is known of what they hold.'),
  'results-not-proven': doubt('A sign file of query results cannot be checked: its results are not proven.'),
  'altered-outside-range': doubt('Outside of the range that was asked for, files are invalid or moved.'),
}

export const contradicts = (doubts: readonly Pick<Doubt, 'code'>[]): boolean =>
  doubts.some(({ code }) => doubtWords[code].isContradiction)

export const restsOnEvidence = (doubts: readonly Pick<Doubt, 'code'>[]): boolean =>
  doubts.some(({ code }) => code === 'keys-from-evidence')

/** What a file is that proofs hold for: never `proven` where nobody vouches for the keys. */
export const provenWord = (doubts: readonly Pick<Doubt, 'code'>[]): string =>
  restsOnEvidence(doubts) ? consistentOnly : 'proven'

/** What a report comes to, in one or several sentences; never more than its outcome. */
export function conclusionOf(
  report: Pick<IntegrityReport, 'counts' | 'doubts' | 'outcome' | 'outside' | 'results'>,
  { gap: gaps }: AbsenceCounts,
): string {
  const { doubts, outcome, outside } = report
  return [
    ...(outcome === 'bad' ? ['Something is invalid, moved or missing.'] : []),
    ...(contradicts(doubts) ? ['Files contradict each other: which of them is genuine is not known.'] : []),
    ...provenSentences(report),
    ...(gaps === 0 ? [] : [`${formatCounted(gaps, 'gap')}: ${gapMeans}`]),
    ...(outside === null ? [] : [outsideSentence(outside)]),
  ].join(' ')
}

/** Of digests that say of themselves that the chain starts anew. */
export const gapMeans =
  'either nothing was delivered (logging or validation was off), or it was deleted: digests cannot tell which.'

function provenSentences({
  counts,
  doubts,
  outcome,
  outside,
  results,
}: Parameters<typeof conclusionOf>[0]): readonly string[] {
  const rest = restsOnEvidence(doubts) ? [doubtWords['keys-from-evidence'].sentence] : []
  if (outcome === 'bad') return rest
  if (!isAllVerified(counts, results))
    return [...rest, 'Not everything is proven: what is not proven may have been altered.']
  if (outcome !== 'proven' && rest.length === 0)
    return ['Everything that was read has a proof, but that is in doubt: see the warnings above.']
  const whole = outside === null ? 'that was read' : 'in the range that was asked for'
  const by =
    outcome === 'proven' ? 'proven by the keys below' : `${consistentOnly}: compare their fingerprints with AWS`
  return [
    ...(filesIn(counts) === 0 ? [] : [`Every digest and log file ${whole} is ${by}.`]),
    ...(results.length === 0 ? [] : [`Every query result that a sign file names is ${by}.`, resultsAreDelivered]),
  ]
}

/** What a proven result is, and what nothing proves. */
const resultsAreDelivered =
  'Query results are then what CloudTrail Lake delivered; whether they hold all events, nobody signed.'

const filesIn = ({ digests, logs }: IntegrityCounts): number => sumOf(digests) + sumOf(logs)

function isAllVerified(counts: IntegrityCounts, results: readonly SignedResults[]): boolean {
  const { digests, logs, otherFiles } = counts
  const signed = countSigned(results)
  const all = filesIn(counts) + otherFiles.otherForms + sumOf(signed)
  return all > 0 && digests.verified + logs.verified + signed.verified === all
}

function outsideSentence({ digests, logs }: IntegrityCounts): string {
  const read = sumOf(digests) + sumOf(logs)
  const unproven = read - digests.verified - logs.verified
  if (unproven === 0) return 'What was read outside of the range is proven, too.'
  return `Outside of the range, ${formatCount(unproven)} of ${formatCounted(read, 'file')} that ${read === 1 ? 'was' : 'were'} read ${unproven === 1 ? 'is' : 'are'} not proven.`
}

/** Behind a key: who vouches for it. */
export const trustWords: Readonly<Record<KeyTrust, string>> = {
  given: 'given apart from the evidence',
  accepted: 'found in the evidence, trusted as you asked',
  confirmed: 'found in the evidence, fingerprint compared with AWS by you',
  'from-evidence': 'found in the evidence, not compared with AWS',
  'not-used': 'found in the evidence, not used: other keys were given',
}

/** What is wrong with what is said about a key, each a sentence. */
export function keyWarnings({ defects, validFrom, validUntil, outOfTime }: TrustedKey): readonly string[] {
  const [from, until] = [validFrom, validUntil].map((time) => (time === null ? 'unknown' : formatUtc(time)))
  const late =
    outOfTime === null
      ? []
      : [
          `It is listed as valid from ${from} to ${until}, but signed ${formatCounted(outOfTime.total, 'digest')} of ${formatUtc(outOfTime.from)} to ${formatUtc(outOfTime.until)}.`,
        ]
  return [...defects.map((defect) => defectWords[defect]), ...late]
}

export const defectWords: Readonly<Record<TrustedKey['defects'][number], string>> = {
  'validity-unreadable': 'A key list states a validity of it that cannot be read as a time.',
  'validity-not-stated': 'A key list does not state from when until when it is valid.',
  'validity-contradicts':
    'What key lists state of its validity differs or contradicts itself: only the time that all allow counts.',
}

/** Where the user says whether fingerprints were compared. */
export const confirmWords = {
  confirm: 'I have compared these fingerprints with AWS',
  told: 'You have compared fingerprints of this case with AWS. That is remembered for every case.',
  takeBack: 'Take that back',
} as const
