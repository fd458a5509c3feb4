import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createRecentCases, rememberOpenedCases } from '../../../src-main/service/recent.ts'
import { stateFolder } from '../../../src-main/service/state-file.ts'
import type { UtcMs } from '../../../src-shared/base/time.ts'
import { aSummary, createFakeEngine } from '../../fixtures/fake-engine.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trailproof-recent-'))
  file = join(folder, 'state', 'recent.json')
})
afterEach(() => rmSync(folder, { recursive: true }))

const isWithin = (path: string, folders: readonly string[]) => folders.some((each) => path.startsWith(each))

const opened = (path: string, events = 1) => ({ paths: [path], openedAt: 1_709_633_700_000 as UtcMs, events })

describe('recent cases', () => {
  test('newest first, each once, at most twelve, across starts', () => {
    const recent = createRecentCases(file, isWithin)
    for (let i = 0; i < 14; i++) recent.remember(opened(`/case/${i}`))
    recent.remember(opened('/case/5', 99))
    const list = createRecentCases(file, isWithin).list()
    expect(list).toHaveLength(12)
    expect(list.slice(0, 3)).toEqual([opened('/case/5', 99), opened('/case/13'), opened('/case/12')])
  })

  test('one can be forgotten, and whoever listens is told', () => {
    const recent = createRecentCases(file, isWithin)
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
      const recent = createRecentCases(file, isWithin)
      expect(recent.list()).toEqual([])
      recent.remember(opened('/case/a'))
      expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual([opened('/case/a')])
    },
  )

  test('no draft is left beside the file', () => {
    createRecentCases(file, isWithin).remember(opened('/case/a'))
    expect(readdirSync(join(folder, 'state'))).toEqual(['recent.json'])
  })

  test('a state folder that cannot be written costs the memory, nothing else', () => {
    writeFileSync(join(folder, 'state'), 'a file where a folder is wanted')
    const recent = createRecentCases(file, isWithin)
    recent.remember(opened('/case/a'))
    expect(recent.list()).toEqual([])
  })
})

describe('a case is remembered', () => {
  const listAfter = async (paths: readonly string[]) => {
    const engine = createFakeEngine({}, aSummary({ events: 7 }))
    const recent = createRecentCases(file, isWithin)
    rememberOpenedCases(engine, recent, '/sample')
    await engine.openCase({ paths })
    return recent.list().map(({ paths, events }) => ({ paths, events }))
  }
  test('when it is open', async () => expect(await listAfter(['/case/a'])).toEqual([{ paths: ['/case/a'], events: 7 }]))
  test('but not the sample case', async () => expect(await listAfter(['/sample'])).toEqual([]))
  test('with all its paths', async () =>
    expect(await listAfter(['/case/a', '/case/b'])).toEqual([{ paths: ['/case/a', '/case/b'], events: 7 }]))
  test('with what was added to it, in place of what it was', async () => {
    const engine = createFakeEngine()
    const recent = createRecentCases(file, isWithin)
    rememberOpenedCases(engine, recent, '/sample')
    await engine.openCase({ paths: ['/case/a'] })
    await engine.addToCase({ paths: ['/case/b'] })
    expect(recent.list().map(({ paths }) => paths)).toEqual([['/case/a', '/case/b']])
  })
  test('nor one that holds the list itself, until it is closed', async () => {
    const engine = createFakeEngine()
    const recent = createRecentCases(file, isWithin)
    rememberOpenedCases(engine, recent, '/sample')
    await engine.openCase({ paths: [dirname(file)] })
    recent.forget(['/case/a'])
    expect(existsSync(file)).toBe(false)
    await engine.closeCase()
    await engine.openCase({ paths: ['/case/a'] })
    expect(recent.list()).toHaveLength(1)
  })
  test('nor one of which only a part was read', async () => {
    const engine = createFakeEngine({}, aSummary({ partial: true }))
    const recent = createRecentCases(file, isWithin)
    rememberOpenedCases(engine, recent, '/sample')
    await engine.openCase({ paths: ['/case/a'] })
    expect(recent.list()).toEqual([])
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
