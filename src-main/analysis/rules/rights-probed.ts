import { formatCounted } from '../../../src-shared/base/count.ts'
import { formatUtc, minuteMs, type UtcMs } from '../../../src-shared/base/time.ts'
import { textColumn, timesOf } from '../columns.ts'
import { filterOf, is } from '../conditions.ts'
import { isDenial } from './denied-operations.ts'
import type { DetectionCase, Hit } from './rule.ts'
import { listed } from './words.ts'

const width = 10 * minuteMs
/** Different operations that are refused after the question. Fewer are a mistake in a script. */
const least = 3

interface Probe {
  readonly asked: number
  readonly refused: Set<string>
  last: number
}

/** Access keys that ask who they are and then are refused several operations within ten minutes: of each key the widest such probe. */
export function rightsProbed({ snapshot, principals, query }: DetectionCase): Hit[] {
  const names = textColumn(snapshot, 'eventName')
  const question = names.dictionary.indexOf('GetCallerIdentity')
  if (question === -1) return []
  const { times, timed } = timesOf(snapshot)
  const keys = textColumn(snapshot, 'accessKeyId')
  const errors = textColumn(snapshot, 'errorCode')
  const isRefusal = errors.dictionary.map(isDenial)
  const open = new Map<number, Probe & { readonly row: number }>()
  const widest = new Map<number, Probe & { readonly row: number }>()
  for (let row = 0; row < timed; row++) {
    const key = keys.codes[row]!
    if (key === 0) continue
    const time = times[row]!
    const isOver = (probe: Probe | undefined) => probe === undefined || time - probe.asked > width
    if (names.codes[row] === question && isOver(open.get(key)))
      open.set(key, { row, asked: time, refused: new Set(), last: time })
    if (!isRefusal[errors.codes[row]!]) continue
    const probe = open.get(key)
    if (probe === undefined || isOver(probe)) continue
    probe.refused.add(names.dictionary[names.codes[row]!]!)
    probe.last = time
    if (probe.refused.size > (widest.get(key)?.refused.size ?? least - 1)) widest.set(key, probe)
  }
  return [...widest].map(([key, { row, asked, refused, last }]) => {
    const subject = keys.dictionary[key]!
    const filter = filterOf([asked, last], [is('accessKeyId', subject)])
    const events = query.count(filter)
    return {
      subject,
      events,
      firstSeen: asked as UtcMs,
      lastSeen: last as UtcMs,
      sentence:
        `${principals.names[principals.codes[row]!]} asked with the access key ${subject} who it is at ` +
        `${formatUtc(asked as UtcMs)}, and was refused ${formatCounted(refused.size, 'operation')} by ` +
        `${formatUtc(last as UtcMs)}: ${listed([...refused])}. The key made ${formatCounted(events, 'call')} in this time.`,
      filter,
    }
  })
}
