import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { everything } from '../../../src-shared/filter/model.ts'
import { type Engine, finished, open, startEngine } from '../../fixtures/engine.ts'
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

const ask = (file: string) => engine.exportEvents({ filter: everything, format: 'ndjson', columns: [], file })
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
