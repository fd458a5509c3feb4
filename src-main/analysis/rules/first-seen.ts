import { formatCounted } from '../../../src-shared/base/count.ts'
import { dayMs, formatUtc, hourMs, type UtcMs } from '../../../src-shared/base/time.ts'
import type { Condition } from '../../../src-shared/filter/model.ts'
import { textColumn, timesOf } from '../columns.ts'
import { filterOf, is } from '../conditions.ts'
import { isAddress } from '../network.ts'
import type { DetectionCase, Hit } from './rule.ts'

/** In a shorter case the learning period would be most of the case, and everything after it would be new. */
const shortestCase = 36 * hourMs

interface Values {
  /** Per row an index into `names`. */
  readonly codes: ArrayLike<number>
  readonly names: readonly string[]
  /** Whether the rule considers a value. */
  readonly fits: (code: number) => boolean
  readonly conditionsOf: (code: number) => readonly Condition[]
  /** The name of such a value in a sentence. */
  readonly noun: string
}

/**
 * Values that first occur after the learning period: the first day, or the first fifth of the case when that is longer.
 * The rule does not know what happened before the case.
 */
function firstSeen({ snapshot }: DetectionCase, { codes, names, fits, conditionsOf, noun }: Values): Hit[] {
  const { times, timed } = timesOf(snapshot)
  const length = timed === 0 ? 0 : times[timed - 1]! - times[0]!
  if (length < shortestCase) return []
  const learnedUntil = Math.floor(times[0]! + Math.max(dayMs, length / 5))
  const events = new Uint32Array(names.length)
  const firsts = new Float64Array(names.length)
  const lasts = new Float64Array(names.length)
  for (let row = 0; row < snapshot.events; row++) {
    const code = codes[row]!
    // An event without a time may be older than all others, so its value does not count as new.
    const time = row < timed ? times[row]! : Number.NEGATIVE_INFINITY
    if (events[code]!++ === 0 || row >= timed) firsts[code] = time
    lasts[code] = time
  }
  return names.flatMap((subject, code) => {
    const first = firsts[code]!
    if (events[code] === 0 || !(first > learnedUntil) || !fits(code)) return []
    const since = formatUtc(first as UtcMs)
    return {
      subject,
      events: events[code]!,
      firstSeen: first as UtcMs,
      lastSeen: lasts[code] as UtcMs,
      sentence:
        `${noun} ${subject} is in ${formatCounted(events[code]!, 'event')}, the first at ${since}, ` +
        `and in none before ${formatUtc(learnedUntil as UtcMs)}.`,
      filter: filterOf(null, conditionsOf(code)),
    }
  })
}

function firstSeenIn(
  opened: DetectionCase,
  column: 'sourceIPAddress' | 'awsRegion' | 'accessKeyId',
  noun: string,
  fits: (value: string) => boolean,
): Hit[] {
  const { codes, dictionary } = textColumn(opened.snapshot, column)
  return firstSeen(opened, {
    codes,
    names: dictionary,
    fits: (code) => code !== 0 && fits(dictionary[code]!),
    conditionsOf: (code) => [is(column, dictionary[code]!)],
    noun,
  })
}

export const firstSeenAddresses = (opened: DetectionCase): Hit[] =>
  firstSeenIn(opened, 'sourceIPAddress', 'The address', isAddress)

export const firstSeenRegions = (opened: DetectionCase): Hit[] =>
  firstSeenIn(opened, 'awsRegion', 'The Region', () => true)

/** Keys that begin with AKIA are long-term ones: IAM user guide, "IAM identifiers: unique ID prefixes". */
export const firstSeenAccessKeys = (opened: DetectionCase): Hit[] => {
  const issued = new Set(textColumn(opened.snapshot, 'issuedAccessKeyId').dictionary)
  return firstSeenIn(opened, 'accessKeyId', 'The access key', (key) => key.startsWith('AKIA')).map((hit) => ({
    ...hit,
    sentence: `${hit.sentence} The call that created it is ${issued.has(hit.subject) ? '' : 'not '}in the case.`,
  }))
}

/** AWS services are left out: which service acts depends on the workload, not on an intruder. */
export function firstSeenPrincipals(opened: DetectionCase): Hit[] {
  const { codes, names, conditions } = opened.principals
  return firstSeen(opened, {
    codes,
    names,
    fits: (code) => code !== 0 && conditions[code]!.at(-1)!.column !== 'invokedBy',
    conditionsOf: (code) => conditions[code]!,
    noun: 'The principal',
  })
}
