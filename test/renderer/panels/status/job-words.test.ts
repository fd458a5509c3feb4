import { expect, test } from 'vitest'
import { remainingWords } from '../../../../src-renderer/panels/status/job-words.ts'
import { begun, type Job, type JobId } from '../../../../src-shared/model/job.ts'

const aJob = (of: Partial<Job>): Job => ({
  id: 'one' as JobId,
  kind: 'open',
  title: 'a folder',
  stage: 'reading',
  ...begun,
  bytesTotal: 1000,
  ...of,
})

test.for<[remainingMs: number | null, words: string]>([
  [null, 'Estimating…'],
  [0, 'Nearly done'],
  [2100, 'About 3 s left'],
  [31_000, 'About 35 s left'],
  [137_000, 'About 2 min 30 s left'],
  [50 * 60_000, 'About 50 min left'],
  [3 * 3_600_000 - 1, 'About 3 h left'],
])('%j is told as %s', ([remainingMs, words]) => expect(remainingWords(aJob({ remainingMs }))).toBe(words))

test('nothing is promised of a stage that is not estimated', () =>
  expect(remainingWords(aJob({ stage: 'verifying' }))).toBe(''))
