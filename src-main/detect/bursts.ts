import { formatUtc, type UtcMs } from '../../src-shared/time.ts'
import type { Snapshot } from '../columns/snapshot.ts'
import { filterOf, type Hit, is, textColumn, timesOf } from './rule.ts'
import { counted, grouped } from './words.ts'

const width = 5 * 60_000
/** Fewer events in five minutes are no burst, however quiet it is otherwise. */
const least = { calls: 50, errors: 20 } as const
/** A case with fewer buckets tells nothing of what is usual. */
const leastBuckets = 24
/** With fewer active buckets than this, quiet ones count for the baseline too. */
const leastActive = 12
/** How many times the spread a burst rises over the median. */
const factor = 8

interface Bucket {
  bucket: number
  events: number
  first: number
  last: number
}

/**
 * Five-minute buckets of one API operation (eventSource and eventName) far above its own baseline: the median and the
 * median absolute deviation, which a burst itself hardly moves (unlike mean and standard deviation). One hit per
 * operation, its strongest span; the sentence counts the others.
 */
export function bursts(snapshot: Snapshot, of: 'calls' | 'errors'): Hit[] {
  const { times, timed } = timesOf(snapshot)
  if (timed === 0 || (times[timed - 1]! - times[0]!) / width < leastBuckets) return []
  const buckets = Math.floor(times[timed - 1]! / width) - Math.floor(times[0]! / width) + 1
  const source = textColumn(snapshot, 'eventSource').dictionary
  const name = textColumn(snapshot, 'eventName').dictionary
  return [...countPerOperation(snapshot, of)].flatMap(([operation, active]) => {
    const limit = burstLimit(active, buckets)
    const spans = joinNeighbours(active.filter(({ events }) => events >= least[of] && events > limit.most))
    if (spans.length === 0) return []
    const strongest = spans.reduce((best, span) => (span.events > best.events ? span : best))
    const eventSource = source[Math.floor(operation / name.length)] || null
    const eventName = name[operation % name.length] || null
    const subject = `${eventSource ?? 'no source'} ${eventName ?? 'no name'}`
    const onlyErrors = of === 'errors' ? [{ column: 'errorCode', operator: 'isSet', values: [] } as const] : []
    return {
      subject,
      events: strongest.events,
      firstSeen: strongest.first as UtcMs,
      lastSeen: strongest.last as UtcMs,
      sentence: sentence(subject, of, strongest, limit.median, spans.length - 1),
      filter: filterOf(
        [strongest.first, strongest.last],
        [...onlyErrors, is('eventSource', eventSource), is('eventName', eventName)],
      ),
    }
  })
}

/** By eventSource and eventName as one number. Events are in order of time, so the buckets of each come in order, too. */
function countPerOperation(snapshot: Snapshot, of: 'calls' | 'errors'): ReadonlyMap<number, Bucket[]> {
  const { times, timed } = timesOf(snapshot)
  const errorCodes = textColumn(snapshot, 'errorCode').codes
  const source = textColumn(snapshot, 'eventSource').codes
  const name = textColumn(snapshot, 'eventName')
  const operations = new Map<number, Bucket[]>()
  for (let i = 0; i < timed; i++) {
    if (of === 'errors' && errorCodes[i] === 0) continue
    const operation = source[i]! * name.dictionary.length + name.codes[i]!
    const bucket = Math.floor(times[i]! / width)
    const known = operations.get(operation)
    const current = known?.at(-1)
    if (current?.bucket === bucket) {
      current.events++
      current.last = times[i]!
      continue
    }
    const made = { bucket, events: 1, first: times[i]!, last: times[i]! }
    if (known === undefined) operations.set(operation, [made])
    else known.push(made)
  }
  return operations
}

/** The median of what is usual, and the most that is not yet a burst. */
function burstLimit(active: readonly Bucket[], buckets: number): { readonly median: number; readonly most: number } {
  const counts = active.map(({ events }) => events)
  // An operation that runs now and then (a nightly job) is compared with its own runs, not with the silence between.
  if (counts.length < leastActive) for (let k = counts.length; k < buckets; k++) counts.push(0)
  const middle = median(counts)
  // 1.4826 makes the median absolute deviation of normally distributed values their standard deviation.
  const deviation = 1.4826 * median(counts.map((count) => Math.abs(count - middle)))
  return { median: middle, most: middle + factor * Math.max(deviation, Math.sqrt(middle), 1) }
}

export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort()
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Buckets side by side become one span. */
function joinNeighbours(buckets: readonly Bucket[]): Bucket[] {
  const spans: Bucket[] = []
  for (const next of buckets) {
    const before = spans.at(-1)
    if (before?.bucket === next.bucket - 1)
      spans[spans.length - 1] = { ...next, events: before.events + next.events, first: before.first }
    else spans.push(next)
  }
  return spans
}

function sentence(subject: string, of: 'calls' | 'errors', span: Bucket, usual: number, others: number): string {
  const noun = of === 'calls' ? 'call' : 'error'
  const when = `from ${formatUtc(span.first as UtcMs)} to ${formatUtc(span.last as UtcMs)}`
  const more = others === 0 ? '' : ` There are ${counted(others, 'further such span')}.`
  return `${subject} had ${counted(span.events, noun)} ${when}; the median of its five-minute counts is ${grouped(usual)}.${more}`
}
