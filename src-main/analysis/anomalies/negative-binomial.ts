/**
 * Tails of the negative binomial distribution with this mean and a variance of `dispersion` times the mean, as base-10
 * logarithms, so that what is far out keeps its order. Counts of calls vary more than a Poisson distribution says, because
 * one command or page makes many. Source of the parameters: Noufaily et al. 2013, "An improved algorithm for outbreak
 * detection in multiple surveillance systems", Statistics in Medicine 32(7).
 */
export interface Counts {
  readonly mean: number
  /** More than 1. */
  readonly dispersion: number
}

/** Of a count of at least this many. */
export function log10AtLeast({ mean, dispersion }: Counts, count: number): number {
  if (count <= 0) return 0
  // P(X ≥ k) is the regularized incomplete beta function I_q(k, r) (Abramowitz and Stegun 26.5.24).
  return log10Beta(1 - 1 / dispersion, count, mean / (dispersion - 1))
}

/** Of a count of less than this many. */
export function log10Below({ mean, dispersion }: Counts, count: number): number {
  if (count <= 0) return Number.NEGATIVE_INFINITY
  return log10Beta(1 / dispersion, mean / (dispersion - 1), count)
}

/** The largest count that is more likely to be reached or exceeded than `log10` says. */
export function highest(counts: Counts, log10: number): number {
  let step = 1
  while (log10AtLeast(counts, counts.mean + step) > log10) step *= 2
  return lastThat(
    Math.floor(counts.mean),
    Math.ceil(counts.mean + step),
    (count) => log10AtLeast(counts, count) > log10,
  )
}

/** The smallest count for which fewer are at least as likely as `log10` says; 0 where none is. */
export function lowest(counts: Counts, log10: number): number {
  const mean = Math.floor(counts.mean)
  return lastThat(0, mean + 1, (count) => log10Below(counts, count) <= log10)
}

/** The last place from `low` on, and before `end`, for which `holds` is true; it is of `low` and up to some place. */
function lastThat(low: number, end: number, holds: (place: number) => boolean): number {
  let [from, to] = [low, end]
  while (to - from > 1) {
    const middle = Math.floor((from + to) / 2)
    if (holds(middle)) from = middle
    else to = middle
  }
  return from
}

/** The logarithm of the regularized incomplete beta function I_x(a, b). */
function log10Beta(x: number, a: number, b: number): number {
  const front = logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)
  if (x < (a + 1) / (a + b + 2)) return (front + Math.log(fraction(x, a, b) / a)) / Math.LN10
  const rest = Math.exp(front + Math.log(fraction(1 - x, b, a) / b))
  return Math.log10(Math.max(Number.MIN_VALUE, 1 - rest))
}

const mostTerms = 10_000
const tiny = 1e-300

/** The continued fraction of the incomplete beta function (DLMF 8.17.22), by the method of Lentz. */
function fraction(x: number, a: number, b: number): number {
  const kept = (value: number) => (Math.abs(value) < tiny ? tiny : value)
  let c = 1
  let d = 1 / kept(1 - ((a + b) * x) / (a + 1))
  let result = d
  for (let m = 1; m <= mostTerms; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / kept(1 + even * d)
    c = kept(1 + even / c)
    result *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / kept(1 + odd * d)
    c = kept(1 + odd / c)
    result *= d * c
    if (Math.abs(d * c - 1) < 1e-10) break
  }
  return result
}

/** Coefficients of Lanczos for g = 7; exact to 15 digits. */
const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const // biome-ignore format: a table

function logGamma(x: number): number {
  const [first, ...others] = lanczos
  const sum = others.reduce((sum, each, at) => sum + each / (x + at), first as number)
  const base = x + 6.5
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(sum)
}
