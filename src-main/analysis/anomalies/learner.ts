import { hourMs } from '../../../src-shared/base/time.ts'
import type { BaselineLevel } from '../../../src-shared/model/anomaly.ts'
import { cellOf, type HeldCounts, type History, hoursOfDay, hoursOfWeek, rememberedHours } from './history.ts'
import type { Counts } from './negative-binomial.ts'

/** What a bucket is expected to have, and what that rests on. */
export interface Baseline extends Counts {
  readonly level: BaselineLevel
  /** Earlier buckets. */
  readonly history: number
}

/** With fewer earlier buckets nothing is said at all. */
const leastBuckets = 24
/** An ordinary week has to be seen before anything is judged, or a third of what a shorter case holds. */
const mostLearned = hoursOfWeek
/**
 * Earlier weeks or days in which an hour was held. Of three weeks, one that is unlike the others does not decide alone;
 * seven days have each day of the week.
 */
const leastWeeks = 3
const leastDays = 7

/**
 * Where little is known of a series, its counts are taken to vary as if eight calls came at a time: a page of the console or
 * a loop makes about so many. What is known counts against that as much as its events against twenty.
 */
const usualDispersion = 8
const usualWeight = 20
const leastDispersion = 1.01

/** Sums of what was learned, by hour of day or week. */
class Cells {
  readonly sums: Float64Array
  readonly squares: Float64Array

  constructor(readonly cells: number) {
    this.sums = new Float64Array(cells)
    this.squares = new Float64Array(cells)
  }

  add(hour: number, value: number, sign: 1 | -1): void {
    const cell = cellOf(hour, this.cells)
    this.sums[cell]! += sign * value
    this.squares[cell]! += sign * value * value
  }

  /** The variance within the cells, as a multiple of their means. */
  dispersion(held: (cell: number) => number): number {
    let [squares, means] = [0, 0]
    for (let cell = 0; cell < this.cells; cell++) {
      const [n, sum] = [held(cell), this.sums[cell]!]
      if (sum <= 0 || n < 2) continue
      squares += Math.max(0, this.squares[cell]! - (sum * sum) / n)
      means += (sum * (n - 1)) / n
    }
    return Math.max(leastDispersion, (squares + usualWeight * usualDispersion) / (means + usualWeight))
  }
}

/** A series as it is learned from: in buckets, ascending. */
export interface Learned {
  readonly history: History
  /** The hour from which on it could have had events. */
  readonly begin: number
  readonly bucketMs: number
  readonly buckets: Int32Array
  /** Events of each bucket, as far as they are learned from. */
  readonly values: Float64Array
}

/** Which buckets of a series have enough history. */
export class Judged {
  readonly #perHour: number
  readonly #leastHours: number
  readonly #from: number

