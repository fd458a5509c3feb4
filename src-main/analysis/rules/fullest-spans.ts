import { dayMs } from '../../../src-shared/base/time.ts'

/** The span of a given width in which somebody did most different things. */
export interface FullestSpan {
  readonly kinds: number
  /** Of these, how many are in the baseline of the case. */
  readonly usual: number
  readonly first: number
  readonly last: number
}

interface Done {
  readonly kinds: number[]
  readonly times: number[]
  /** Whether it tells what is usual. */
  readonly usual: boolean[]
}

/** Who did what and when: numbers that stand for them, and milliseconds. To be added in order of time. */
export class Deeds {
  readonly #of = new Map<number, Done>()

  /** `tellsUsual`: whether the event belongs to the baseline of the case. */
  add(who: number, kind: number, time: number, tellsUsual: boolean): void {
    let deeds = this.#of.get(who)
    if (deeds === undefined) {
      deeds = { kinds: [], times: [], usual: [] }
      this.#of.set(who, deeds)
    }
    deeds.kinds.push(kind)
    deeds.times.push(time)
    deeds.usual.push(tellsUsual)
  }

  /**
   * Of everybody who did `least` different things within `width`: the first of the fullest such spans, and the UTC days,
   * counted from 1970, on which the baseline alone has one. Spans begin anywhere, not at the hours of a clock. Events of
   * the baseline come first: others neither make a day full nor take the place of a span.
   */
  *fullest(
    width: number,
    least: number,
  ): Generator<readonly [who: number, FullestSpan, fullDays: ReadonlySet<number>]> {
    for (const [who, done] of this.#of) {
      if (done.kinds.length < least) continue
      const { fullest, fullDays } = fullestSpan(done, width, least)
      if (fullest !== null) yield [who, fullest, fullDays]
    }
  }

  /** The days of the baseline on which anybody of whom this holds did something. */
  daysOf(isMeant: (who: number) => boolean): ReadonlySet<number> {
    const days = new Set<number>()
    for (const [who, { times, usual }] of this.#of)
      if (isMeant(who)) for (const [at, time] of times.entries()) if (usual[at]) days.add(dayOf(time))
    return days
  }
}

const dayOf = (time: number): number => Math.floor(time / dayMs)

function fullestSpan({ kinds, times, usual }: Done, width: number, least: number) {
  const inside = new KindCounts()
  const insideUsual = new KindCounts()
  const fullDays = new Set<number>()
  let fullest: FullestSpan | null = null
  let start = 0
  for (let end = 0; end < kinds.length; end++) {
    const time = times[end]!
    inside.add(kinds[end]!)
    if (usual[end]) insideUsual.add(kinds[end]!)
    for (; times[start]! < time - width; start++) {
      inside.remove(kinds[start]!)
      if (usual[start]) insideUsual.remove(kinds[start]!)
    }
    if (inside.size < least) continue
    if (usual[end] && insideUsual.size >= least) fullDays.add(dayOf(time))
    const span = { kinds: inside.size, usual: insideUsual.size, first: times[start]!, last: time }
    const more = fullest === null ? 1 : fuller(span, fullest)
    // As long as nothing leaves the span, what comes again belongs to it.
    if (more > 0 || (more === 0 && span.first === fullest?.first)) fullest = span
  }
  return { fullest, fullDays }
}

/** Above 0 where a span has more different things than another: those of the baseline decide first. */
export const fuller = (span: FullestSpan, than: FullestSpan): number =>
  span.usual - than.usual || span.kinds - than.kinds

/** How often each kind is there. */
export class KindCounts {
  readonly #counts = new Map<number, number>()

  get size(): number {
    return this.#counts.size
  }

  add(kind: number): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1)
  }

  remove(kind: number): void {
    const left = this.#counts.get(kind)! - 1
    if (left === 0) this.#counts.delete(kind)
    else this.#counts.set(kind, left)
  }
}

/** Days after which what is done on most of them is a habit. */
const leastDays = 3

/** Whether somebody does so many things at once on at least every second day of activity. */
export const isHabit = (fullDays: ReadonlySet<number>, days: () => ReadonlySet<number>): boolean =>
  fullDays.size >= leastDays && 2 * fullDays.size >= days().size
