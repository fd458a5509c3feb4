// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FetchDialog } from '../../../../src-renderer/panels/fetch/panel.tsx'
import { emptyForm, readForm } from '../../../../src-renderer/panels/fetch/read-form.ts'
import { hideFetch, showFetch } from '../../../../src-renderer/state/fetch.ts'
import { takeJob } from '../../../../src-renderer/state/jobs.ts'
import { fail, ok } from '../../../../src-shared/base/result.ts'
import type { Handlers } from '../../../../src-shared/contract/index.ts'
import type { FetchReport } from '../../../../src-shared/model/acquisition.ts'
import type { Job, JobId } from '../../../../src-shared/model/job.ts'
import { fetchReport } from '../../../fixtures/fetch-report.ts'
import { runningJob } from '../../fake-bridge.ts'
import { askedOf, showPanel } from '../show-panel.tsx'

beforeEach(hideFetch)
afterEach(cleanup)

function show(report: FetchReport | null = fetchReport, answers: Partial<Handlers> = {}) {
  let jobs = 0
  const bridge = showPanel(<FetchDialog />, {
    events: null,
    answers: {
      startFetch: async () => ok(`fetch-${++jobs}` as JobId),
      fetchReport: async () => ok(report),
      ...answers,
    },
  })
  act(showFetch)
  return bridge
}
const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))
const job = (id: string, part: Partial<Job>): Job => ({
  ...runningJob,
  id: id as JobId,
  kind: 'fetch',
  stage: 'listing',
  ...part,
})

function fillIn() {
  type('Bucket and prefix', 's3://logs/prefix')
  type('Folder to fetch into', '/evidence')
}

test('the dialog says that it uses the network before it does', () => {
  const bridge = show()
  expect(screen.getByText(/ask AWS over the network, with the credentials of the profile, and only read/)).toBeTruthy()
  expect(askedOf(bridge, 'startFetch')).toEqual([])
})

test('a fetch is previewed, run, and what it fetched is opened with the keys of AWS', async () => {
  const bridge = show()
  fillIn()
  press('Preview')
  await screen.findByRole('dialog', { name: 'Preview of the fetch' })
  act(() => takeJob(job('fetch-1', { state: 'done' })))
  expect(
    await screen.findByText(/^2,000 objects, 3\.1 MB would be fetched by arn:aws:iam::111122223333:user\/anna/),
  ).toBeTruthy()
  expect(screen.getByText(/2,000 GET and 12 LIST/)).toBeTruthy()
  press('Fetch')
  await screen.findByRole('dialog', { name: 'Fetching from S3' })
  act(() =>
    takeJob(job('fetch-2', { stage: 'fetching', filesDone: 500, filesTotal: 2_000, bytesDone: 1, bytesTotal: 4 })),
  )
  expect(screen.getByText(/500 objects of 2,000 objects/)).toBeTruthy()
  act(() => takeJob(job('fetch-2', { state: 'done' })))
  await screen.findByRole('dialog', { name: 'Fetched from S3' })
  await screen.findByText(/^Public keys, as AWS listed them/)
  press('Open the folder')
  expect(askedOf(bridge, 'startFetch')).toMatchObject([{ isPlan: true }, { isPlan: false }])
  expect(askedOf(bridge, 'openCase')).toEqual([
    { paths: ['/evidence', '/evidence/keys'], trust: { keyPaths: ['/evidence/keys'], acceptsEvidence: false } },
  ])
})

test('what could not be fetched is named', async () => {
  const trouble = {
    code: 'access-denied',
    subject: 's3://logs/x',
    sentence: 's3://logs/x was not fetched: AWS denied access.',
  } as const
  show({ ...fetchReport, ending: 'partial', troubles: [trouble], troublesTotal: 1 })
  fillIn()
  press('Preview')
  await screen.findByRole('dialog', { name: 'Preview of the fetch' })
  act(() => takeJob(job('fetch-1', { state: 'done' })))
  expect(await screen.findByText(trouble.sentence)).toBeTruthy()
})

test('a fetch that fails says why and leads back to the form, which is as it was', async () => {
  show(null)
  fillIn()
  press('Preview')
  await screen.findByRole('dialog', { name: 'Preview of the fetch' })
  act(() => takeJob(job('fetch-1', { state: 'failed', message: 'There is no such bucket.' })))
  expect(await screen.findByText('There is no such bucket.')).toBeTruthy()
  press('Back')
  expect(screen.getByLabelText<HTMLInputElement>('Bucket and prefix').value).toBe('s3://logs/prefix')
})

test('a refusal stands in the form', async () => {
  show(null, { startFetch: async () => fail('busy', 'Another fetch is running. Cancel it first.') })
  fillIn()
  press('Preview')
  expect(await screen.findByText('Another fetch is running. Cancel it first.')).toBeTruthy()
})

test.each([
  [{ address: 'logs' }, 'The bucket is an address'],
  [{ folder: 'here' }, 'The folder is a whole path'],
  [{ from: 'yesterday' }, 'Times are written as'],
  [{ accounts: '1234' }, 'Accounts are numbers of 12 digits'],
  [{ organizations: '1234' }, 'Organizations are ids such as'],
  [{ regions: 'Ireland' }, 'Regions are codes such as'],
  [{ bucketRegion: 'Ireland' }, 'Regions are codes such as'],
  [{ queue: 'trail-queue' }, 'The queue is a URL such as'],
  [{ queue: 'https://sqs.us-east-1.amazonaws.com/1/q', versions: true }, 'A queue announces current objects'],
])('%j is told before anything is asked', (part, sentence) => {
  const read = readForm({ ...emptyForm, address: 's3://logs', folder: '/evidence', ...part })
  expect(read.ok ? '' : read.message).toContain(sentence)
})

test('fields are read as they are meant', () => {
  const typed = {
    ...emptyForm,
    address: ' s3://logs ',
    folder: '/evidence',
    from: '2024-03-05',
    accounts: '111122223333, 444455556666',
    profile: ' ',
  }
  expect(readForm(typed)).toMatchObject({
    ok: true,
    value: {
      address: 's3://logs',
      from: Date.UTC(2024, 2, 5),
      until: null,
      accounts: ['111122223333', '444455556666'],
      profile: null,
    },
  })
})
