import { formatCount, formatCounted } from '../../../src-shared/base/count.ts'
import { formatUtc, hourMs, type UtcMs } from '../../../src-shared/base/time.ts'
import { textColumn, timesOf } from '../columns.ts'
import { filterOf, is } from '../conditions.ts'
import { networkOf } from '../network.ts'
import { trustIn } from '../trusted.ts'
import { median } from './bursts.ts'
import type { DetectionCase, Hit } from './rule.ts'

/** Networks within an hour that one key is hardly used from. */
const least = 4
/** Hours in which the key is used otherwise. After fewer nothing is usual. */
const leastHours = 24
/** The least ratio of the networks of the busiest hour to the median of the other hours. */
const factor = 3

interface Hour {
  readonly hour: number
  readonly networks: Set<string>
  /** Those of the baseline; null where no event of the hour is in it. */
  usual: Set<string> | null
  /** Those of files that are not altered. */
  readonly unaltered: Set<string>
  readonly first: number
  last: number
  events: number
}

/**
 * Long-term access keys that in one hour of the clock are used from many more networks than in their other hours.
 * Temporary keys are left out: they live for hours only and have no habit. Services are recorded by name and are no networks.
 */
export function manyNetworks(opened: DetectionCase): Hit[] {
  const keys = textColumn(opened.snapshot, 'accessKeyId').dictionary
  return [...hoursOf(opened)].flatMap(([key, hours]): Hit[] => {
    if (hours.length <= leastHours) return []
    // Events outside of the baseline do not take the place of an hour that stands out by itself.
    const found =
      compared(
        hours,
        busiestBy(hours, ({ usual }) => usual?.size ?? 0),
      ) ??
      compared(
        hours,
        busiestBy(hours, ({ networks }) => networks.size),
      )
    if (found === null) return []
    const { busiest, usual, others, isUsualUnverified } = found
    const subject = keys[key]!
    const { first, last, events, networks, hour } = busiest
    return [
      {
        subject,
        events,
        firstSeen: first as UtcMs,
        lastSeen: last as UtcMs,
        sentence:
          `The access key ${subject} was used from ${formatCounted(networks.size, 'network')} in the hour from ` +
          `${formatUtc((hour * hourMs) as UtcMs)}, in ${formatCounted(events, 'event')}. The median of its other ` +
          `${formatCounted(others, 'hour')} is ${formatCount(usual)}.`,
        filter: filterOf([first, last], [is('accessKeyId', subject)]),
        ...(isUsualUnverified ? { isUsualUnverified } : {}),
      },
    ]
  })
}

const busiestBy = (hours: readonly Hour[], sizeOf: (hour: Hour) => number): Hour =>
  hours.reduce((most, next) => (sizeOf(next) > sizeOf(most) ? next : most))

/** What is usual in the other hours; null where the hour does not stand out from it. */
function compared(hours: readonly Hour[], busiest: Hour) {
  const others = hours.filter((other) => other !== busiest)
  const ofBaseline = others.flatMap(({ usual }) => usual?.size ?? [])
  const isUsualUnverified = ofBaseline.length < leastHours
  const sizes = isUsualUnverified ? others.map(({ unaltered }) => unaltered.size) : ofBaseline
  const usual = median(Float64Array.from(sizes))
  if (busiest.networks.size < least || busiest.networks.size < factor * usual) return null
  return { busiest, usual, others: sizes.length, isUsualUnverified }
}

/** The hours in which each long-term key is used. */
function hoursOf({ snapshot, baseline }: DetectionCase): ReadonlyMap<number, Hour[]> {
  const { times, timed } = timesOf(snapshot)
  const keys = textColumn(snapshot, 'accessKeyId')
  const isLongTerm = keys.dictionary.map((key) => key.startsWith('AKIA'))
  const addresses = textColumn(snapshot, 'sourceIPAddress')
  const isTrusted = trustIn(snapshot)
  const networks = addresses.dictionary.map((address) => (isTrusted(address) ? null : networkOf(address)))
  const hours = new Map<number, Hour[]>()
  for (let row = 0; row < timed; row++) {
    const key = keys.codes[row]!
    if (!isLongTerm[key]) continue
    const of = hours.get(key) ?? []
    hours.set(key, of)
    const hour = Math.floor(times[row]! / hourMs)
    let current = of.at(-1)
    if (current?.hour !== hour) {
      current = newHour(hour, times[row]!, baseline.isMixed)
      of.push(current)
    }
    current.events++
    current.last = times[row]!
    const network = networks[addresses.codes[row]!]
    if (network != null) current.networks.add(network)
    if (!baseline.isMixed) continue
    if (baseline.has(row)) current.usual ??= new Set()
    if (network == null) continue
    if (baseline.has(row)) current.usual?.add(network)
    if (baseline.hasUnaltered(row)) current.unaltered.add(network)
  }
  return hours
}

/** One set serves for all where every event is in the baseline. */
function newHour(hour: number, first: number, isMixed: boolean): Hour {
  const networks = new Set<string>()
  const [usual, unaltered] = isMixed ? [null, new Set<string>()] : [networks, networks]
  return { hour, networks, usual, unaltered, first, last: 0, events: 0 }
}