  constructor(private readonly series: Pick<Learned, 'history' | 'begin' | 'bucketMs'>) {
    const { history, begin, bucketMs } = series
    this.#perHour = hourMs / bucketMs
    this.#leastHours = leastBuckets / this.#perHour
    const before = history.placeOf(begin)
    const learned = Math.min(mostLearned, Math.max(this.#leastHours, Math.ceil((history.hours.length - before) / 3)))
    this.#from = (history.hours[before + learned - 1] ?? Number.POSITIVE_INFINITY) + 1
  }

  /** Enough of the case lies before it, and of that enough is not forgotten yet. */
  has(bucket: number): boolean {
    const { history, begin } = this.series
    if (Math.floor(bucket / this.#perHour) < this.#from) return false
    const hour = Math.floor(epochOf(bucket, this.#perHour) / this.#perHour)
    return history.hours[history.placeOf(hour) - this.#leastHours]! >= Math.max(begin, hour - rememberedHours)
  }
}

/** Buckets of an hour are learned from day by day, shorter ones at once. */
const epochOf = (bucket: number, perHour: number): number =>
  perHour === 1 ? Math.floor(bucket / hoursOfDay) * hoursOfDay : bucket

/**
 * Walks along one series and says what a bucket is expected to have, by earlier ones only.
 */
export class Learner {
  readonly #week = new Cells(hoursOfWeek)
  readonly #day = new Cells(hoursOfDay)
  readonly #all = new Cells(1)
  readonly #perHour: number
  /** Places in `buckets`: what lies before `#head` was learned, before `#tail` it was forgotten. */
  #head = 0
  #tail = 0
  #epoch = Number.NaN
  #held: HeldCounts | null = null
  readonly #dispersions = new Map<BaselineLevel, number>()

  constructor(private readonly series: Learned) {
    this.#perHour = hourMs / series.bucketMs
  }

  /** Of the bucket at this place, no more is learned than this. To be said before a later bucket is asked for. */
  learnAtMost(place: number, value: number): void {
    this.series.values[place] = Math.min(this.series.values[place]!, value)
  }

  /** Null where next to nothing is known. Buckets are to be asked for in order. */
  baselineOf(bucket: number): Baseline | null {
    const isHourly = this.#perHour === 1
    const epoch = epochOf(bucket, this.#perHour)
    if (epoch !== this.#epoch) this.#learnUntil(epoch)
    const held = this.#bucketsHeld(epoch)
    if (held < leastBuckets) return null
    const all = { mean: (this.#all.sums[0]! + 0.5) / (held + 1), n: held }
    if (isHourly) {
      const { ofWeek, ofDay } = this.#counts(epoch)
      for (const [level, cells, counts, least] of [
        ['hour-of-week', this.#week, ofWeek, leastWeeks],
        ['hour-of-day', this.#day, ofDay, leastDays],
      ] as const) {
        const cell = cellOf(bucket, cells.cells)
        const n = counts[cell]!
        if (n < least) continue
        const mean = this.#meanAround(cells, counts, cell, all.mean)
        const dispersion = this.#dispersionOf(level, () => cells.dispersion((each) => counts[each]!))
        return { level, history: n, mean, dispersion: dispersion * (1 + 1 / n) }
      }
    }
    const dispersion = this.#dispersionOf('before', () => this.#all.dispersion(() => held))
    return { level: 'before', history: held, mean: all.mean, dispersion: dispersion * (1 + 1 / held) }
  }

  /**
   * The largest of the hour's mean and its neighbours': what runs by the clock comes earlier or later, by an hour where
   * summer time begins. An hour that was quiet a few times is not taken to be quiet for ever.
   */
  #meanAround({ sums, cells }: Cells, counts: Uint16Array, cell: number, overall: number): number {
    let most = 0
    for (const near of [cell - 1, cell, cell + 1]) {
      const at = cellOf(near, cells)
      const [sum, n] = [sums[at]!, counts[at]!]
      if (n > 0) most = Math.max(most, sum / n, (sum + overall) / (n + 1))
    }
    return most
  }

  #dispersionOf(level: BaselineLevel, compute: () => number): number {
    const known = this.#dispersions.get(level)
    if (known !== undefined) return known
    const computed = compute()
    this.#dispersions.set(level, computed)
    return computed
  }

  #learnUntil(epoch: number): void {
    const { buckets } = this.series
    this.#epoch = epoch
    this.#held = null
    this.#dispersions.clear()
    while (this.#head < buckets.length && buckets[this.#head]! < epoch) this.#count(this.#head++, 1)
    const oldest = epoch - rememberedHours * this.#perHour
    while (this.#tail < this.#head && buckets[this.#tail]! < oldest) this.#count(this.#tail++, -1)
  }

  #count(place: number, sign: 1 | -1): void {
    const value = this.series.values[place]!
    const hour = Math.floor(this.series.buckets[place]! / this.#perHour)
    if (value === 0 || hour < this.series.begin || !this.series.history.holds(hour)) return
    this.#all.add(0, value, sign)
    if (this.#perHour !== 1) return
    this.#week.add(hour, value, sign)
    this.#day.add(hour, value, sign)
  }

  #counts(hour: number): HeldCounts {
    const { begin, history } = this.series
    this.#held ??= history.counts(Math.min(hour, Math.max(begin, hour - rememberedHours)), hour)
    return this.#held
  }

  /** Held buckets that are remembered, before this one. */
  #bucketsHeld(bucket: number): number {
    if (this.#perHour === 1) return this.#counts(bucket).all
    const { begin, history } = this.series
    const hour = Math.floor(bucket / this.#perHour)
    const whole = history.placeOf(hour) - history.placeOf(Math.max(begin, hour - rememberedHours))
    const part = history.holds(hour) ? bucket - hour * this.#perHour : 0
    return Math.max(0, whole) * this.#perHour + part
  }
}
