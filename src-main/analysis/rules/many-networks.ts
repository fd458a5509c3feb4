import { formatCounted } from '../../../src-shared/base/count.ts'
import { formatUtc, hourMs, type UtcMs } from '../../../src-shared/base/time.ts'
import { textColumn, timesOf } from '../columns.ts'
import { filterOf, is } from '../conditions.ts'
import { networkOf } from '../network.ts'
import type { DetectionCase, Hit } from './rule.ts'

/** Networks within an hour that one key is hardly used from. */
const least = 4

interface Use {
  hour: number
  events: number
  first: number
  last: number
  /** Few: hardly any key has more than one. */
  networks: string[]
}

/** Access keys used from many networks within one hour of the clock: per key the hour with most of them. */
export function manyNetworks({ snapshot }: DetectionCase): Hit[] {
  const keys = textColumn(snapshot, 'accessKeyId').dictionary
  return [...busiestHours(snapshot)].map(([key, { networks, events, first, last, hour: at }]) => {
    const subject = keys[key]!
    return {
      subject,
      events,
      firstSeen: first as UtcMs,
      lastSeen: last as UtcMs,
      sentence:
        `The access key ${subject} was used from ${formatCounted(networks.length, 'network')} ` +
        `in the hour from ${formatUtc((at * hourMs) as UtcMs)}, in ${formatCounted(events, 'event')}.`,
      filter: filterOf([first, last], [is('accessKeyId', subject)]),
    }
  })
}

function busiestHours(snapshot: DetectionCase['snapshot']): ReadonlyMap<number, Use> {
  const { times, timed } = timesOf(snapshot)
  const keys = textColumn(snapshot, 'accessKeyId').codes
  const addresses = textColumn(snapshot, 'sourceIPAddress')
  const networks = addresses.dictionary.map((address) => networkOf(address))
  const current = new Map<number, Use>()
  const most = new Map<number, Use>()
  const keep = (key: number, use: Use) => {
    if (use.networks.length >= least && use.networks.length > (most.get(key)?.networks.length ?? 0)) most.set(key, use)
  }
  for (let i = 0; i < timed; i++) {
    const key = keys[i]!
    if (key === 0) continue
    const at = Math.floor(times[i]! / hourMs)
    let use = current.get(key)
    if (use?.hour !== at) {
      if (use !== undefined) keep(key, use)
      use = { hour: at, events: 0, first: times[i]!, last: times[i]!, networks: [] }
      current.set(key, use)
    }
    use.events++
    use.last = times[i]!
    const network = networks[addresses.codes[i]!]
    if (network != null && !use.networks.includes(network)) use.networks.push(network)
  }
  for (const [key, use] of current) keep(key, use)
  return most
}
