import { afterEach, beforeEach, expect, test } from 'vitest'
import { fetchInThread } from '../../../src-main/acquire/thread.ts'
import type { FetchProgress } from '../../../src-shared/model/acquisition.ts'
import { AwsStandIn } from '../../fixtures/aws-stand-in.ts'
import { workersFolder } from '../../fixtures/engine.ts'
import { aTrail } from '../../fixtures/trail.ts'
import { AFetch } from './a-fetch.ts'

let fetch: AFetch
beforeEach(async () => {
  fetch = await AFetch.from(new AwsStandIn().putTrail(aTrail().hours(20).build()))
})
afterEach(() => fetch.aws.stop())

const run = fetchInThread(workersFolder, 'Trailproof test')

test('a window fetches in a thread of its own, and is told how far it is', async () => {
  const told: FetchProgress[] = []
  const { signal } = new AbortController()
  expect(await run(fetch.request(), true, signal, () => {})).toMatchObject({ ok: true, value: { manifest: null } })
  const fetched = await run(fetch.request(), false, signal, (progress) => told.push(progress))
  expect(fetched).toMatchObject({ ok: true, value: { ending: 'whole', fetched: { objects: 40 } } })
  expect(new Set(told.map(({ stage }) => stage))).toContain('fetching')
  expect((await fetch.verdicts()).outcome).toBe('proven')
})

test('it ends when it is cancelled, and says so in the manifest', async () => {
  const end = new AbortController()
  fetch.aws.fault = ({ call }) => {
    if (call === 'GetObject' && fetch.aws.count('GetObject') === 5) end.abort()
    return null
  }
  const cancelled = await run(fetch.request(), false, end.signal, () => {})
  expect(cancelled).toMatchObject({ ok: true, value: { ending: 'interrupted' } })
  expect(fetch.manifest().at(-1)).toMatchObject({ type: 'end', ending: 'interrupted' })
})
