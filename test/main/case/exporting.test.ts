import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { exportColumn } from '../../../src-shared/contract/export-columns.ts'
import { everything } from '../../../src-shared/filter/model.ts'
import { type Engine, finished, open, startEngine } from '../../fixtures/engine.ts'
import { aRecord, idOf } from '../../fixtures/records.ts'
import { aTrail, temporaryFolder } from '../../fixtures/trail.ts'

let engine: Engine
let folder: string
let elsewhere: string
beforeEach(async () => {
  engine = startEngine()
  folder = (await aTrail().hours(1).write()).folder
  elsewhere = temporaryFolder()
})
afterEach(() => engine.dispose())

const byTime = { column: 'eventTime', descending: false } as const
const ask = (file: string) =>
  engine.exportEvents({ filter: everything, sort: byTime, format: 'ndjson', columns: [], file })
const everyFile = () => readdirSync(folder, { recursive: true }).sort()

test('nothing is written under an opened folder, by whatever name, and the folder is named', async () => {
  await open(engine, folder)
  const before = everyFile()
  symlinkSync(folder, join(elsewhere, 'link'))
  for (const file of [join(folder, 'x.ndjson'), join(elsewhere, 'link', 'x.ndjson')])
    expect(await ask(file)).toMatchObject({ ok: false, code: 'evidence', message: expect.stringContaining(folder) })
  expect(everyFile()).toEqual(before)
})

test('a folder that is added is evidence, too, and one that is being written into is not opened', async () => {
  const second = temporaryFolder()
  await aTrail().seed('second').hours(1).write(second)
  await open(engine, folder)
  await finished(engine, () => engine.addToCase({ paths: [second] }))
  expect(await ask(join(second, 'x.ndjson'))).toMatchObject({ ok: false, code: 'evidence' })

  const into = join(elsewhere, 'out')
  mkdirSync(into)
  const exported = finished(engine, () => ask(join(into, 'x.ndjson')) as ReturnType<Engine['openCase']>)
  expect(await engine.addToCase({ paths: [elsewhere] })).toMatchObject({
    ok: false,
    code: 'busy',
    message: expect.stringContaining(join(into, 'x.ndjson')),
  })
  const { job } = await exported
  expect(job).toMatchObject({ state: 'done', message: expect.stringContaining(join(into, 'x.ndjson')) })
})

test.each(['csv', 'ndjson', 'json'] as const)(
  'an export (%s) that lies in the evidence is set aside with its manifest, told, and hides nothing',
  async (format) => {
    await open(engine, folder)
    const file = join(elsewhere, `all.${format}`)
    const columns = ['eventID', 'eventName'] as const
    const begin = () => engine.exportEvents({ filter: everything, sort: byTime, format, columns, file })
    const { job } = await finished(engine, begin as () => ReturnType<Engine['openCase']>)
    expect(job.state).toBe('done')
    const { summary: before } = await open(engine, folder)
    const copied = join(folder, `all.${format}`)
    copyFileSync(file, copied)
    copyFileSync(`${file}.manifest.json`, `${copied}.manifest.json`)
    const { summary } = await open(engine, folder)
    expect(summary).toMatchObject({
      records: before!.records,
      duplicates: 0,
      eventsByVerdict: before!.eventsByVerdict,
      notRead: { files: { 'own-export': 2 } },
    })
    expect(summary!.notRead.first[0]).toEqual({
      path: copied,
      kind: 'own-export',
      reason: expect.stringMatching(/^It is an export by Trailproof 0\.0\.0-test of 20.*, and no evidence/),
    })
  },
)

