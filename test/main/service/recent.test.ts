import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import os, { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createConfirmedKeys } from '../../../src-main/service/confirmed-keys.ts'
import { listDirectory } from '../../../src-main/service/directory.ts'
import { createEnrichmentChoice } from '../../../src-main/service/enrichment-choice.ts'
import { createRecentCases, rememberOpenedCases } from '../../../src-main/service/recent.ts'
import { createSettings } from '../../../src-main/service/settings.ts'
import { createStateFiles, sparingEvidence, stateFolder } from '../../../src-main/service/state-file.ts'
import type { UtcMs } from '../../../src-shared/base/time.ts'
import { asOpenedBefore } from '../../../src-shared/contract/opened-before.ts'
import { aSummary, createFakeEngine } from '../../fixtures/fake-engine.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trailproof-recent-'))
  file = join(folder, 'state', 'recent.json')
})
afterEach(() => rmSync(folder, { recursive: true }))

const isWithin = (path: string, folders: readonly string[]) => folders.some((each) => path.startsWith(each))

const opened = (path: string, events = 1) => ({
  paths: [path],
  keyPaths: [],
  acceptsEvidence: false,
  openedAt: 1_709_633_700_000 as UtcMs,
  events,
})

describe('a file that a later version wrote, or that is damaged, is kept aside before it is written over', () => {
  const state = createStateFiles(isWithin)
  const hash = { path: '/geo.mmdb', sha256: null }
  const keep: Readonly<Record<string, () => void>> = {
    'recent cases': () => createRecentCases(file, state).remember(opened('/case/a')),
    'confirmed keys': () => createConfirmedKeys(file, state).set(['a'.repeat(32)], true),
    settings: () => createSettings(file, state).keep('trailproof-layout', '{}'),
    'files to look addresses up in': () => createEnrichmentChoice(file, state).keep([hash]),
  }
  const texts = ['{ "version": 9, "all": ["what was made"] }', '[{ "half": ', '']
  const each = Object.keys(keep).flatMap((name) => texts.map((text) => [name, text] as const))

  test.each(each)('%s: %s', (name, text) => {
    mkdirSync(dirname(file))
    writeFileSync(file, text)
    keep[name]!()
    const aside = readdirSync(dirname(file)).filter((one) => one.startsWith('recent.json.unreadable-'))
    expect(aside.map((one) => readFileSync(join(dirname(file), one), 'utf8'))).toEqual([text])
    expect(readFileSync(file, 'utf8')).not.toBe(text)
    keep[name]!()
    expect(readdirSync(dirname(file))).toHaveLength(2)
  })
})

test('a user whom the system does not know has no home, as a number without an account in a container', async () => {
  const before = os.homedir
  os.homedir = () => {
    throw new Error('uv_os_homedir returned ENOENT')
  }
  syncBuiltinESMExports()
  try {
    expect(stateFolder('linux', {})).toBe('/.local/state/trailproof')
    expect(stateFolder('linux', { XDG_STATE_HOME: '/state' })).toBe('/state/trailproof')
    expect(await listDirectory(null)).toMatchObject({ ok: true, value: { path: '/', parent: null } })
  } finally {
    os.homedir = before
    syncBuiltinESMExports()
  }
})

describe('recent cases', () => {
  test('newest first, each once, at most twelve, across starts', () => {
    const recent = createRecentCases(file, createStateFiles(isWithin))
    for (let i = 0; i < 14; i++) recent.remember(opened(`/case/${i}`))
    recent.remember(opened('/case/5', 99))
    const list = createRecentCases(file, createStateFiles(isWithin)).list()
    expect(list).toHaveLength(12)
    expect(list.slice(0, 3)).toEqual([opened('/case/5', 99), opened('/case/13'), opened('/case/12')])
  })

  test('one can be forgotten, and whoever listens is told', () => {
    const recent = createRecentCases(file, createStateFiles(isWithin))
    let changes = 0
    recent.onChange(() => changes++)
    recent.remember(opened('/case/a'))
    recent.remember(opened('/case/b'))
    recent.forget(['/case/b'])
    expect(recent.list()).toEqual([opened('/case/a')])
    expect(changes).toBe(3)
  })

  test.each(['', '{', '[{"paths":[""]}]', '{"paths":["/a"]}', '[{"paths":["/a"],"openedAt":"now","events":1}]'])(
    'a damaged file (%j) is an empty list, and is replaced',
    (text) => {
      mkdirSync(join(folder, 'state'))
      writeFileSync(file, text)
      const recent = createRecentCases(file, createStateFiles(isWithin))
      expect(recent.list()).toEqual([])
      recent.remember(opened('/case/a'))
      expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual([opened('/case/a')])
    },
  )

  test('no draft is left beside the file', () => {
    createRecentCases(file, createStateFiles(isWithin)).remember(opened('/case/a'))
    expect(readdirSync(join(folder, 'state'))).toEqual(['recent.json'])
  })

  test('a state folder that cannot be written costs the memory, nothing else', () => {
    writeFileSync(join(folder, 'state'), 'a file where a folder is wanted')
    const recent = createRecentCases(file, createStateFiles(isWithin))
    recent.remember(opened('/case/a'))
    expect(recent.list()).toEqual([])
  })
})

