import { expect, test } from 'vitest'
import { highest, log10AtLeast, log10Below, lowest } from '../../../../src-main/analysis/anomalies/negative-binomial.ts'

/** Chances of 0, 1, … by the recurrence of the distribution, summed one by one. */
function plain(
  { mean, dispersion }: { mean: number; dispersion: number },
  isCounted: (count: number) => boolean,
): number {
  const size = mean / (dispersion - 1)
  let chance = dispersion ** -size
  let sum = 0
  for (let count = 0; count < 50_000; count++) {
    if (isCounted(count)) sum += chance
    chance *= (1 - 1 / dispersion) * ((size + count) / (count + 1))
  }
  return Math.log10(sum)
}

const cases = [
  [0.003, 10, 20], [0.003, 10, 3], [0.5, 1.01, 3], [5, 1.01, 20], [50, 8, 200], [50, 8, 5], [200, 3, 150], [900, 60, 5000],
] as const // biome-ignore format: a table

test('tails are those of the sum of all chances', () => {
  for (const [mean, dispersion, count] of cases) {
    const counts = { mean, dispersion }
    expect(log10AtLeast(counts, count)).toBeCloseTo(
      plain(counts, (each) => each >= count),
      6,
    )
    expect(log10Below(counts, count)).toBeCloseTo(
      plain(counts, (each) => each < count),
      6,
    )
  }
})

test('a band ends with the last count that is likely enough', () => {
  for (const [mean, dispersion] of cases) {
    const counts = { mean, dispersion }
    const [low, high] = [lowest(counts, -6), highest(counts, -6)]
    expect(log10AtLeast(counts, high)).toBeGreaterThan(-6)
    expect(log10AtLeast(counts, high + 1)).toBeLessThanOrEqual(-6)
    expect(log10Below(counts, low)).toBeLessThanOrEqual(-6)
    expect(log10Below(counts, low + 1)).toBeGreaterThan(-6)
  }
})

test('what is so unlikely that no number holds its chance keeps its order', () => {
  const counts = { mean: 1e4, dispersion: 100 }
  expect(log10AtLeast(counts, 300_000)).toBeLessThan(log10AtLeast(counts, 200_000))
  expect(log10AtLeast(counts, 200_000)).toBeLessThan(-600)
})
