import type { TimeRange, TimeSpan, UtcMs } from '../../../src-shared/base/time.ts'
import type { Histogram } from '../../../src-shared/contract/index.ts'

/** Time laid along a width in pixels. */
export interface Scale {
  readonly range: TimeSpan
  readonly width: number
}

export const lengthOf = ({ from, until }: TimeSpan) => Math.max(1, until - from)

export const xOf = (time: number, { range, width }: Scale): number => ((time - range.from) / lengthOf(range)) * width
export const timeAt = (x: number, { range, width }: Scale): UtcMs =>
  (range.from + (x / Math.max(1, width)) * lengthOf(range)) as UtcMs

export const rangeOf = ({ from, width, total }: Histogram): TimeSpan => ({
  from,
  until: (from + width * total.length) as UtcMs,
})

/** The bar over a time; null beside the bars. */
export function bucketAt(time: number, { from, width, total }: Histogram): number | null {
  const bucket = Math.floor((time - from) / width)
  return bucket >= 0 && bucket < total.length ? bucket : null
}

export const bucketRange = (bucket: number, { from, width }: Histogram): TimeSpan => ({
  from: (from + bucket * width) as UtcMs,
  until: (from + (bucket + 1) * width) as UtcMs,
})

/** Widened to whole bars, so that what was brushed holds exactly the events the bars counted. */
export function snapped({ from, until }: TimeSpan, { from: start, width }: Histogram): TimeSpan {
  return {
    from: (start + Math.floor((from - start) / width) * width) as UtcMs,
    until: (start + Math.ceil((until - start) / width) * width) as UtcMs,
  }
}

/** The part of `range` inside `all`; all of it when they do not meet. */
export function clamped(range: TimeRange, all: TimeSpan): TimeSpan {
  const from = Math.max(range.from ?? all.from, all.from) as UtcMs
  const until = Math.min(range.until ?? all.until, all.until) as UtcMs
  return from < until ? { from, until } : all
}

/** Moved by a share of its length, kept inside `all`. */
export function panned(range: TimeSpan, share: number, all: TimeSpan): TimeSpan {
  const length = lengthOf(range)
  const from = Math.max(all.from, Math.min(range.from + Math.round(length * share), all.until - length))
  return { from: from as UtcMs, until: (from + length) as UtcMs }
}

/** Milliseconds. */
const shortest = 10

/** Shortened or lengthened, its middle or the time `around` staying where it is; null once it holds all there is. */
export function zoomed(range: TimeSpan, factor: number, all: TimeSpan, around?: UtcMs): TimeSpan | null {
  const length = Math.max(shortest, Math.round(lengthOf(range) * factor))
  if (length >= lengthOf(all)) return null
  const share = around === undefined ? 0.5 : (around - range.from) / lengthOf(range)
  const from = Math.round(range.from + share * (lengthOf(range) - length)) as UtcMs
  return panned({ from, until: (from + length) as UtcMs }, 0, all)
}
