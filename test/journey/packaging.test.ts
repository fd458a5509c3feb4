import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { caseFileEnding, caseFileType } from '../../src-shared/model/case-file.ts'
import { built, root } from './built.ts'

/** Programs of `tools/` have no types. */
const load = (path: string) => import(pathToFileURL(join(root, path)).href)
const { default: configuration } = await load('tools/package/electron-builder.mjs')
const { expectedFuses, validateConfiguration } = await load('tools/package/inspect.mjs')

describe('the configuration of packages', () => {
  test('is one that electron-builder accepts; it refuses what it does not know', async () => {
    await validateConfiguration(configuration)
    await expect(validateConfiguration({ ...configuration, appimage: {} })).rejects.toThrow('appimage')
  })

  test('burns in every fuse, to what is read back from a package', () => {
    const named = Object.entries(configuration.electronFuses).map(([name, isOn]) => [name.toLowerCase(), isOn])
    const read = Object.entries(expectedFuses).map(([name, isOn]) => [name.toLowerCase().replace(/^enable/, ''), isOn])
    const plain = named.map(([name, isOn]) => [String(name).replace(/^enable/, ''), isOn])
    expect(Object.fromEntries(plain)).toEqual(Object.fromEntries(read))
  })

  test('gives case files to the window, on every system', () => {
    const [association, ...others] = configuration.fileAssociations
    expect(`.${association.ext}`).toBe(caseFileEnding)
    expect(association.mimeType).toBe(caseFileType.text)
    expect(others).toEqual([])
    for (const system of ['linux', 'win', 'mac']) expect(configuration[system]).not.toHaveProperty('fileAssociations')
  })
})

describe('nothing asks for updates', () => {
  test('neither a package that would, nor a place to ask', () => {
    const { dependencies, optionalDependencies, devDependencies } = JSON.parse(read('package.json'))
    const names = Object.keys({ ...dependencies, ...optionalDependencies, ...devDependencies })
    expect(names.filter((name) => /updat/.test(name))).toEqual([])
    expect(configuration.publish).toBe(null)
  })

  test('nor any code that was built', () => {
    const asking = /autoUpdater|electron-updater|app-update\.yml|latest(?:-mac|-linux)?\.yml|update-notifier/
    expect(builtCode('main', 'preload', 'renderer').filter((path) => asking.test(readFileSync(path, 'utf8')))).toEqual(
      [],
    )
  })
})

describe('the licences of what is shipped', () => {
  const text = readFileSync(built('licences/third-party.txt'), 'utf8')
  const packages = JSON.parse(readFileSync(built('licences/packages.json'), 'utf8')) as Shipped[]

  test('are such as may be shipped, and each is there with its text', () => {
    const permitted = ['Apache-2.0', 'MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', '(BSD-3-Clause OR GPL-2.0)']
    expect(packages.filter(({ licence }) => !permitted.includes(licence))).toEqual([])
    expect(packages.filter((each) => !text.includes(`\n${nameOf(each)} (${each.licence})\n`))).toEqual([])
    expect(text).not.toContain('holds no text of its licence')
  })

  test('are of every package whose code is in a bundle, as the bundles themselves say', () => {
    const named = new Set(packages.map(({ name }) => name))
    const bundled = builtCode('main').flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/^\/\/ node_modules\/((?:@[^/\n]+\/)?[^/\n]+)/gm)].map(
        ([, name]) => name!,
      ),
    )
    expect(bundled.length).toBeGreaterThan(100)
    expect([...new Set(bundled)].filter((name) => !named.has(name))).toEqual([])
  })

  test('are of what is no module to a bundler, too', () => {
    const names = packages.map(({ name }) => name)
    for (const name of ['assemblyscript', 'rolldown', 'monaco-editor', 'react']) expect(names).toContain(name)
  })
})

test('icons are drawn in the sizes that their names say', () => {
  const pngs = readdirSync(join(root, 'resources/icon')).filter((name) => name.endsWith('.png'))
  expect(pngs).toHaveLength(9)
  for (const name of pngs) expect(`${sizeOf(bytes(name)).join('x')}.png`).toBe(name)
  expect(iconsInIco(bytes('icon.ico'))).toEqual([16, 24, 32, 48, 64, 128, 256])
  expect(iconsInIcns(bytes('icon.icns'))).toEqual([16, 32, 32, 64, 128, 256, 256, 512, 512, 1024])
})

interface Shipped {
  readonly name: string
  readonly version: string
  readonly licence: string
}

const nameOf = ({ name, version }: Shipped) => `${name} ${version}`
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const bytes = (name: string) => readFileSync(join(root, 'resources/icon', name))
const builtCode = (...parts: readonly string[]) =>
  parts.flatMap((part) =>
    readdirSync(built(part), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.c?js$/.test(path))
      .map((path) => built(join(part, path))),
  )

/** Width and height of a PNG: the first two numbers of its header. */
const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)]

function iconsInIco(ico: Buffer): readonly number[] {
  return Array.from({ length: ico.readUInt16LE(4) }, (_, index) => {
    const offset = ico.readUInt32LE(6 + 16 * index + 12)
    return sizeOf(ico.subarray(offset))[0]!
  })
}

function iconsInIcns(icns: Buffer): readonly number[] {
  const sizes: number[] = []
  for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) sizes.push(sizeOf(icns.subarray(at + 8))[0]!)
  return sizes
}
