import { appendFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { doubtWords } from '../../../src-shared/words/outcome.ts'
import { AwsStandIn } from '../../fixtures/aws-stand-in.ts'
import { ingestFolder } from '../../fixtures/ingested.ts'
import { aTrail } from '../../fixtures/trail.ts'
import { AFetch } from './a-fetch.ts'

const trail = aTrail().hours(3).build()
let fetch: AFetch
beforeEach(async () => {
  fetch = await AFetch.from(new AwsStandIn().putTrail(trail))
  await fetch.report()
})
afterEach(() => fetch.aws.stop())

const inBucket = (key: string) => join(fetch.folder, fetch.aws.bucket, key)
const manifest = () => join(fetch.folder, 'acquisition.jsonl')
const problems = async () => (await fetch.verdicts()).problems.map(({ file, sentence }) => [file, sentence])
/** The manifest as Sources shows it. */
const source = async () => (await ingestFolder(fetch.folder)).sources.find(({ kind }) => kind === 'acquisition')!

test('the manifest of an acquisition is a source of its own kind, and nothing that was not read', async () => {
  const { name, notes, problems, unread } = await source()
  expect([name, problems, unread]).toEqual(['acquisition.jsonl', [], null])
  expect(notes[0]).toMatch(
    /^It is the manifest of what Trailproof test fetched from s3:\/\/example-cloudtrail-logs\/ in 1 run, the first at \S+Z by arn:aws:sts::111122223333:assumed-role\/Responder\/anna: 6 objects\.$/,
  )
  expect(notes[1]).toContain('The key lists in keys/ are those of us-east-1, as AWS listed them for it.')
  expect(notes[2]).toContain('Each of its 9 lines follows from the one before.')
})

test('a folder that is as it was fetched contradicts nothing', async () => {
  expect(await problems()).toEqual([])
})

test('a file that was altered since is named, also one that no digest lists', async () => {
  const [log] = trail.logs
  writeFileSync(inBucket(log!.key), '{"Records":[]}')
  const sentence = `It is not what was fetched: ${manifest()} states another hash.`
  expect(await problems()).toEqual([[inBucket(log!.key), sentence]])
})

test('a folder with a file that is not what was fetched is never proven, although its digests prove all of it', async () => {
  expect((await fetch.verdicts()).outcome).toBe('proven')
  const keys = readdirSync(join(fetch.folder, 'keys')).find((name) => name.endsWith('.json'))!
  appendFileSync(join(fetch.folder, 'keys', keys), '\n')
  const { outcome, doubts } = await fetch.verdicts()
  expect([outcome, doubts]).toEqual([
    'unproven',
    [{ code: 'not-as-fetched', objects: [join(fetch.folder, 'keys', keys)] }],
  ])
  expect(doubtWords[doubts[0]!.code].sentence).toContain('one of the two was altered')
})

test('metadata of a digest that was altered since is named', async () => {
  const kept = `${inBucket(trail.digests[0]!.key)}.metadata.json`
  appendFileSync(kept, ' ')
  expect(await problems()).toEqual([[kept, expect.stringContaining('It is not what was fetched')]])
})

test('files that are gone, and files that were laid there, are counted', async () => {
  const [log] = trail.logs
  rmSync(inBucket(log!.key))
  writeFileSync(join(fetch.folder, 'laid.json'), '{"Records":[]}')
  expect(await problems()).toEqual([
    [
      manifest(),
      `1 file that it names was fetched and is no longer there. The first: example-cloudtrail-logs/${log!.key}`,
    ],
    [manifest(), '1 file below its folder is not among what it says was fetched. The first: laid.json'],
  ])
})

test('the newest digest, which no other names, is missed all the same once it was fetched', async () => {
  const { key } = trail.digests.at(-1)!
  rmSync(inBucket(key))
  rmSync(`${inBucket(key)}.metadata.json`)
  const { outcome, doubts } = await fetch.verdicts()
  expect(outcome).toBe('bad')
  expect(doubts).toContainEqual({ code: 'fetched-and-gone', objects: [inBucket(key)] })
})

test('a log file that lies in another folder is not gone', async () => {
  const [log] = trail.logs
  renameSync(inBucket(log!.key), join(fetch.folder, 'renamed.json.gz'))
  const { outcome, doubts, problems } = await fetch.verdicts()
  expect([outcome, doubts]).toEqual(['proven', []])
  expect(problems.map(({ sentence }) => sentence)).toEqual([
    `1 file that it names lies under another name or in another folder. The first: example-cloudtrail-logs/${log!.key}`,
    '1 file below its folder is not among what it says was fetched. The first: renamed.json.gz',
  ])
})

test('metadata and key lists that are gone take nothing from what is proven', async () => {
  for (const { key } of trail.digests.slice(0, -1)) rmSync(`${inBucket(key)}.metadata.json`)
  expect((await fetch.verdicts()).outcome).toBe('proven')
})

test('what a killed run left is an incomplete download, and neither damaged nor a log file', async () => {
  const [log] = trail.logs
  mkdirSync(join(fetch.folder, '.partial'))
  writeFileSync(
    join(fetch.folder, '.partial', `3.${basename(log!.key)}.part`),
    readFileSync(inBucket(log!.key)).subarray(0, 300),
  )
  const { sources } = await ingestFolder(fetch.folder)
  expect(sources.find(({ name }) => name.startsWith('.partial'))).toMatchObject({
    kind: 'placeholder',
    form: 'incomplete download',
    unread: 'not-fetched',
    problems: [
      `It is an incomplete download of ${basename(log!.key)}, left by a fetch that was ended, and was not read. Run the fetch again.`,
    ],
  })
  expect(await problems()).toEqual([])
})

test('a line that was altered breaks the chain', async () => {
  const text = fetch.read('acquisition.jsonl').toString()
  writeFileSync(manifest(), text.replace('Responder/anna', 'Responder/hans'))
  expect((await source()).problems).toEqual([
    'The manifest was altered: its line 2 does not follow from the one before.',
  ])
})

test('what could not be fetched is told when the folder is opened', async () => {
  fetch.aws.fault = ({ call }) => (call === 'ListPublicKeys' ? { error: 'AccessDenied', status: 400 } : null)
  await fetch.report()
  expect((await source()).problems).toEqual([
    expect.stringMatching(/^The last run could not fetch 1 thing\. The first: ListPublicKeys in us-east-1/),
  ])
})

test('a run that was ended before its end is told', async () => {
  const lines = fetch.read('acquisition.jsonl').toString().split('\n')
  writeFileSync(manifest(), `${lines.slice(0, 4).join('\n')}\n{"previous":`)
  expect((await source()).problems).toEqual([
    'The last run did not come to its end. The same command goes on where it stopped.',
  ])
})
