import { expect, test } from 'vitest'
import { Fetching, type RunFetch } from '../../../src-main/service/fetching.ts'
import { fail, ok } from '../../../src-shared/base/result.ts'
import type { FetchForm } from '../../../src-shared/contract/index.ts'
import type { FetchRequest } from '../../../src-shared/model/acquisition.ts'
import type { Job } from '../../../src-shared/model/job.ts'
import { createFakeEngine } from '../../fixtures/fake-engine.ts'
import { fetchReport } from '../../fixtures/fetch-report.ts'

const form: FetchForm = {
  address: 's3://logs/prefix',
  folder: '/evidence/new',
  from: null,
  until: null,
  accounts: ['111122223333'],
  regions: [],
  organizations: [],
  versions: true,
  profile: 'responder',
  endpoint: null,
  bucketRegion: 'eu-west-1',
  requesterPays: true,
  follow: true,
  queue: null,
  logFiles: ['prefix/AWSLogs/a.json.gz'],
}
const progress = {
  stage: 'fetching', objectsDone: 3, objectsTotal: 9, bytesDone: 30, bytesTotal: 90, remainingMs: 60,
} as const // biome-ignore format: facts in a row

/** A window's fetching, beside an engine that has opened `/evidence`. */
async function story(runFetch: RunFetch) {
  const bugs: unknown[] = []
  const isWithin = (file: string, paths: readonly string[]) => paths.some((path) => file.startsWith(path))
  const fetching = new Fetching(runFetch, isWithin, (_, error) => bugs.push(error))
  const engine = fetching.beside(createFakeEngine())
  const jobs: Job[] = []
  let wake = () => {}
  engine.onJob((job) => {
    jobs.push(job)
    wake()
  })
  const ended = async () => {
    while (jobs.at(-1)?.state === 'running') await new Promise<void>((resolve) => (wake = resolve))
    return jobs.at(-1)!
  }
  return { fetching, engine, jobs, ended, bugs }
}

test('a fetch is a job like others: told as it goes on, with a report at its end', async () => {
  const { fetching, engine, jobs, ended } = await story(async (request, isPlan, _, onProgress) => {
    expect([request.source, request.versions, isPlan]).toEqual([{ bucket: 'logs', prefix: 'prefix/' }, true, false])
    onProgress(progress)
    return ok(fetchReport)
  })
  const started = fetching.start(form, false)
  if (!started.ok) throw new Error(started.message)
  expect(await ended()).toMatchObject({ kind: 'fetch', state: 'done', title: 'Fetching s3://logs/prefix/' })
  expect(jobs.map(({ stage, filesDone, filesTotal }) => [stage, filesDone, filesTotal])).toContainEqual([
    'fetching',
    3,
    9,
  ])
  expect(engine.jobs().map(({ id }) => id)).toEqual([started.value])
  expect(fetching.reportOf(started.value)).toBe(fetchReport)
})

test('it is cancelled like others, and only one runs at a time', async () => {
  const { fetching, engine, ended } = await story(async (_, __, signal) => {
    await new Promise((resolve) => signal.addEventListener('abort', resolve))
    return ok({ ...fetchReport, ending: 'interrupted' })
  })
  const started = fetching.start(form, false)
  expect(fetching.start(form, false)).toMatchObject({ ok: false, code: 'busy' })
  if (started.ok) await engine.cancelJob({ jobId: started.value })
  expect((await ended()).state).toBe('cancelled')
})

test.each([
  [
    'a bucket that cannot be read',
    async () => fail('unreachable', 'There is no such bucket.'),
    'There is no such bucket.',
    0,
  ],
  ['a defect', () => Promise.reject(new Error('broken inside')), 'broken inside', 1],
] as const)('%s fails the job', async (_, runFetch, message, bugCount) => {
  const { fetching, ended, bugs } = await story(runFetch)
  fetching.start(form, true)
  expect(await ended()).toMatchObject({ state: 'failed', message })
  expect(bugs).toHaveLength(bugCount)
})

test('nothing is written into the open case', async () => {
  const { fetching, engine } = await story(async () => ok(fetchReport))
  await engine.openCase({ paths: ['/evidence'] })
  expect(fetching.start(form, false)).toMatchObject({ ok: false, code: 'is-open' })
  expect(fetching.start(form, true).ok).toBe(true)
})

test('what the form asks for is asked of AWS', async () => {
  const asked: FetchRequest[] = []
  const { fetching, ended } = await story(async (request) => {
    asked.push(request)
    return ok(fetchReport)
  })
  const queue = 'https://sqs.us-east-1.amazonaws.com/111122223333/trail'
  fetching.start({ ...form, organizations: ['o-exampleorgid'], queue }, false)
  await ended()
  expect(asked).toMatchObject([
    {
      accounts: ['111122223333'],
      organizations: ['o-exampleorgid'],
      followMs: 300_000,
      queue,
      connection: { profile: 'responder', region: 'eu-west-1', endpoint: null, requesterPays: true },
    },
  ])
})

test('what is no address is refused', async () => {
  const { fetching } = await story(async () => ok(fetchReport))
  expect(fetching.start({ ...form, address: 'logs' }, false)).toMatchObject({ ok: false, code: 'no-address' })
})
