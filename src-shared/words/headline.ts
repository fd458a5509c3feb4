import { formatCount, formatCounted, sumOf } from '../base/count.ts'
import { type AbsenceCounts, countAbsences } from '../model/explanation.ts'
import type { Doubt, IntegrityCounts, TrustedKey } from '../model/integrity.ts'
import { countSigned, type SignedResults } from '../model/signed-results.ts'
import { uncoveredTimeWords } from './absences.ts'
import { otherFilesSentences } from './other-files.ts'
import { doubtWords, provenWord } from './outcome.ts'
import { signedResultsMean } from './signed-results.ts'

type LogCounts = IntegrityCounts['logs']
type DigestCounts = IntegrityCounts['digests']

/** What counts of files do not tell. */
interface HeadlineFacts {
  readonly doubts: readonly Doubt[]
  readonly absences: AbsenceCounts
  readonly results: readonly SignedResults[]
}

const noFacts: HeadlineFacts = { doubts: [], absences: countAbsences([]), results: [] }

export interface Headline {
  /** The whole in one mark: proven only where everything is. */
  readonly mark: 'verified' | 'unverified' | 'invalid' | 'missing'
  readonly sentence: string
  /** Of files that hold events and are no log files. */
  readonly others: readonly string[]
  /** What to do, or what the sentence does not say. */
  readonly advice: string
}

const are = (count: number, words: string): readonly string[] =>
  count === 0 ? [] : [`${formatCount(count)} ${count === 1 ? 'is' : 'are'} ${words}`]

/** `1,204 of 1,210 log files are proven; 3 are invalid; 2 are missing; 1 cannot be proven.` */
export function logSentence(logs: LogCounts, proven = 'proven'): string {
  const all = sumOf(logs)
  if (logs.verified === all)
    return all === 1 ? `The one log file is ${proven}.` : `All ${formatCount(all)} log files are ${proven}.`
  if (logs.unverified === all) return `None of ${formatCounted(all, 'log file')} can be proven.`
  const first =
    logs.verified === 0
      ? `None of ${formatCounted(all, 'log file')} is proven`
      : `${formatCount(logs.verified)} of ${formatCount(all)} log files ${logs.verified === 1 ? 'is' : 'are'} ${proven}`
  const rest = [
    ...are(logs.invalid, 'invalid'),
    ...are(logs.missing, 'missing'),
    ...(logs.unverified === 0 ? [] : [`${formatCount(logs.unverified)} cannot be proven`]),
    ...are(logs.uncovered, 'in no digest'),
  ]
  return `${[first, ...rest].join('; ')}.`
}

/** `proven`: what may be said of a digest by the keys that there are. */
export function digestSentence(digests: DigestCounts, proven = 'proven'): string {
  const all = sumOf(digests)
  if (digests.verified === all)
    return all === 1 ? `The one digest is ${proven}.` : `All ${formatCount(all)} digests are ${proven}.`
  if (digests.unverified === all) return `None of ${formatCounted(all, 'digest')} can be proven.`
  const first =
    digests.verified === 0
      ? `None of ${formatCounted(all, 'digest')} is proven`
      : `${formatCount(digests.verified)} of ${formatCount(all)} digests ${digests.verified === 1 ? 'is' : 'are'} ${proven}`
  const rest = [
    ...are(digests.invalid, 'invalid'),
    ...are(digests.missing, 'missing'),
    ...(digests.moved === 0 ? [] : [`the content of ${formatCount(digests.moved)} is proven, but not its place`]),
    ...(digests.unverified === 0 ? [] : [`${formatCount(digests.unverified)} cannot be proven`]),
  ]
  return `${[first, ...rest].join('; ')}.`
}

const howToGetDigests =
  'CloudTrail writes digests when log file validation is on for the trail. They lie beside the logs in the bucket, ' +
  'under AWSLogs/<account>/CloudTrail-Digest/. Download that folder too and open both together.'
const howToGetKeys =
  'Save the output of “aws cloudtrail list-public-keys” for the Region and the time of the trail as a .json file, and ' +
  'open it together with the folder.'

/** The verdict on the case, never more than its counts say. A case that was only partly read may have no verdicts. */
export function headlineOf(
  counts: IntegrityCounts,
  keys: readonly Pick<TrustedKey, 'outOfTime'>[],
  partial: boolean,
  facts = noFacts,
): Headline {
  const others = otherFilesSentences(counts, facts)
  const hasTrail = sumOf(counts.logs) + sumOf(counts.digests) > 0
  if (!partial && !hasTrail && others.length > 0) return headlineOfOthers(counts, others, facts)
  const trail = headlineOfTrail(counts, keys, partial, facts)
  return { ...trail, mark: worseOf(trail.mark, markOfOthers(counts, facts)), others }
}

