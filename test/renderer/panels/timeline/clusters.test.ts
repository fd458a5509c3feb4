import { expect, test } from 'vitest'
import { clustersOf, marksOf } from '../../../../src-renderer/panels/timeline/clusters.ts'
import type { UtcMs } from '../../../../src-shared/base/time.ts'
import type { Finding } from '../../../../src-shared/contract/findings.ts'
import type { CaseBookmark } from '../../../../src-shared/model/bookmark.ts'
import { marksWords } from '../../../../src-shared/words/timeline.ts'
import { findings } from '../../fake-case.ts'

const [like] = findings
const finding = (id: string, firstSeen: number | null, severity: Finding['severity']): Finding => ({
  ...like!,
  id,
  firstSeen: firstSeen as UtcMs | null,
  severity,
})
const bookmark = (record: number, time: number | null): CaseBookmark => ({
  of: { kind: 'event', ref: { eventID: null, source: 'a'.repeat(64), record } } as CaseBookmark['of'],
  note: '',
  keptAt: 0 as UtcMs,
  event: { row: record, time: time as UtcMs | null },
})
const shown = { range: { from: 0 as UtcMs, until: 1000 as UtcMs }, width: 1000 }

test('what stands close to each other shares a flag of the gravest finding', () => {
  const marks = marksOf(
    [
      finding('c', 510, 'high'),
      finding('a', 100, 'low'),
      finding('b', 500, 'info'),
      finding('d', null, 'high'),
      finding('e', 1000, 'high'),
    ],
    [bookmark(7, 520), bookmark(8, null), bookmark(9, 800)],
  )
  const told = clustersOf(marks, shown).map(({ x, worst, marks: those }) => [x, worst, those.map(({ kind }) => kind)])
  expect(told).toEqual([
    [100, 'low', ['finding']],
    [500, 'high', ['bookmark', 'finding', 'finding']],
    [800, null, ['bookmark']],
  ])
})

test.each([
  [{ findings: 1, bookmarks: 0, worst: 'high' }, '1 finding, high'],
  [{ findings: 3, bookmarks: 1, worst: 'medium' }, '3 findings, the gravest medium and 1 bookmark'],
  [{ findings: 0, bookmarks: 2, worst: null }, '2 bookmarks'],
] as const)('a flag tells what it stands for: %j', (marks, words) => {
  expect(marksWords(marks)).toBe(words)
})
