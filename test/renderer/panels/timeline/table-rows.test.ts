import { expect, test } from 'vitest'
import { tableRows } from '../../../../src-renderer/panels/timeline/table-rows.ts'
import type { UtcMs } from '../../../../src-shared/base/time.ts'
import type { Histogram } from '../../../../src-shared/contract/index.ts'
import type { ProofOverTime } from '../../../../src-shared/model/proof-over-time.ts'

const second = 1000
const histogram: Histogram = {
  from: 0 as UtcMs,
  width: second,
  total: [0, 0, 5, 0, 0],
  errors: [0, 0, 1, 0, 0],
  writes: [0, 0, 0, 0, 0],
  stack: null,
}
const proof: ProofOverTime = {
  from: 0 as UtcMs,
  width: second,
  count: 5,
  rows: 2,
  times: {
    proven: [2000, 2000, 1600, 0, 2000],
    none: [0, 0, 400, 2000, 0],
    unproven: [0, 0, 0, 0, 0],
    missing: [0, 0, 0, 0, 0],
    altered: [0, 0, 0, 0, 0],
  },
  unprovenEvents: [0, 0, 0, 0, 0],
}

test('bars without events are one row as long as their time is proven alike: silence of two kinds is told apart', () => {
  const rows = tableRows(histogram, proof).map(({ range, bar, proof: words }) => [range.until / second, bar, words])
  expect(rows).toEqual([
    [2, null, 'proven'],
    [3, 2, '20% no logs, 80% proven'],
    [4, null, 'no logs'],
    [5, null, 'proven'],
  ])
})

test('nothing is said of proof while it is that of other bars', () => {
  const rows = tableRows(histogram, { ...proof, width: 5 * second })
  expect(rows.map(({ range, proof: words }) => [range.until / second, words])).toEqual([
    [2, ''],
    [3, ''],
    [5, ''],
  ])
})
