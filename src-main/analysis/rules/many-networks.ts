import { formatCount, formatCounted } from '../../../src-shared/base/count.ts'
import { formatUtc, hourMs, type UtcMs } from '../../../src-shared/base/time.ts'
import { textColumn, timesOf } from '../columns.ts'
import { filterOf, is } from '../conditions.ts'
import { networkOf } from '../network.ts'
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
  readonly first: number
  last: number
  events: number
}

/**
 * Long-term access keys that in one hour of the clock are used from many more networks than in their other hours.
 * Temporary keys are left out: they live for hours only and have no habit. Services are recorded by name and are no networks.
 */
export function manyNetworks({ snapshot }: DetectionCase): Hit[] {
  const keys = textColumn(snapshot, 'accessKeyId').dictionary
  return [...hoursOf(snapshot)].flatMap(([key, hours]): Hit[] => {
    if (hours.length <= leastHours) return []
    const busiest = hours.reduce((most, next) => (next.networks.size > most.networks.size ? next : most))
    const others = hours.filter((other) => other !== busiest).map(({ networks }) => networks.size)
    const usual = median(Float64Array.from(others))
    if (busiest.networks.size < least || busiest.networks.size < factor * usual) return []
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
          `${formatCounted(others.length, 'hour')} is ${formatCount(usual)}.`,
        filter: filterOf([first, last], [is('accessKeyId', subject)]),
      },
    ]
  })
}

/** The hours in which each long-term key is used. */
function hoursOf(snapshot: DetectionCase['snapshot']): ReadonlyMap<number, Hour[]> {
  const { times, timed } = timesOf(snapshot)
  const keys = textColumn(snapshot, 'accessKeyId')
  const isLongTerm = keys.dictionary.map((key) => key.startsWith('AKIA'))
  const addresses = textColumn(snapshot, 'sourceIPAddress')
  const networks = addresses.dictionary.map((address) => networkOf(address))
  const hours = new Map<number, Hour[]>()
  for (let row = 0; row < timed; row++) {
    const key = keys.codes[row]!
    if (!isLongTerm[key]) continue
    const of = hours.get(key) ?? []
    hours.set(key, of)
    const hour = Math.floor(times[row]! / hourMs)
    let current = of.at(-1)
    if (current?.hour !== hour) {
      current = { hour, networks: new Set(), first: times[row]!, last: 0, events: 0 }
      of.push(current)
    }
    current.events++
    current.last = times[row]!
    const network = networks[addresses.codes[row]!]
    if (network != null) current.networks.add(network)
  }
  return hours
}
