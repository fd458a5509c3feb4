import { formatCounted } from '../../../src-shared/base/count.ts'
import { dayMs, formatUtc, minuteMs, type UtcMs } from '../../../src-shared/base/time.ts'
import { partsOf } from '../../../src-shared/filter/asks.ts'
import { type Condition, isCondition } from '../../../src-shared/filter/model.ts'
import { failedCalls } from '../../columns/failed-calls.ts'
import type { FlagData } from '../../columns/snapshot.ts'
import { textColumn, timesOf } from '../columns.ts'
import { filterOf } from '../conditions.ts'
import { isAddress } from '../network.ts'
import { trustIn } from '../trusted.ts'
import type { DetectionCase, Hit } from './rule.ts'
import { listed } from './words.ts'

/** A week has all that is done on weekdays and on weekends. After less history too much is new. */
const leastHistory = 7 * dayMs
/** Events with values of the kind. After fewer of them too much is new. */
const leastEvents = 100

interface Kind {
  /** Per row an index into `names`. */
  readonly codes: ArrayLike<number>
  readonly names: readonly string[]
  /** Whether the rule considers a value. */
  readonly fits: (code: number) => boolean
  /** Conditions that select the events with these values. */
  readonly conditionsOf: (codes: readonly number[]) => readonly Condition[]
  /** What such a value is called in a sentence: one, and several. */
  readonly nouns: readonly [one: string, several: string]
}

/** Values that one principal first brought within one minute: a call to all Regions is one act. */
interface Act {
  readonly principal: number
  readonly values: number[]
}

/** What tells which values are known. */
interface Learned {
  readonly until: UtcMs
  /** Whether an event up to then tells it. */
  readonly has: (row: number) => boolean
  readonly isUsualUnverified: boolean
}

/**
 * Values that first occur after the learning period: a week, or the first fifth of the baseline when that is longer, and a
 * number of events. The rule does not know what happened before the case. Events outside of the baseline make no value
 * known, whenever they claim to be.
 */
function firstSeen(opened: DetectionCase, kind: Kind): Hit[] {
  const { names, fits, conditionsOf, nouns } = kind
  const learned = learnedFrom(opened, kind)
  if (learned === null) return []
  const { snapshot, principals } = opened
  const seen = seenAfter(snapshot, learned, kind)
  const acts = new Map<string, Act>()
  for (const code of names.keys()) {
    if (seen.known[code] === 1 || seen.events[code] === 0 || !fits(code)) continue
    const principal = principals.codes[seen.firstRows[code]!]!
    const key = `${principal} ${Math.floor(seen.firstOf(code) / minuteMs)}`
    const act = acts.get(key) ?? { principal, values: [] }
    acts.set(key, act)
    act.values.push(code)
  }
  return [...acts.values()].map(({ principal, values }): Hit => {
    const subject = listed(values.map((code) => names[code]!))
    const first = Math.min(...values.map(seen.firstOf)) as UtcMs
    const last = Math.max(...values.map((code) => seen.lasts[code]!)) as UtcMs
    const all = values.reduce((sum, code) => sum + seen.events[code]!, 0)
    const isClaimedEarlier = values.some((code) => seen.claimed[code] === 1)
    return {
      subject,
      events: all,
      firstSeen: first,
      lastSeen: last,
      sentence:
        `${values.length === 1 ? `${nouns[0]} ${subject} is` : `${nouns[1]} ${subject} are`} in ` +
        `${formatCounted(all, 'event')}, the first at ${formatUtc(first)}${by(principals.names[principal]!, subject)}, ` +
        `and in none before ${formatUtc(learned.until)}${isClaimedEarlier ? ' but of log files that are not verified' : ''}.`,
      filter: filterOf(isClaimedEarlier ? [first, last] : null, conditionsOf(values)),
      ...(learned.isUsualUnverified ? { isUsualUnverified: true } : {}),
    }
  })
}

const by = (principal: string, subject: string): string => (principal === subject ? '' : ` by ${principal}`)

/** Per value: whether it is known, and what there is of it after the learning period. */
function seenAfter(snapshot: DetectionCase['snapshot'], { until, has }: Learned, { codes, names }: Kind) {
  const { times, timed } = timesOf(snapshot)
  const known = new Uint8Array(names.length)
  /** Whether an event outside of the baseline has it earlier, or at no known time. */
  const claimed = new Uint8Array(names.length)
  const events = new Uint32Array(names.length)
  const firstRows = new Uint32Array(names.length)
  const lasts = new Float64Array(names.length)
  for (let row = 0; row < snapshot.events; row++) {
    const code = codes[row]!
    // An event without a time may be older than all others, so its value does not count as new.
    if (row >= timed || times[row]! <= until) {
      if (has(row)) known[code] = 1
      else claimed[code] = 1
      continue
    }
    if (events[code]!++ === 0) firstRows[code] = row
    lasts[code] = times[row]!
  }
  return { known, claimed, events, firstRows, lasts, firstOf: (code: number) => times[firstRows[code]!]! }
}

