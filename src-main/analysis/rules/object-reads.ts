import { formatCount, formatCounted } from '../../../src-shared/base/count.ts'
import { formatUtc, hourMs, type UtcMs } from '../../../src-shared/base/time.ts'
import { failedCalls } from '../../columns/failed-calls.ts'
import { textColumn, timesOf } from '../columns.ts'
import { filterOf, is } from '../conditions.ts'
import { median } from './bursts.ts'
import type { DetectionCase, Hit } from './rule.ts'

/** Fewer reads in an hour are not mass reading. */
const least = 100
/** The least ratio of the busiest hour to the median of the other hours. */
const factor = 5

interface Hour {
  hour: number
  reads: number
  /** Of these, reads of the baseline. */
  usual: number
  first: number
  last: number
}

/** Principals that read far more objects of a bucket in one hour than in their other hours with reads of it. */
export function massObjectReads({ snapshot, principals, baseline }: DetectionCase): Hit[] {
  const { times, timed } = timesOf(snapshot)
  const names = textColumn(snapshot, 'eventName')
  const getObject = names.dictionary.indexOf('GetObject')
  if (getObject < 0) return []
  const isFailed = failedCalls(snapshot)
  const buckets = textColumn(snapshot, 'bucketName')
  const readers = new Map<number, Hour[]>()
  for (let i = 0; i < timed; i++) {
    if (names.codes[i] !== getObject || isFailed[i] === 2) continue
    const reader = principals.codes[i]! * buckets.dictionary.length + buckets.codes[i]!
    const at = Math.floor(times[i]! / hourMs)
    const hours = readers.get(reader) ?? []
    readers.set(reader, hours)
    let current = hours.at(-1)
    if (current?.hour !== at) {
      current = { hour: at, reads: 0, usual: 0, first: times[i]!, last: 0 }
      hours.push(current)
    }
    current.reads++
    if (baseline.has(i)) current.usual++
    current.last = times[i]!
  }
  return [...readers].flatMap(([reader, hours]) => {
    // Reads outside of the baseline do not take the place of an hour that stands out by itself.
    const found =
      compared(
        hours,
        busiestBy(hours, ({ usual }) => usual),
      ) ??
      compared(
        hours,
        busiestBy(hours, ({ reads }) => reads),
      )
    if (found === null) return []
    const { busiest, others, usual } = found
    const principal = Math.floor(reader / buckets.dictionary.length)
    const bucket = buckets.dictionary[reader % buckets.dictionary.length] || null
    const name = principals.names[principal]!
    const before =
      others === 0 ? 'It has no other hour with reads of it' : `The median of its other hours is ${formatCount(usual)}`
    return {
      subject: `${name} in ${bucket ?? 'no bucket named'}`,
      events: busiest.reads,
      firstSeen: busiest.first as UtcMs,
      lastSeen: busiest.last as UtcMs,
      sentence:
        `${name} made ${formatCounted(busiest.reads, 'read')} of objects in ${bucket ?? 'a bucket without name'} ` +
        `in the hour from ${formatUtc((busiest.hour * hourMs) as UtcMs)}. ${before}.`,
      filter: filterOf(
        [busiest.first, busiest.last],
        [
          is('eventName', 'GetObject'),
          is('isError', 'false'),
          is('bucketName', bucket),
          ...principals.conditions[principal]!,
        ],
      ),
    }
  })
}

const busiestBy = (hours: readonly Hour[], countOf: (hour: Hour) => number): Hour =>
  hours.reduce((most, next) => (countOf(next) > countOf(most) ? next : most))

/** What is usual in the other hours of the baseline; null where the hour does not stand out from it. */
function compared(hours: readonly Hour[], busiest: Hour) {
  const others = hours.filter((other) => other !== busiest && other.usual > 0).map(({ usual }) => usual)
  const usual = others.length === 0 ? 0 : median(Float64Array.from(others))
  return busiest.reads < least || busiest.reads < factor * usual ? null : { busiest, usual, others: others.length }
}
