import { dayMs } from '../../../src-shared/base/time.ts'

/** The span of a given width in which somebody did most different things. */
export interface FullestSpan {
  readonly kinds: number
  readonly first: number
  readonly last: number
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

  /**
   * Of everybody who did `least` different things within `width`: the first of the fullest such spans, and the UTC days,
   * counted from 1970, that have one. Spans begin anywhere, not at the hours of a clock.
   */
  *fullest(
    width: number,
    least: number,
  ): Generator<readonly [who: number, FullestSpan, fullDays: ReadonlySet<number>]> {
    for (const [who, { kinds, times }] of this.#of) {
      if (kinds.length < least) continue
      const { fullest, fullDays } = fullestSpan(kinds, times, width, least)
      if (fullest !== null) yield [who, fullest, fullDays]
    }
  }

  /** The days on which anybody of whom this holds did something. */
  daysOf(isMeant: (who: number) => boolean): ReadonlySet<number> {
    const days = new Set<number>()
    for (const [who, { times }] of this.#of) if (isMeant(who)) for (const time of times) days.add(dayOf(time))
    return days
  }
}

const dayOf = (time: number): number => Math.floor(time / dayMs)

function fullestSpan(kinds: readonly number[], times: readonly number[], width: number, least: number) {
  const inside = new Map<number, number>()
  const fullDays = new Set<number>()
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
    if (inside.size < least) continue
    fullDays.add(dayOf(time))
    // As long as nothing leaves the span, what comes again belongs to it.
    if (inside.size > (fullest?.kinds ?? 0) || (inside.size === fullest?.kinds && times[start] === fullest.first))
      fullest = { kinds: inside.size, first: times[start]!, last: time }
  }
  return { fullest, fullDays }
}

/** Days after which what is done on most of them is a habit. */
const leastDays = 3

/** Whether somebody does so many things at once on at least every second day of activity. */
export const isHabit = (fullDays: ReadonlySet<number>, days: () => ReadonlySet<number>): boolean =>
  fullDays.size >= leastDays && 2 * fullDays.size >= days().size
