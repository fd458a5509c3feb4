import { expect, test } from 'vitest'
import { collectGarbage } from '../../../src-main/runtime/collect-garbage.ts'

const heapUsed = () => process.memoryUsage().heapUsed
const megabytes = 1 << 20

test('what has lived for a while and was dropped is gone after a major collection, not after a minor one', () => {
  let kept: number[][] | null = Array.from({ length: 200_000 }, (_, i) => [i, i + 1, i + 2])
  // What outlives two minor collections is taken for long-lived.
  for (let i = 0; i < 3; i++) collectGarbage('minor')
  const before = heapUsed()
  expect(kept).toHaveLength(200_000)
  kept = null
  collectGarbage('minor')
  expect(before - heapUsed()).toBeLessThan(5 * megabytes)
  collectGarbage('major')
  expect(before - heapUsed()).toBeGreaterThan(10 * megabytes)
})
