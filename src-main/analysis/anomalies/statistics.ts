import { limitAt, mostSensitive, usualSensitivity } from '../../../src-shared/model/sensitivity.ts'
import type { Snapshot } from '../../columns/snapshot.ts'
import type { Steps } from '../../runtime/steps.ts'
import { type Collected, collectSteps } from './collect.ts'
import { heldSteps, type ProvenHours } from './held.ts'
import { type Baseline, Judged, Learner } from './learner.ts'
import { highest, log10AtLeast } from './negative-binomial.ts'

/** A bucket that is an anomaly at some sensitivity. */
export interface Candidate {
  readonly series: number
  /** Its place among the entries. */
  readonly entry: number
  readonly baseline: Baseline
  /** The chance of so many events is 1 in 10 to this power. */
  readonly score: number
}

/** What does not depend on the sensitivity. */
export interface AnomalyStatistics extends Collected {
  /** In order of series, and of time within one. */
  readonly candidates: readonly Candidate[]
  /** Entries with enough history, and all others. */
  readonly judged: number
  readonly unjudged: number
  /** The first judged bucket; null where none is. */
  readonly firstJudged: number | null
}

const least = limitAt(mostSensitive)
const usual = limitAt(usualSensitivity)
/** What is less than twice as much as expected is none, however regular the series is. */
export const leastTimes = 2
/** No count that lies nearer to its mean, in standard deviations, is as unlikely as the most sensitive limit asks for. */
const leastDeviations = 2.5

const entriesPerStep = 1_000

export function* statisticsSteps(snapshot: Snapshot, proven: readonly ProvenHours[]): Steps<AnomalyStatistics> {
  const held = yield* heldSteps(snapshot, proven)
  const collected = yield* collectSteps(snapshot, held)
  const { start, bucket, events } = collected.entries
  const candidates: Candidate[] = []
  let judged = 0
  let earliest: number | null = null
  for (let series = 0; series < start.length - 1; series++) {
    const judgedOnes = new Judged({ ...collected.learnedBy(series), bucketMs: collected.bucketMs })
    // Most series never have more than one or two events at a time: there is nothing to judge.
    let walk: Walk | null = null
    for (let entry = start[series]!; entry < start[series + 1]!; entry++) {
      if (entry % entriesPerStep === 0) yield
      const isJudged = judgedOnes.has(bucket[entry]!)
      if (isJudged) judged++
      if (isJudged && (earliest === null || bucket[entry]! < earliest)) earliest = bucket[entry]!
      if (events[entry]! < least.events) continue
      walk ??= new Walk(collected, series)
      const candidate = walk.pass(entry)
      if (candidate !== null && isJudged) candidates.push(candidate)
    }
  }
  for (const history of [held.whole, ...held.histories]) history.forget()
  return { ...collected, candidates, judged, unjudged: bucket.length - judged, firstJudged: earliest }
}

/** Along the entries of one series, in order. */
export class Walk {
  readonly #judged: Judged
  readonly #learner: Learner
  readonly #first: number

  constructor(
    private readonly collected: Collected,
    private readonly series: number,
  ) {
    const { entries, bucketMs } = collected
    const { history, begin } = collected.learnedBy(series)
    const [first, end] = [entries.start[series]!, entries.start[series + 1]!]
    this.#first = first
    this.#judged = new Judged({ history, begin, bucketMs })
    const values = Float64Array.from(entries.learned.subarray(first, end))
    this.#learner = new Learner({ history, begin, bucketMs, buckets: entries.bucket.subarray(first, end), values })
  }

  /** Of a bucket that lies behind the entries passed, and before the next; null where it is not judged. */
  baselineOf(bucket: number): Baseline | null {
    return this.#judged.has(bucket) ? this.#learner.baselineOf(bucket) : null
  }

  /**
   * Passes an entry, which is learned from when its time comes; those of few events may be left out. Of what would be an
   * anomaly, no more is learned than the most that would not: a burst must not make the next one usual.
   */
  pass(entry: number): Candidate | null {
    const { events, learned, bucket } = this.collected.entries
    const candidate = this.#candidate(entry, bucket[entry]!, events[entry]!)
    if (candidate !== null && candidate.score >= usual.score && learned[entry]! > candidate.baseline.mean)
      this.#learner.learnAtMost(entry - this.#first, highest(candidate.baseline, -usual.score))
    return candidate
  }

  #candidate(entry: number, bucket: number, events: number): Candidate | null {
    const baseline = events < least.events ? null : this.#learner.baselineOf(bucket)
    if (baseline === null || events < leastTimes * baseline.mean) return null
    const { mean, dispersion } = baseline
    if ((events - mean) ** 2 < leastDeviations ** 2 * dispersion * mean) return null
    const score = -log10AtLeast(baseline, events)
    return score < least.score ? null : { series: this.series, entry, baseline, score }
  }
} // biome-ignore format: one line a fact