/** Of a case with neither log files nor digests. */
function headlineOfOthers(counts: IntegrityCounts, others: readonly string[], facts: HeadlineFacts): Headline {
  const [doubt] = facts.doubts
  const mark = worseOf(markOfOthers(counts, facts), doubt === undefined ? 'verified' : 'unverified')
  const aboutResults = doubt === undefined ? signedResultsMean : doubtWords[doubt.code].sentence
  const advice = facts.results.length > 0 ? aboutResults : `Digests prove log files alone. ${howToGetDigests}`
  return { mark, sentence: others.join(' '), others: [], advice }
}

function markOfOthers({ otherFiles }: IntegrityCounts, { results }: HeadlineFacts): Headline['mark'] {
  const { invalid, missing, unverified } = countSigned(results)
  if (invalid > 0 || results.some(({ signature }) => signature === 'bad')) return 'invalid'
  if (missing > 0) return 'missing'
  const isUnproven = unverified + otherFiles.otherForms > 0 || results.some(({ signature }) => signature !== 'good')
  return isUnproven ? 'unverified' : 'verified'
}

const bestFirst: readonly Headline['mark'][] = ['verified', 'unverified', 'missing', 'invalid']
const worseOf = (a: Headline['mark'], b: Headline['mark']): Headline['mark'] =>
  bestFirst.indexOf(a) < bestFirst.indexOf(b) ? b : a

function headlineOfTrail(
  { digests, logs }: IntegrityCounts,
  keys: readonly Pick<TrustedKey, 'outOfTime'>[],
  partial: boolean,
  { doubts, absences }: HeadlineFacts,
): Omit<Headline, 'others'> {
  // Digests that are only named by others are not in the folder.
  const digestsHere = sumOf(digests) - digests.missing
  if (partial && sumOf(logs) + sumOf(digests) === 0)
    return {
      mark: 'unverified',
      sentence: 'The case was only partly read, so nothing was verified.',
      advice: 'A verdict needs all digests and log files: open the folder again and let it finish.',
    }
  if (sumOf(logs) + sumOf(digests) === 0)
    return {
      mark: 'unverified',
      sentence: 'This folder holds neither log files nor digest files: nothing can be proven.',
      advice: howToGetDigests,
    }
  if (digestsHere === 0)
    return {
      mark: 'unverified',
      sentence: 'This folder holds no digest files: no log file can be proven.',
      advice: `That does not mean that anything was altered. ${howToGetDigests}`,
    }
  const sentence =
    (sumOf(logs) === 0
      ? 'There are digests, but neither they nor the folder name a log file.'
      : logSentence(logs, provenWord(doubts))) + besides(digests, absences)
  if (keys.length === 0)
    return {
      mark: worstOf(digests, logs) === 'invalid' ? 'invalid' : 'unverified',
      sentence: `There is no public key to check signatures with. ${sentence}`,
      advice: `Without AWS’s public keys no signature can be checked. ${howToGetKeys}`,
    }
  const mark = worstOf(digests, logs)
  if (keys.some(({ outOfTime }) => outOfTime !== null))
    return {
      mark: mark === 'verified' ? 'unverified' : mark,
      sentence,
      advice:
        'A public key signed digests when it is not listed as valid: compare it with AWS first, under Public keys.',
    }
  const [doubt] = doubts
  if (doubt !== undefined)
    return { mark: mark === 'verified' ? 'unverified' : mark, sentence, advice: doubtWords[doubt.code].sentence }
  return {
    mark,
    sentence,
    advice:
      'Proven means: the content is what CloudTrail signed, as far as the public keys under Public keys are AWS’s. ' +
      'It does not show that nothing was removed from the newest end: digests and logs deleted there leave no trace.',
  }
}

/** What is wrong with digests and with time, which log files do not tell. */
function besides(digests: DigestCounts, absences: AbsenceCounts): string {
  const bad = [...are(digests.invalid, 'invalid'), ...are(digests.missing, 'missing')]
  const time = uncoveredTimeWords(absences)
  return [
    ...(bad.length === 0 ? [] : [` Of ${formatCounted(sumOf(digests), 'digest')}, ${bad.join('; ')}.`]),
    ...(time.length === 0 ? [] : [` Time that no digest covers: ${time.join(', ')}.`]),
  ].join('')
}

function worstOf(digests: DigestCounts, logs: LogCounts): Headline['mark'] {
  if (logs.invalid + digests.invalid > 0) return 'invalid'
  if (logs.missing + digests.missing > 0) return 'missing'
  if (logs.unverified + logs.uncovered + digests.unverified + digests.moved > 0) return 'unverified'
  return 'verified'
}
