import { expect, test } from 'vitest'
import { finishJob } from '../../../../src-main/hosts/cli/io-case.ts'
import { ok } from '../../../../src-shared/base/result.ts'
import type { JobId } from '../../../../src-shared/model/job.ts'
import { aJob, createFakeEngine } from '../../../fixtures/fake-engine.ts'
import { aTerminal } from './a-terminal.ts'

test('progress is drawn on a terminal, and taken away at the end', async () => {
  const { io, kept } = aTerminal(true)
  const engine = createFakeEngine()
  const start = async () => {
    const running = { state: 'running', stage: 'reading', bytesDone: 1_500_000, bytesTotal: 3_000_000 } as const
    engine.pushJob(aJob({ ...running, filesDone: 1, filesTotal: 2_000, events: 1_234, remainingMs: 2_100 }))
    engine.pushJob(aJob())
    return ok(aJob().id)
  }
  expect(await finishJob(engine, start, io)).toEqual(ok(aJob()))
  expect(kept.err).toBe(
    '\r\u001b[KReading files: 1 of 2,000 files, 1.5 of 3.0 MB, 1,234 events, about 3 s left\r\u001b[K',
  )
})

test('no progress is written where there is no terminal', async () => {
  const { io, kept } = aTerminal()
  const engine = createFakeEngine()
  await finishJob(engine, () => engine.openCase({ paths: ['trail'] }), io)
  expect(kept).toEqual({ out: '', err: '' })
})

test('another job’s end is not this one’s', async () => {
  const engine = createFakeEngine()
  const start = async () => {
    engine.pushJob(aJob({ id: 'another' as JobId, state: 'failed', message: 'not ours' }))
    queueMicrotask(() => engine.pushJob(aJob({ state: 'failed', message: 'The folder vanished' })))
    return ok(aJob().id)
  }
  expect(await finishJob(engine, start, aTerminal().io)).toEqual({
    ok: false,
    code: 'failed',
    message: 'The folder vanished',
  })
})

test('folders that hold nothing of the kind are no failure of the program', async () => {
  const engine = createFakeEngine()
  const start = async () => {
    engine.pushJob(aJob({ state: 'failed', message: 'There are no files under /evidence.', nothingFound: true }))
    return ok(aJob().id)
  }
  expect(await finishJob(engine, start, aTerminal().io)).toMatchObject({ ok: false, code: 'refused' })
})

test('an interrupt before the job began cancels it all the same', async () => {
  const { io, ctrlC } = aTerminal()
  ctrlC()
  const engine = createFakeEngine({
    cancelJob: async ({ jobId }) => {
      engine.pushJob(aJob({ id: jobId, state: 'cancelled' }))
      return ok(undefined)
    },
  })
  expect(await finishJob(engine, async () => ok(aJob().id), io)).toMatchObject({ ok: false, code: 'interrupted' })
})
