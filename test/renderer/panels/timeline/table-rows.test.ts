import { expect, test } from 'vitest'
import { clustersOf } from '../../../../src-renderer/panels/timeline/clusters.ts'
import { tableRows } from '../../../../src-renderer/panels/timeline/table-rows.ts'
import type { UtcMs } from '../../../../src-shared/base/time.ts'
import type { Finding } from '../../../../src-shared/contract/findings.ts'
import type { Histogram } from '../../../../src-shared/contract/index.ts'
import type { ProofOverTime } from '../../../../src-shared/model/proof-over-time.ts'
import { findings } from '../../fake-case.ts'

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

test('findings that begin close to each other share a flag of the worst of them', () => {
  const [like] = findings
  const finding = (id: string, firstSeen: number | null, severity: Finding['severity']): Finding => ({
    ...like!,
    id,
    firstSeen: firstSeen as UtcMs | null,
    severity,
  })
  const shown = { range: { from: 0 as UtcMs, until: 1000 as UtcMs }, width: 1000 }
  const clusters = clustersOf(
    [
      finding('c', 510, 'high'),
      finding('a', 100, 'low'),
      finding('b', 500, 'info'),
      finding('d', null, 'high'),
      finding('e', 1000, 'high'),
    ],
    shown,
  )
  expect(clusters.map(({ x, worst, findings: those }) => [x, worst, those.map(({ id }) => id)])).toEqual([
    [100, 'low', ['a']],
    [500, 'high', ['c', 'b']],
  ])
})
