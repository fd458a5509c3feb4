import { formatCounted } from '../../../src-shared/base/count.ts'
import { dayMs, formatUtc, minuteMs, type UtcMs } from '../../../src-shared/base/time.ts'
import { partsOf } from '../../../src-shared/filter/asks.ts'
import { type Condition, isCondition } from '../../../src-shared/filter/model.ts'
import { failedCalls } from '../../columns/failed-calls.ts'
import type { FlagData } from '../../columns/snapshot.ts'
import { textColumn, timesOf } from '../columns.ts'
import { filterOf } from '../conditions.ts'
import { isAddress } from '../network.ts'
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

/**
 * Values that first occur after the learning period: a week, or the first fifth of the case when that is longer, and a
 * number of events. The rule does not know what happened before the case.
 */
function firstSeen({ snapshot, principals }: DetectionCase, kind: Kind): Hit[] {
  const { codes, names, fits, conditionsOf, nouns } = kind
  const learnedUntil = endOfLearning(snapshot, kind)
  if (learnedUntil === null) return []
  const { times, timed } = timesOf(snapshot)
  const events = new Uint32Array(names.length)
  const firstRows = new Uint32Array(names.length)
  const lasts = new Float64Array(names.length)
  for (let row = 0; row < timed; row++) {
    const code = codes[row]!
    if (events[code]!++ === 0) firstRows[code] = row
    lasts[code] = times[row]!
  }
  // An event without a time may be older than all others, so its value does not count as new.
  for (let row = timed; row < snapshot.events; row++) events[codes[row]!] = 0
  const acts = new Map<string, Act>()
  for (const code of names.keys()) {
    const first = times[firstRows[code]!]!
    if (events[code] === 0 || first <= learnedUntil || !fits(code)) continue
    const principal = principals.codes[firstRows[code]!]!
    const key = `${principal} ${Math.floor(first / minuteMs)}`
    const act = acts.get(key) ?? { principal, values: [] }
    acts.set(key, act)
    act.values.push(code)
  }
  return [...acts.values()].map(({ principal, values }): Hit => {
    const subject = listed(values.map((code) => names[code]!))
    const first = Math.min(...values.map((code) => times[firstRows[code]!]!)) as UtcMs
    const all = values.reduce((sum, code) => sum + events[code]!, 0)
    return {
      subject,
      events: all,
      firstSeen: first,
      lastSeen: Math.max(...values.map((code) => lasts[code]!)) as UtcMs,
      sentence:
        `${values.length === 1 ? `${nouns[0]} ${subject} is` : `${nouns[1]} ${subject} are`} in ` +
        `${formatCounted(all, 'event')}, the first at ${formatUtc(first)}${by(principals.names[principal]!, subject)}, ` +
        `and in none before ${formatUtc(learnedUntil)}.`,
      filter: filterOf(null, conditionsOf(values)),
    }
  })
}

const by = (principal: string, subject: string): string => (principal === subject ? '' : ` by ${principal}`)

/** Null where the case is too short to learn from, or has too few events with such values. */
function endOfLearning(snapshot: DetectionCase['snapshot'], { codes, names, fits }: Kind): UtcMs | null {
  const { times, timed } = timesOf(snapshot)
  if (timed === 0) return null
  // Some records claim to be of 1970 or of 9999: the case is as long as all but the first and the last hundredth of it.
  const begin = times[Math.floor(timed / 100)]!
  const length = times[timed - 1 - Math.floor(timed / 100)]! - begin
  if (length < leastHistory) return null
  const fitting = names.map((_, code) => fits(code))
  let seen = 0
  for (let row = 0; row < timed; row++)
    if (fitting[codes[row]!] && ++seen === leastEvents)
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
  firstSeen(opened, kindOf(opened, 'sourceIPAddress', ['The address', 'The addresses'], isAddress))

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