describe('a case is remembered', () => {
  const listAfter = async (paths: readonly string[]) => {
    const engine = createFakeEngine({}, aSummary({ events: 7 }))
    const recent = createRecentCases(file, createStateFiles(isWithin))
    rememberOpenedCases(engine, recent, '/sample')
    await engine.openCase({ paths })
    return recent.list().map(({ paths, events }) => ({ paths, events }))
  }
  test('when it is open', async () => expect(await listAfter(['/case/a'])).toEqual([{ paths: ['/case/a'], events: 7 }]))
  test('with the key lists that were given apart from the evidence, by their paths', () => {
    const recent = createRecentCases(file, createStateFiles(isWithin))
    const withKeys = { ...opened('/case/a'), paths: ['/case/a', '/keys/list.json'], keyPaths: ['/keys/list.json'] }
    recent.remember(withKeys)
    const [again] = createRecentCases(file, createStateFiles(isWithin)).list()
    expect(again).toEqual(withKeys)
    const trust = { keyPaths: ['/keys/list.json'], acceptsEvidence: false }
    expect(asOpenedBefore(again!)).toEqual({ paths: withKeys.paths, trust })
    expect(asOpenedBefore(opened('/case/b'))).toEqual({ paths: ['/case/b'] })
  })
  test('with the trust in keys of the evidence that was given', () => {
    const recent = createRecentCases(file, createStateFiles(isWithin))
    recent.remember({ ...opened('/case/a'), acceptsEvidence: true })
    const [again] = createRecentCases(file, createStateFiles(isWithin)).list()
    const trust = { keyPaths: [], acceptsEvidence: true }
    expect(asOpenedBefore(again!)).toEqual({ paths: ['/case/a'], trust })
  })
  test('by an earlier version, too, which knew of no key lists', () => {
    mkdirSync(join(folder, 'state'))
    writeFileSync(file, JSON.stringify([{ paths: ['/case/a'], openedAt: 1_709_633_700_000, events: 1 }]))
    expect(createRecentCases(file, createStateFiles(isWithin)).list()).toEqual([opened('/case/a')])
  })
  test('but not the sample case', async () => expect(await listAfter(['/sample'])).toEqual([]))
  test('with all its paths', async () =>
    expect(await listAfter(['/case/a', '/case/b'])).toEqual([{ paths: ['/case/a', '/case/b'], events: 7 }]))
  test('with what was added to it, in place of what it was', async () => {
    const engine = createFakeEngine()
    const recent = createRecentCases(file, createStateFiles(isWithin))
    rememberOpenedCases(engine, recent, '/sample')
    await engine.openCase({ paths: ['/case/a'] })
    await engine.addToCase({ paths: ['/case/b'] })
    expect(recent.list().map(({ paths }) => paths)).toEqual([['/case/a', '/case/b']])
  })
  test('nor one of which only a part was read', async () => {
    const engine = createFakeEngine({}, aSummary({ partial: true }))
    const recent = createRecentCases(file, createStateFiles(isWithin))
    rememberOpenedCases(engine, recent, '/sample')
    await engine.openCase({ paths: ['/case/a'] })
    expect(recent.list()).toEqual([])
  })
})

describe('nothing is written under what is open as evidence', () => {
  const keys = ['0f1e2d3c4b5a69788796a5b4c3d2e1f0']
  const start = (engine = createFakeEngine()) => {
    const state = createStateFiles(isWithin)
    const spared = sparingEvidence(engine, state)
    const recent = createRecentCases(file, state)
    const keysFile = join(dirname(file), 'confirmed-keys.json')
    rememberOpenedCases(spared, recent, '/sample')
    return { engine: spared, recent, keysFile, confirmed: createConfirmedKeys(keysFile, state) }
  }

  test('neither recent cases nor confirmed keys, until it is closed', async () => {
    const { engine, recent, confirmed, keysFile } = start()
    await engine.openCase({ paths: [dirname(file)] })
    recent.forget(['/case/a'])
    confirmed.set(keys, true)
    expect([existsSync(file), existsSync(keysFile)]).toEqual([false, false])
    // They count all the same, as long as the program runs.
    expect(confirmed.list()).toEqual(keys)
    await engine.closeCase()
    await engine.openCase({ paths: ['/case/a'] })
    confirmed.set(keys, true)
    expect(recent.list()).toHaveLength(1)
    expect(JSON.parse(readFileSync(keysFile, 'utf8'))).toEqual(keys)
  })

  test('from the moment that it is named: opening may take long', async () => {
    const pending = new Promise<never>(() => {})
    const { engine, confirmed, keysFile } = start(createFakeEngine({ openCase: () => pending }))
    void engine.openCase({ paths: [folder] })
    confirmed.set(keys, true)
    expect(existsSync(keysFile)).toBe(false)
  })
})

test.each([
  ['linux', {}, '/home/ana/.local/state/trailproof'],
  ['linux', { XDG_STATE_HOME: '/var/state' }, '/var/state/trailproof'],
  ['linux', { XDG_STATE_HOME: 'relative' }, '/home/ana/.local/state/trailproof'],
  ['darwin', {}, '/home/ana/Library/Application Support/Trailproof'],
  ['win32', { APPDATA: '/roaming' }, '/roaming/Trailproof'],
] as const)('on %s with %j the state lies in %s', (platform, env, path) => {
  expect(stateFolder(platform, env, '/home/ana')).toBe(path)
})
