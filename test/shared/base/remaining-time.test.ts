import { describe, expect, test } from 'vitest'
import { RemainingTime } from '../../../src-shared/base/remaining-time.ts'

const second = 1000

/** Work of 100 MB a tenth of a second at a time: what is told at each time, and what was true. */
function run(speed: (ms: number) => number, { piece = 1, total = 100 } = {}) {
  const remaining = new RemainingTime(0, 0)
  const told: { readonly at: number; readonly told: number | null }[] = []
  let [done, finished, at] = [0, 0, 0]
  for (; finished < total; at += 100) {
    done = Math.min(total, done + speed(at) / 10)
    // Files count when they are read to their end.
    const inPieces = done >= total ? total : Math.floor(done / piece) * piece
    if (inPieces === finished) continue
    finished = inPieces
    told.push({ at, told: remaining.at(at, finished, total) })
  }
  return told.map((each) => ({ ...each, left: told.at(-1)!.at - each.at }))
}

describe('five seconds after its beginning, and until its last two, what is told is right within a factor of two', () => {
  test.for<[string, (ms: number) => number, number]>([
    ['of even work', () => 4, 0.01],
    ['of work that starts slowly', (ms) => (ms < 2.5 * second ? 0.4 : 4), 0.01],
    ['of work that starts fast, from files that the system had in memory', (ms) => (ms < second ? 12 : 4), 0.01],
    ['of large files', () => 4, 5],
    ['of work that rests now and then', (ms) => (ms % 1200 < 400 ? 0 : 6), 0.5],
    ['of work on a machine that grows busy bit by bit', (ms) => Math.max(2.5, 5 - ms / (15 * second)), 0.1],
    ['of hours of work', () => 0.01, 0.05],
  ])('%s', ([, speed, piece]) => {
    const judged = run(speed, { piece }).filter(({ at, left }) => at >= 5 * second && left >= 2 * second)
    expect(judged.length).toBeGreaterThan(2)
    for (const { told, left } of judged) {
      expect(told).toBeGreaterThan(left / 2)
      expect(told).toBeLessThan(left * 2)
    }
  })
})

test('nothing is told in the first second, and before anything is done', () => {
  const remaining = new RemainingTime(0, 0)
  expect(remaining.at(999, 50, 100)).toBe(null)
  expect(new RemainingTime(0, 0).at(60 * second, 0, 100)).toBe(null)
  expect(remaining.at(2 * second, 50, 100)).toBeGreaterThan(0)
})

test('what was done before it began takes no part', () =>
  expect(new RemainingTime(0, 50).at(10 * second, 60, 100)).toBe(40 * second))

test('more may be found to do, and less to be done', () => {
  const remaining = new RemainingTime(0, 0)
  expect(remaining.at(4 * second, 40, 100)).toBe(6 * second)
  // An archive of 30 turns out to hold members of 200.
  expect(remaining.at(5 * second, 50, 270)).toBe(22 * second)
  expect(remaining.at(10 * second, 300, 270)).toBe(0)
})
