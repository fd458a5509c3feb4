import { firstThat } from '../../../src-shared/base/binary-search.ts'
import type { LearnedFrom } from '../../../src-shared/model/anomaly.ts'

export const hoursOfDay = 24
export const hoursOfWeek = 168
/** Baselines forget what is older, as what is usual changes. */
export const rememberedHours = 8 * hoursOfWeek

/** A table of places has at most so many hours: of 20 years. A single clock may claim any year. */
const mostHours = 20 * 8766

/** How many held hours there are, in all and by the hour of day and of week. */
export interface HeldCounts {
  readonly all: number
  readonly ofDay: Uint16Array
  readonly ofWeek: Uint16Array
}

/**
 * The hours that a case holds of some place, as hours since 1970. What was not read, is missing or cannot be proven to be
 * whole is none of them: nothing is learned from it, in particular not that nothing happened.
 */
export class History {
  /** The place of each hour from the first on; null where they lie too far apart. */
  readonly #places: Int32Array | null
  readonly #counted = new Map<number, HeldCounts>()

  /** `hours`: ascending. */
  constructor(
    readonly hours: Int32Array,
    readonly learnedFrom: LearnedFrom,
  ) {
    const [first = 0, last = first] = [hours[0], hours.at(-1)]
    this.#places = last - first > mostHours ? null : new Int32Array(last - first + 1)
    for (let place = 0, hour = first; this.#places !== null && hour <= last; hour++) {
      this.#places[hour - first] = place
      if (hours[place] === hour) place++
    }
  }

  holds(hour: number): boolean {
    return this.hours[this.placeOf(hour)] === hour
  }

  /** How many held hours lie before this one. */
  placeOf(hour: number): number {
    const at = hour - (this.hours[0] ?? hour)
    if (at <= 0) return 0
    if (this.#places !== null) return this.#places[at] ?? this.hours.length
    return firstThat(this.hours.length, (place) => this.hours[place]! >= hour)
  }

  /** Frees what is kept of counts; they are counted anew when they are asked for. */
  forget(): void {
    this.#counted.clear()
  }

  /** Of hours from `from` to before `until`. */
  counts(from: number, until: number): HeldCounts {
    const key = until * 2 * rememberedHours + (until - from)
    const known = this.#counted.get(key)
    if (known !== undefined) return known
    const [start, end] = [this.placeOf(from), this.placeOf(until)]
    const counts = { all: end - start, ofDay: new Uint16Array(hoursOfDay), ofWeek: new Uint16Array(hoursOfWeek) }
    for (let place = start; place < end; place++) {
      const hour = this.hours[place]!
      counts.ofDay[cellOf(hour, hoursOfDay)]!++
      counts.ofWeek[cellOf(hour, hoursOfWeek)]!++
    }
    this.#counted.set(key, counts)
    return counts
  }
}

/** The hour of the day or week, counted from that of 1 January 1970. Hours before that year are negative. */
export const cellOf = (hour: number, cells: number): number => ((hour % cells) + cells) % cells

/**
 * Hours whose events are all delivered in the hours of delivery that are held: an event of one hour may be delivered in
 * the next (CloudTrail user guide: within about 5 minutes on average).
 */
export function wholeHours(delivered: Int32Array): Int32Array {
  return delivered.filter((hour, place) => delivered[place + 1] === hour + 1)
}
