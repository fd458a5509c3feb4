import { dayMs } from '../../../src-shared/base/time.ts'

/** The span of a given width in which somebody did most different things. */
export interface FullestSpan {
  readonly kinds: number
  readonly first: number
  readonly last: number
}

/** What somebody did over the whole case. */
export interface Doings {
  /** Null where no span has as many different things as asked for. */
  readonly fullest: FullestSpan | null
  /** UTC days, counted from 1970, with such a span. */
  readonly fullDays: ReadonlySet<number>
  readonly days: ReadonlySet<number>
}

/** Who did what and when: numbers that stand for them, and milliseconds. To be added in order of time. */
export class Deeds {
  readonly #of = new Map<number, { readonly kinds: number[]; readonly times: number[] }>()

  add(who: number, kind: number, time: number): void {
    let deeds = this.#of.get(who)
    if (deeds === undefined) {
      deeds = { kinds: [], times: [] }
      this.#of.set(who, deeds)
    }
    deeds.kinds.push(kind)
    deeds.times.push(time)
  }

  /** Per who, the first of the fullest spans that are no longer than `width` and have at least `least` kinds. Any clock will do: spans slide. */
  *fullest(width: number, least: number): Generator<readonly [who: number, doings: Doings]> {
    for (const [who, { kinds, times }] of this.#of) yield [who, doingsOf(kinds, times, width, least)]
  }
}

function doingsOf(kinds: readonly number[], times: readonly number[], width: number, least: number): Doings {
  const inside = new Map<number, number>()
  const fullDays = new Set<number>()
  const days = new Set<number>()
  let fullest: FullestSpan | null = null
  let start = 0
  for (let end = 0; end < kinds.length; end++) {
    const time = times[end]!
    inside.set(kinds[end]!, (inside.get(kinds[end]!) ?? 0) + 1)
    for (; times[start]! < time - width; start++) {
      const left = inside.get(kinds[start]!)! - 1
      if (left === 0) inside.delete(kinds[start]!)
      else inside.set(kinds[start]!, left)
    }
    const day = Math.floor(time / dayMs)
    days.add(day)
    if (inside.size < least) continue
    fullDays.add(day)
    if (inside.size > (fullest?.kinds ?? 0)) fullest = { kinds: inside.size, first: times[start]!, last: time }
  }
  return { fullest, fullDays, days }
}

/** Days after which what is done on most of them is a habit. */
const leastDays = 3

/** Whether somebody does so many things at once on at least every second day of activity. */
export const isHabit = (fullDays: ReadonlySet<number>, days: ReadonlySet<number>): boolean =>
  fullDays.size >= leastDays && 2 * fullDays.size >= days.size