test('a manifest that somebody laid beside a log file, or that states another hash, sets nothing aside', async () => {
  const log = '{"Records":[{"eventVersion":"1.08","eventName":"DeleteTrail","eventID":"e1"}]}'
  const line = '{"eventVersion":"1.08","eventName":"StopLogging","eventID":"e2"}\n'
  const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')
  const manifest = (sha256: string) =>
    JSON.stringify({
      manifest: 'trailproof-export', manifestVersion: 1, producedBy: 'Trailproof 9', producedAt: '2024', export: { sha256 }, sources: [],
    }) // biome-ignore format: data in rows
  writeFileSync(join(elsewhere, 'log.json'), log)
  writeFileSync(join(elsewhere, 'log.json.manifest.json'), manifest(hashOf(log)))
  writeFileSync(join(elsewhere, 'lines.json'), line)
  writeFileSync(join(elsewhere, 'lines.json.manifest.json'), manifest(hashOf(`${line} `)))
  const { summary } = await open(engine, elsewhere)
  expect(summary).toMatchObject({ events: 2, notRead: { files: { 'own-export': 2 } } })
})

test('the manifest tells what was not read', async () => {
  const { logs } = await aTrail().seed('damaged').hours(1).write(folder)
  const damaged = logs[0]!.path!
  writeFileSync(damaged, readFileSync(damaged).subarray(0, 200))
  await open(engine, folder)
  const file = join(elsewhere, 'x.ndjson')
  await finished(engine, () => ask(file) as ReturnType<Engine['openCase']>)
  expect(existsSync(file)).toBe(true)
  const { notRead } = JSON.parse(readFileSync(`${file}.manifest.json`, 'utf8')).case
  expect(notRead).toMatchObject({ files: { damaged: 1 }, first: [{ path: damaged, kind: 'damaged' }] })
  expect(notRead.sentence).toContain('1 file is damaged')
})

test('a CSV holds values of the record by their paths, as safe as its other cells', async () => {
  const { big, formula } = { big: '12345678901234567890', formula: '=HYPERLINK("https://example.com")' }
  const records = [
    aRecord({
      eventID: idOf('asked'),
      requestParameters: { roleName: formula, list: [1, 'two'], isOpen: true },
      resources: [{ ARN: 'arn:aws:s3:::amzn-s3-demo-bucket' }],
    }),
    aRecord({ eventID: idOf('nothing asked'), requestParameters: null }),
  ]
  const text = JSON.stringify({ Records: records }).replace('"two"', big)
  const asked = temporaryFolder()
  writeFileSync(join(asked, 'asked.json'), text)
  await open(engine, asked)
  const file = join(elsewhere, 'asked.csv')
  const columns = [
    'eventID',
    'requestParameters',
    'requestParameters.roleName',
    'requestParameters.list[1]',
    '$.requestParameters.isOpen',
    'resourcesJson',
    'resources[0].ARN',
  ]
  const sort = { column: 'eventID', descending: false } as const
  const query = {
    filter: everything,
    sort,
    format: 'csv',
    columns: columns.map((name) => exportColumn(name)!),
    file,
  } as const
  const begin = () => engine.exportEvents(query)
  const { job } = await finished(engine, begin as () => ReturnType<Engine['openCase']>)
  expect(job.state).toBe('done')
  const rows = new Map(
    readFileSync(file, 'utf8')
      .trimEnd()
      .split('\r\n')
      .map((line) => [line.slice(0, 36), line]),
  )
  expect(readFileSync(file, 'utf8').split('\r\n')[0]).toBe(columns.join(','))
  expect(rows.get(idOf('asked'))).toBe(
    [
      idOf('asked'),
      `"{""roleName"":""=HYPERLINK(\\""https://example.com\\"")"",""list"":[1,${big}],""isOpen"":true}"`,
      `"'=HYPERLINK(""https://example.com"")"`,
      big,
      'true',
      '"[{""ARN"":""arn:aws:s3:::amzn-s3-demo-bucket""}]"',
      'arn:aws:s3:::amzn-s3-demo-bucket',
    ].join(','),
  )
  expect(rows.get(idOf('nothing asked'))).toMatch(/,,,,,/)
  expect(JSON.parse(readFileSync(`${file}.manifest.json`, 'utf8')).export.columns).toEqual(columns)
})
