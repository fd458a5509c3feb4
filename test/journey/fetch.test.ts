import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { AwsStandIn } from '../fixtures/aws-stand-in.ts'
import { randomFrom } from '../fixtures/random.ts'
import { aTrail } from '../fixtures/trail.ts'
import { built, runNode, trailproof } from './built.ts'
import { journey } from './window.ts'

const hours = 60
const trail = aTrail().hours(hours).logsPerHour(3).build()
const objects = hours * 4

let aws: AwsStandIn
let folder: string
let env: NodeJS.ProcessEnv
let args: readonly string[]
beforeEach(async () => {
  aws = new AwsStandIn().putTrail(trail)
  const endpoint = await aws.start()
  folder = join(mkdtempSync(join(tmpdir(), 'trailproof-fetch-')), 'evidence')
  env = {
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL: endpoint,
  }
  args = ['fetch', `s3://${aws.bucket}`, '--to', folder]
})
afterEach(async () => {
  await aws.stop()
  rmSync(folder, { recursive: true, force: true })
})

const fetchAll = (...more: readonly string[]) => runNode([built('main/cli.js'), ...args, ...more], env)

test('one command fetches a trail and proves it', async () => {
  const { code, out, err } = await fetchAll('--verify')
  expect([code, err]).toEqual([0, ''])
  expect(out).toContain(`${objects} objects`)
  expect(out).toContain(`trailproof verify ${folder} --keys ${join(folder, 'keys')}`)
})

/** Starts a fetch and kills it when S3 was asked for so many objects. */
function killedAt(gets: number): Promise<NodeJS.Signals | null> {
  const child = spawn(process.execPath, [built('main/cli.js'), ...args], { env: { ...process.env, ...env } })
  aws.fault = () => {
    if (aws.count('GetObject') >= gets) child.kill('SIGKILL')
    return null
  }
  return new Promise((resolve) => child.once('close', (_, signal) => resolve(signal)))
}

test('a fetch that is killed at any moment goes on where it stopped', async () => {
  const random = randomFrom('killed')
  let asked = 0
  for (let round = 1; round <= 4; round++) {
    asked += random.between(1, 40)
    expect(await killedAt(asked)).toBe('SIGKILL')
    asked = aws.count('GetObject')
  }
  aws.fault = () => null
  const { code, out } = await fetchAll()
  expect([code, out]).toEqual([0, expect.stringMatching(/\d+ of 240 were there already/)])
  for (const { key, stored } of [...trail.logs, ...trail.digests])
    expect(readFileSync(join(folder, aws.bucket, key))).toEqual(stored)
  expect(existsSync(join(folder, '.partial'))).toBe(false)
  const verified = await trailproof('verify', folder, '--keys', join(folder, 'keys'))
  expect(verified.code).toBe(0)
})

/** Files may have so many blocks of 1,024 bytes: the manifest meets the limit before any other. */
const blocks = 100
const limited = `ulimit -f ${blocks}; exec "$0" "$@"`

test('a disk that is full ends a fetch in order, and it goes on when there is room', async () => {
  const child = spawn('bash', ['-c', limited, process.execPath, built('main/cli.js'), ...args], {
    env: { ...process.env, ...env },
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const code = await new Promise((resolve) => child.once('close', resolve))
  expect([code, said]).toEqual([2, expect.stringContaining('it could not be written (EFBIG')])
  const { out } = await fetchAll('--verify')
  expect(out).toMatch(/[1-9]\d* of 240 were there already/)
  expect(out).not.toContain('does not follow')
})

test('Ctrl-C ends a fetch in order', async () => {
  const child = spawn(process.execPath, [built('main/cli.js'), ...args], { env: { ...process.env, ...env } })
  aws.fault = () => {
    if (aws.count('GetObject') >= 30) child.kill('SIGINT')
    return null
  }
  const code = await new Promise((resolve) => child.once('close', resolve))
  expect(code).toBe(130)
  expect(readFileSync(join(folder, 'acquisition.jsonl'), 'utf8')).toContain('"ending":"interrupted"')
  expect(existsSync(join(folder, '.partial'))).toBe(false)
})

journey('a fetch from the window follows the trail until it is cancelled', async ({ openWindow }) => {
  Object.assign(process.env, env)
  const { page } = await openWindow()
  await page.getByRole('button', { name: 'Fetch from S3…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Bucket and prefix').fill(`s3://${aws.bucket}`)
  await dialog.getByLabel('Folder to fetch into').fill(folder)
  await dialog.getByLabel('Endpoint').fill(env.AWS_ENDPOINT_URL!)
  await dialog.getByLabel('Region of the bucket').fill('Ireland')
  await dialog.getByLabel('Requester pays').check()
  await dialog.getByLabel('Follow').check()
  await dialog.getByRole('button', { name: 'Preview' }).click()
  await dialog.getByText('Regions are codes such as us-east-1.').waitFor()
  await dialog.getByLabel('Region of the bucket').fill('us-east-1')
  await dialog.getByRole('button', { name: 'Preview' }).click()
  await dialog.getByText('Nothing was written').waitFor()
  await dialog.getByRole('button', { name: 'Fetch', exact: true }).click()
  // The first round has ended, and the next is waited for.
  const manifestFile = join(folder, 'acquisition.jsonl')
  const manifest = () => (existsSync(manifestFile) ? readFileSync(manifestFile, 'utf8') : '')
  await expect.poll(manifest, { timeout: 50_000 }).toContain('"type":"end"')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await dialog.getByText(`${objects} objects`, { exact: false }).first().waitFor()
  expect(manifest()).toContain('"ending":"whole"')
})

journey('a trail is fetched in the window, and opens proven', async ({ openWindow }) => {
  Object.assign(process.env, env)
  const { page } = await openWindow()
  await page.getByRole('button', { name: 'Fetch from S3…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('ask AWS over the network').waitFor()
  await dialog.getByLabel('Bucket and prefix').fill(`s3://${aws.bucket}`)
  await dialog.getByLabel('Folder to fetch into').fill(folder)
  await dialog.getByLabel('Endpoint').fill(env.AWS_ENDPOINT_URL!)
  await dialog.getByRole('button', { name: 'Preview' }).click()
  await dialog.getByText(`${objects} objects`, { exact: false }).first().waitFor()
  await dialog.getByText('Nothing was written').waitFor()
  expect(existsSync(folder)).toBe(false)
  await dialog.getByRole('button', { name: 'Fetch', exact: true }).click()
  await dialog.getByText('were there already').waitFor()
  await dialog.getByRole('button', { name: 'Open the folder' }).click()
  await page.getByRole('heading', { name: '540 events', exact: true }).waitFor()
  await page.getByText('100% verified').waitFor()
})
