import { firstThat } from '../../../src-shared/base/binary-search.ts'
import { type Buckets, hourMs, type TimeSpan, type UtcMs } from '../../../src-shared/base/time.ts'
import type { Ledger, LedgerRow } from '../../../src-shared/model/ledger.ts'
import {
  type ProofClass,
  type ProofOverTime,
  proofClasses,
  proofClassOf,
} from '../../../src-shared/model/proof-over-time.ts'
import { spansOf } from './proven-share.ts'
import { deliveryLagMs } from './times-asked.ts'

interface ClassSpan {
  readonly proof: ProofClass
  readonly from: number
  readonly until: number
}

/** How well the times of the buckets are proven by the rows that count. */
export function proofOverTime(
  ledger: Ledger,
  buckets: Buckets,
  counts: (row: LedgerRow) => boolean,
): Omit<ProofOverTime, 'unprovenEvents'> {
  const { from, width, count } = buckets
  const times: Record<ProofClass, number[]> = { proven: [], none: [], unproven: [], missing: [], altered: [] }
  for (const proof of proofClasses) times[proof] = Array<number>(count).fill(0)
  const rows = ledger.rows.filter((row) => row.kind !== 'backfill' && row.runs.length > 0 && counts(row))
  for (const row of rows)
    for (const span of eventTimes(row, { from, until: (from + width * count) as UtcMs })) {
      const end = Math.min(count, Math.ceil((span.until - from) / width))
      for (let bucket = Math.max(0, Math.floor((span.from - from) / width)); bucket < end; bucket++) {
        const start = from + bucket * width
        times[span.proof][bucket]! += Math.min(span.until, start + width) - Math.max(span.from, start)
      }
    }
  return { ...buckets, rows: rows.length, times }
}

/**
 * The row's classes by event time, side by side. An event of the last minutes of an hour may be delivered in the next: a
 * class that is worse than the one before it begins by the lag of delivery earlier.
 */
function eventTimes(row: LedgerRow, { from, until }: TimeSpan): ClassSpan[] {
  const told: ClassSpan[] = []
  const hours = { from: floorHour(from), until: floorHour(until + deliveryLagMs + hourMs - 1) }
  for (const span of deliveryTimes(row, hours)) {
    const last = told.at(-1)
    if (last === undefined) told.push({ ...span, from })
    else if (last.proof === span.proof) told[told.length - 1] = { ...last, until: span.until }
    else {
      const parts = isWorse(span.proof, last.proof) ? span.from - deliveryLagMs : span.from
      told[told.length - 1] = { ...last, until: parts }
      told.push({ ...span, from: parts })
    }
  }
  return told.flatMap((span) => {
    const cut = { ...span, from: Math.max(span.from, from), until: Math.min(span.until, until) }
    return cut.from < cut.until ? [cut] : []
  })
}

const floorHour = (time: number) => (Math.floor(time / hourMs) * hourMs) as UtcMs
const isWorse = (a: ProofClass, b: ProofClass) => proofClasses.indexOf(a) > proofClasses.indexOf(b)

/** The row's classes by hours of delivery, side by side. */
function* deliveryTimes(row: LedgerRow, { from, until }: TimeSpan): Generator<ClassSpan> {
  for (const span of spansOf(row, from, until)) {
    if (span.state !== 'no-evidence') {
      yield { proof: proofClassOf[span.state], from: span.from, until: span.until }
      continue
    }
    let start: number = span.from
    for (const hour of deliveryHours(row, span)) {
      if (hour > start) yield { proof: 'none', from: start, until: hour }
      yield { proof: 'unproven', from: hour, until: hour + hourMs }
      start = hour + hourMs
    }
    if (start < span.until) yield { proof: 'none', from: start, until: span.until }
  }
}

/** The hours of the span in which log files were delivered, ascending. */
function* deliveryHours({ from, delivered }: LedgerRow, span: TimeSpan): Generator<number> {
  const hourAt = (place: number) => from + Number(delivered[6 * place]) * hourMs
  const end = delivered.length / 6
  for (let at = firstThat(end, (place) => hourAt(place) >= span.from); at < end && hourAt(at) < span.until; at++)
    yield hourAt(at)
}
