import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { In } from '../../../../src-shared/contract/index.ts'
import { type Engine, open, startEngine, valueIn } from '../../../fixtures/engine.ts'
import { aTrail } from '../../../fixtures/trail.ts'

let engine: Engine
let folder: string
beforeEach(() => {
  engine = startEngine()
  folder = mkdtempSync(join(tmpdir(), 'trailproof-'))
})
afterEach(async () => {
  await engine.dispose()
  rmSync(folder, { recursive: true, force: true })
})

const all = { status: null, text: '', offset: 0, limit: 1000 } as const
const objectsOf = async (query: In<'integrityObjects'>) => valueIn(await engine.integrityObjects(query))

test('digests and log files are told page by page, those that are missing among them', async () => {
  const trail = await aTrail().hours(6).logsPerHour(2).deleteLogFile(3).deleteDigest(2).write(folder)
  await open(engine, folder)

  const logs = await objectsOf({ ...all, kind: 'logs' })
  expect(logs.total).toBe(12)
  const uris = logs.objects.map(({ uri }) => uri)
  expect(uris).toEqual([...uris].sort())
  const pages = [0, 5, 10].map((offset) => objectsOf({ ...all, kind: 'logs', offset, limit: 5 }))
  expect((await Promise.all(pages)).flatMap(({ objects }) => objects)).toEqual(logs.objects)

  for (const { path, events, sha256, from, until } of logs.objects) {
    const log = trail.logs.find((other) => other.path === path)
    expect(events).toBe(path === null ? 0 : log!.records.length)
    expect(sha256 === null).toBe(path === null)
    expect(until).toBe(from)
  }
  const missing = await objectsOf({ ...all, kind: 'logs', status: 'missing' })
  expect(missing).toMatchObject({ total: 1, objects: [{ path: null, name: null, events: 0 }] })

  const digests = await objectsOf({ ...all, kind: 'digests' })
  expect(digests.objects.filter(({ path }) => path === null)).toMatchObject([{ verdict: { status: 'missing' } }])
  for (const { path, from, until } of digests.objects) if (path !== null) expect(until! - from!).toBe(3_600_000)
  const named = await objectsOf({ ...all, kind: 'digests', text: digests.objects[0]!.uri.slice(-30).toUpperCase() })
  expect(named.objects).toEqual(digests.objects.slice(0, 1))
})