/** Null where the case is too short to learn from, or has too few events with such values. */
function learnedFrom({ snapshot, baseline }: DetectionCase, kind: Kind): Learned | null {
  const ofBaseline = (row: number) => baseline.has(row)
  const until = endOfLearning(snapshot, kind, ofBaseline)
  if (until !== null) return { until, has: ofBaseline, isUsualUnverified: false }
  const ofUnaltered = (row: number) => baseline.hasUnaltered(row)
  const unverified = baseline.isMixed ? endOfLearning(snapshot, kind, ofUnaltered) : null
  return unverified === null ? null : { until: unverified, has: ofUnaltered, isUsualUnverified: true }
}

function endOfLearning(
  snapshot: DetectionCase['snapshot'],
  { codes, names, fits }: Kind,
  has: Learned['has'],
): UtcMs | null {
  const { times, timed } = timesOf(snapshot)
  let learning = 0
  for (let row = 0; row < timed; row++) if (has(row)) learning++
  if (learning === 0) return null
  // Some records claim to be of 1970 or of 9999: the case is as long as all but the first and the last hundredth of it.
  const edge = Math.floor(learning / 100)
  let [first, last] = [0, timed - 1]
  for (let left = edge; !has(first) || left-- > 0; ) first++
  for (let left = edge; !has(last) || left-- > 0; ) last--
  const begin = times[first]!
  const length = times[last]! - begin
  if (length < leastHistory) return null
  const fitting = names.map((_, code) => fits(code))
  let seen = 0
  for (let row = 0; row < timed; row++)
    if (has(row) && fitting[codes[row]!] && ++seen === leastEvents)
      return Math.max(times[row]!, Math.floor(begin + Math.max(leastHistory, length / 5))) as UtcMs
  return null
}

function kindOf(
  opened: DetectionCase,
  column: 'sourceIPAddress' | 'awsRegion' | 'accessKeyId',
  nouns: Kind['nouns'],
  fits: (value: string) => boolean,
): Kind {
  const { codes, dictionary } = textColumn(opened.snapshot, column)
  return {
    codes,
    names: dictionary,
    fits: (code) => code !== 0 && fits(dictionary[code]!),
    conditionsOf: (values) => [{ column, operator: 'is', values: values.map((code) => dictionary[code]!) }],
    nouns,
  }
}

export const firstSeenAddresses = (opened: DetectionCase): Hit[] =>
  firstSeen(opened, kindOf(opened, 'sourceIPAddress', ['The address', 'The addresses'], isUntrusted(opened)))

const isUntrusted = ({ snapshot }: DetectionCase) => {
  const isTrusted = trustIn(snapshot)
  return (address: string) => isAddress(address) && !isTrusted(address)
}

/** Reading an unused Region is what consoles and inventories do: it is less grave than changing something there. */
export function firstSeenRegions(opened: DetectionCase): Hit[] {
  const kind = kindOf(opened, 'awsRegion', ['The Region', 'The Regions'], () => true)
  const written = writtenRegions(opened, kind)
  return firstSeen(opened, kind).map((hit) => {
    const wasWritten = valuesOf(hit).filter((region) => written.has(region))
    return wasWritten.length === 0
      ? { ...hit, severity: 'low', sentence: `${hit.sentence} No call changed anything there.` }
      : { ...hit, sentence: `${hit.sentence} Calls changed something in ${listed(wasWritten)}.` }
  })
}

const valuesOf = ({ filter }: Hit): readonly string[] => partsOf(filter).filter(isCondition)[0]?.values ?? []

/** Regions in which a call that does not only read succeeded. */
function writtenRegions({ snapshot }: DetectionCase, { codes, names }: Kind): ReadonlySet<string> {
  const isFailed = failedCalls(snapshot)
  const readOnly = (snapshot.columns.readOnly as FlagData).values
  const written = new Set<number>()
  for (let row = 0; row < snapshot.events; row++)
    if (readOnly[row] !== 2 && isFailed[row] !== 2) written.add(codes[row]!)
  return new Set([...written].map((code) => names[code]!))
}

/** Keys that begin with AKIA are long-term ones: IAM user guide, "IAM identifiers: unique ID prefixes". */
export const firstSeenAccessKeys = (opened: DetectionCase): Hit[] => {
  const issued = new Set(textColumn(opened.snapshot, 'issuedAccessKeyId').dictionary)
  const kind = kindOf(opened, 'accessKeyId', ['The access key', 'The access keys'], (key) => key.startsWith('AKIA'))
  return firstSeen(opened, kind).map((hit) => {
    const keys = valuesOf(hit)
    const made = keys.filter((key) => issued.has(key))
    const whether =
      keys.length === 1 ? `is ${made.length === 1 ? '' : 'not '}in the case` : `is in the case for ${listed(made)}`
    return { ...hit, sentence: `${hit.sentence} The call that created it ${whether}.` }
  })
}

/** AWS services are left out: which service acts depends on the workload, not on an intruder. */
export function firstSeenPrincipals(opened: DetectionCase): Hit[] {
  const { codes, names, conditions } = opened.principals
  return firstSeen(opened, {
    codes,
    names,
    fits: (code) => code !== 0 && conditions[code]!.at(-1)!.column !== 'invokedBy',
    // Each principal brings itself, so that an act has one.
    conditionsOf: ([code]) => conditions[code!]!,
    nouns: ['The principal', 'The principals'],
  })
}
