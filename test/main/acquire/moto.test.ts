import {
  CreateBucketCommand, DeleteObjectCommand, PutBucketVersioningCommand, PutObjectCommand, S3Client,
} from '@aws-sdk/client-s3' // biome-ignore format: a list
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fetchTrail, planFetch } from '../../../src-main/acquire/fetch.ts'
import { inParallel } from '../../../src-main/acquire/in-parallel.ts'
import { parseIsoTime } from '../../../src-shared/base/time.ts'
import { verifyHere } from '../../fixtures/case-room.ts'
import { type Moto, motoMissing, startMoto } from '../../fixtures/moto.ts'
import { aTrail, temporaryFolder } from '../../fixtures/trail.ts'
import { environment, optionsWith, plainRequest } from './a-fetch.ts'

const trail = aTrail().hours(26).logsPerHour(39).recordsPerLog(1).build()
const bucket = trail.plan.bucket
let moto: Moto | null
let s3: S3Client

/** Says plainly that nothing was compared. */
const isThere = (): boolean => {
  if (moto === null) console.info(motoMissing)
  return moto !== null
}

beforeAll(async () => {
  moto = await startMoto()
  if (moto === null) return
  const { endpoint } = moto
  Object.assign(process.env, environment(endpoint))
  s3 = new S3Client({ endpoint, forcePathStyle: true, region: 'us-east-1' })
  await s3.send(new CreateBucketCommand({ Bucket: bucket }))
  const VersioningConfiguration = { Status: 'Enabled' } as const
  await s3.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }))
  await inParallel(trail.logs, 16, async ({ key, stored }) => {
    await put(key, stored!)
  })
  for (const { key, stored, signature } of trail.digests) await put(key, stored!, { signature: signature! })
})
afterAll(() => moto?.end())

const put = (Key: string, Body: Buffer, Metadata = {}) =>
  s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body, Metadata }))

const request = (folder: string) => plainRequest(bucket, folder, moto!.endpoint)
/** It is slow. */
const options = () => ({ ...optionsWith(new AbortController().signal), idleMs: 30_000 })

async function statuses(folder: string) {
  const trust = { paths: [folder], keyPaths: [], acceptsEvidence: true }
  const verified = await verifyHere([folder], { range: undefined, trust }, new AbortController().signal, () => {})
  return new Set(verified.ok ? [...verified.value.report.logs.values()].map(({ status }) => status) : [])
}

test('pages of more than 1,000 keys, metadata and hours, of a server that others wrote', async () => {
  if (!isThere()) return
  const folder = temporaryFolder()
  const hours = { from: parseIsoTime('2024-03-06T00:00:00Z')!, until: parseIsoTime('2024-03-06T01:00:00Z')! }
  const planned = await planFetch({ ...request(folder), range: hours }, options())
  expect(planned.ok && planned.value.plan.all.objects).toBeLessThan(250)
  const fetched = await fetchTrail(request(folder), options())
  expect(fetched).toMatchObject({ ok: true, value: { ending: 'whole', fetched: { objects: 1_040 } } })
  expect(fetched.ok && fetched.value.caller?.account).toBe('123456789012')
  expect(await fetchTrail(request(folder), options())).toMatchObject({ ok: true, value: { fetched: { objects: 0 } } })
})

test('versions and deletions, over more than a page', async () => {
  if (!isThere()) return
  await put(trail.logs[0]!.key, Buffer.from('altered'))
  await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: trail.logs[1]!.key }))
  const folder = temporaryFolder()
  const fetched = await fetchTrail({ ...request(folder), versions: true }, options())
  expect(fetched).toMatchObject({
    ok: true,
    value: { ending: 'whole', fetched: { objects: 1_041 }, plan: { earlierVersions: 2, deletions: 1 } },
  })
  expect(await statuses(folder)).not.toContain('missing')
})
