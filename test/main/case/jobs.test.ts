import { afterEach, expect, test, vi } from 'vitest'
import { RunningJob } from '../../../src-main/case/jobs.ts'
import type { Job } from '../../../src-shared/model/job.ts'

afterEach(() => void vi.useRealTimers())

const after = (seconds: number) => vi.advanceTimersByTime(1000 * seconds)

test('what a stage still takes is told from its own bytes: looking for files takes no part, nor does waiting', () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  const told: Job[] = []
  const job = new RunningJob('open', 'a folder', (snapshot) => told.push(snapshot))
  const left = () => told.at(-1)!.remainingMs
  after(60)
  job.report({ filesTotal: 100 })
  expect(left()).toBe(null)
  job.report({ stage: 'reading', filesTotal: 100, bytesTotal: 1000 })
  expect(left()).toBe(null)
  for (const bytesDone of [100, 200, 300, 400]) {
    after(1)
    job.report({ bytesDone })
  }
  expect(left()).toBe(6000)
  job.report({ stage: 'ordering' })
  expect(left()).toBe(null)
  job.end({ state: 'done', message: null })
  expect(told.at(-1)).toMatchObject({ state: 'done', elapsedMs: 64_000, remainingMs: null })
})
