import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { workers } from '../../src-main/runtime/workers.ts'
import { packed } from './started.ts'

const root = join(import.meta.dirname, '..', '..')
const inspect = await import(pathToFileURL(join(root, 'tools/package/inspect.mjs')).href)
const resources = join(dirname(packed), 'resources')
const archive = inspect.readArchive(join(resources, 'app.asar')) as Record<'packed' | 'unpacked', string[]>

test('the fuses of the program are as they are meant to be', async () => {
  expect(await inspect.readFuses(packed)).toEqual(inspect.expectedFuses)
})

describe('the package holds what runs, and no more', () => {
  const all = [...archive.packed, ...archive.unpacked]

  test('every worker, the page, the preload, the WebAssembly of SQLite', () => {
    for (const name of Object.keys(workers)) expect(archive.packed).toContain(`out/main/${name}.js`)
    for (const path of ['package.json', 'out/main/index.js', 'out/preload/preload.cjs', 'out/renderer/index.html'])
      expect(archive.packed).toContain(path)
    expect(archive.packed.filter((path) => /^out\/main\/.*sql-wasm.*\.wasm$/.test(path))).toHaveLength(1)
  })

  test('no source, no source map, no test, no command line, nothing of npm but native code', () => {
    expect(all.filter((path) => /\.(map|tsx?|test\.\w+|c|h|o|md)$|(^|\/)(test|src)\//.test(path))).toEqual([])
    expect(all).not.toContain('out/main/cli.js')
    const modules = all.filter((path) => path.startsWith('node_modules/'))
    const named = new Set(modules.map((path) => path.split('/')[1]))
    expect([...named].filter((name) => !['@duckdb', 'detect-libc', 'fs-xattr'].includes(name!))).toEqual([])
  })

  test('all code is in the archive but what the system loads itself; the sample case is in folders', () => {
    const beside = archive.unpacked.filter((path) => !path.startsWith('resources/sample-case/'))
    expect(beside.filter((path) => !/\.(node|so|dylib|dll)$/.test(path))).toEqual([])
    expect(archive.packed.filter((path) => path.startsWith('resources/sample-case/'))).toEqual([])
  })

  test('beside the archive only the licences: no other application, no place to ask for updates', () => {
    expect(readdirSync(resources).sort()).toEqual(['app.asar', 'app.asar.unpacked', 'licences'])
    expect(readdirSync(join(resources, 'licences')).sort()).toEqual([
      'LICENSE.electron.txt', 'LICENSE.txt', 'LICENSES.chromium.html', 'third-party.txt',
    ]) // biome-ignore format: a list
    expect(readFileSync(join(resources, 'licences/LICENSE.txt'), 'utf8')).toBe(
      readFileSync(join(root, 'LICENSE'), 'utf8'),
    )
  })
})

test('the program is no Node.js, whoever asks for it: it wants a screen', () => {
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = process.env
  const asNode = spawnSync(packed, ['-e', 'console.log("ran" + "-as-node")'], {
    env: { ...env, ELECTRON_RUN_AS_NODE: '1' },
    encoding: 'utf8',
    timeout: 60_000,
  })
  expect(asNode.status).not.toBe(0)
  expect(asNode.stdout).not.toContain('ran-as-node')
})
