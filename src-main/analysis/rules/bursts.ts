import { formatCount, formatCounted } from '../../../src-shared/base/count.ts'
import { formatUtc, minuteMs, type UtcMs } from '../../../src-shared/base/time.ts'
import { failedCalls } from '../../columns/failed-calls.ts'
import type { Snapshot } from '../../columns/snapshot.ts'
import type { Baseline } from '../baseline.ts'
import { textColumn, timesOf } from '../columns.ts'
import { filterOf, is } from '../conditions.ts'
import type { DetectionCase, Hit } from './rule.ts'

const width = 5 * minuteMs
/** Fewer events in five minutes are not a burst, however quiet the operation is otherwise. */
const least = { calls: 50, errors: 20 } as const
/** With fewer buckets there is no baseline. */
const leastBuckets = 24
/** With fewer active buckets than this, quiet buckets count for the baseline, too. More than half of `leastBuckets`. */
const leastActive = 12
/** How many spreads a burst rises above the median. */
const factor = 8

/** Events of one operation in neighbouring buckets. */
interface Span {
  bucket: number
  events: number
  /** Of these, events of the baseline. */
  usual: number
  first: number
  last: number
}

/**
 * Five-minute buckets of one API operation (eventSource and eventName) far above its own baseline: the median and the
 * median absolute deviation, which a burst itself hardly moves (unlike mean and standard deviation). One hit per
 * operation, its strongest span, that with most events of the baseline; the sentence counts the others.
 */
export function bursts({ snapshot, baseline }: DetectionCase, of: 'calls' | 'errors'): Hit[] {
  const { times, timed } = timesOf(snapshot)
  if (timed === 0 || (times[timed - 1]! - times[0]!) / width < leastBuckets) return []
  const source = textColumn(snapshot, 'eventSource')
  const name = textColumn(snapshot, 'eventName')
  return [...eachOperation(snapshot, of)].flatMap((rows) => {
    const active = activeBuckets(rows, times)
    // Most operations never have so many: what is usual for them need not be known.
    if (mostIn(active) < least[of]) return []
    const usual = usualOf(active, rows, baseline)
    const limit = burstLimit(usual)
    const spans = spansAbove({ active, usual }, rows, times, Math.max(least[of] - 1, limit.most))
    if (spans.length === 0) return []
    const strongest = spans.reduce((best, span) =>
      (span.usual - best.usual || span.events - best.events) > 0 ? span : best,
    )
    const eventSource = source.dictionary[source.codes[rows[0]!]!] || null
    const eventName = name.dictionary[name.codes[rows[0]!]!] || null
    const subject = `${eventSource ?? 'no source'} ${eventName ?? 'no name'}`
    const onlyErrors = of === 'errors' ? [is('isError', 'true')] : []
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

/** The rows of each operation, in order of time. A counting sort: a million events leave no garbage. */
function* eachOperation(snapshot: Snapshot, of: 'calls' | 'errors'): Generator<Uint32Array> {
  const { timed } = timesOf(snapshot)
  const isFailed = failedCalls(snapshot)
  const source = textColumn(snapshot, 'eventSource').codes
  const name = textColumn(snapshot, 'eventName')
  const numbers = new Map<number, number>()
  const counts: number[] = []
  const operations = new Int32Array(timed).fill(-1)
  for (let row = 0; row < timed; row++) {
    if (of === 'errors' && isFailed[row] !== 2) continue
    const operation = source[row]! * name.dictionary.length + name.codes[row]!
    let number = numbers.get(operation)
    if (number === undefined) {
      number = counts.push(0) - 1
      numbers.set(operation, number)
    }
    counts[number]!++
    operations[row] = number
  }
  const rows = counts.map((count) => new Uint32Array(count))
  counts.fill(0)
  for (let row = 0; row < timed; row++) {
    const number = operations[row]!
    if (number !== -1) rows[number]![counts[number]!++] = row
  }
  yield* rows
}

/** The positions in `rows` at which a bucket begins, and the end of `rows`. */
function activeBuckets(rows: Uint32Array, times: Float64Array): Uint32Array {
  const starts = new Uint32Array(rows.length + 1)
  let active = 0
  let current = Number.NaN
  for (let i = 0; i < rows.length; i++) {
    const bucket = bucketAt(rows, times, i)
    if (bucket === current) continue
    current = bucket
    starts[active++] = i
  }
  starts[active] = rows.length
  return starts.subarray(0, active + 1)
}

function mostIn(active: Uint32Array): number {
  let most = 0
  for (let k = 0; k < active.length - 1; k++) most = Math.max(most, active[k + 1]! - active[k]!)
  return most
}

const bucketAt = (rows: Uint32Array, times: Float64Array, i: number): number => Math.floor(times[rows[i]!]! / width)

/** Events of the baseline in each bucket. */
function usualOf(active: Uint32Array, rows: Uint32Array, baseline: Baseline): Float64Array {
  const usual = new Float64Array(active.length - 1)
  for (let k = 0; k < usual.length; k++)
    for (let i = active[k]!; i < active[k + 1]!; i++) if (baseline.has(rows[i]!)) usual[k]!++
  return usual
}

/** The median of the baseline, and the largest count that is not a burst. */
function burstLimit(usual: Float64Array): { readonly median: number; readonly most: number } {
  const counts = usual.filter((events) => events > 0)
  // Most buckets are quiet, so both medians are 0. Quiet buckets are not enumerated: a record may claim any year.
  if (counts.length < leastActive) return { median: 0, most: factor }
  // An operation that runs at intervals (a nightly job) is compared with its own runs, not with the quiet between.
  const middle = median(counts)
  // 1.4826 makes the median absolute deviation of normally distributed values their standard deviation.
  const deviation = 1.4826 * median(counts.map((count) => Math.abs(count - middle)))
  return { median: middle, most: middle + factor * Math.max(deviation, Math.sqrt(middle), 1) }
}

export function median(values: Float64Array): number {
  const sorted = values.toSorted()
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

interface Buckets {
  readonly active: Uint32Array
  readonly usual: Float64Array
}

/** Buckets with more than `most` events. Adjacent ones become one span. */
function spansAbove({ active, usual }: Buckets, rows: Uint32Array, times: Float64Array, most: number): Span[] {
  const spans: Span[] = []
  for (let k = 0; k < active.length - 1; k++) {
    const [start, end] = [active[k]!, active[k + 1]!]
    if (end - start <= most) continue
    const last = times[rows[end - 1]!]!
    const bucket = bucketAt(rows, times, start)
    const before = spans.at(-1)
    if (before?.bucket === bucket - 1) {
      const [events, ofBaseline] = [before.events + end - start, before.usual + usual[k]!]
      Object.assign(before, { bucket, events, usual: ofBaseline, last })
    } else spans.push({ bucket, events: end - start, usual: usual[k]!, first: times[rows[start]!]!, last })
  }
  return spans
}

function sentence(subject: string, of: 'calls' | 'errors', span: Span, usual: number, others: number): string {
  const noun = of === 'calls' ? 'call' : 'error'
  const when = `from ${formatUtc(span.first as UtcMs)} to ${formatUtc(span.last as UtcMs)}`
  const more = others === 0 ? '' : ` There are ${formatCounted(others, 'further such span')}.`
  return `${subject} had ${formatCounted(span.events, noun)} ${when}; the median of its five-minute counts is ${formatCount(usual)}.${more}`
}
