/** How counts become heights. On a logarithmic axis one event is still seen beside a million. */
export type AxisKind = 'linear' | 'log'

export interface ValueAxis {
  readonly kind: AxisKind
  /** The count at the top; at least 1. */
  readonly most: number
}

/** From 0 at the bottom to 1 at the top, and above it for more than `most`. */
export const shareOf = (count: number, { kind, most }: ValueAxis): number =>
  kind === 'linear' ? count / most : Math.log1p(count) / Math.log1p(most)

/** Round counts to draw lines at, from the lowest; `room` says how many there is room for. */
export function stepsOf({ kind, most }: ValueAxis, room: number): readonly number[] {
  if (room < 1) return []
  return kind === 'linear' ? evenSteps(most, room) : powerSteps(most, room)
}

function evenSteps(most: number, room: number): readonly number[] {
  const rough = Math.max(1, most / (room + 1))
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((fitting) => fitting >= rough)!
  return Array.from({ length: Math.floor(most / step) }, (_, k) => (k + 1) * step).slice(0, room + 1)
}

/** 1, 10, 100, …, or every second or third of them. */
function powerSteps(most: number, room: number): readonly number[] {
  const powers = Math.floor(Math.log10(most)) + 1
  const every = Math.ceil(powers / room)
  return Array.from({ length: powers }, (_, power) => 10 ** power).filter((_, power) => power % every === 0)
}

/**
 * Heights of the parts of one bar, in pixels: in proportion, but none that has events lower than `least`; together as
 * high as the bar where it has room for that.
 */
export function partHeights(counts: readonly number[], height: number, least: number): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0) return counts.map(() => 0)
  const raised = counts.map((count) => (count === 0 ? 0 : Math.max(least, (count / total) * height)))
  const excess = raised.reduce((sum, each) => sum + each, 0) - height
  if (excess <= 0) return raised
  const highest = raised.indexOf(Math.max(...raised))
  return raised.map((each, at) => (at === highest ? Math.max(0, each - excess) : each))
}

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })
/** `1.2K` */
export const shortCount = (count: number): string => compact.format(count)
