import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type * as Files from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { SafeFile } from '../../../src-main/handover/safe-file.ts'

let hasLinks = true
vi.mock('node:fs/promises', async (original) => {
  const files = await original<typeof Files>()
  const link: typeof files.link = (from, to) =>
    hasLinks ? files.link(from, to) : Promise.reject(Object.assign(new Error('no links'), { code: 'EPERM' }))
  return { ...files, link }
})

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trailproof-'))
})

describe.each([
  ['with hard links', true],
  ['on a memory stick, without them', false],
])('%s', (_, links) => {
  beforeEach(() => {
    hasLinks = links
  })

  test('the file appears whole, under its name alone', async () => {
    const file = await SafeFile.create(join(folder, 'out.csv'))
    await file.write('a,b\r\n')
    expect(readdirSync(folder)).toEqual(['out.csv.partial'])
    await file.seal()
    await file.appear()
    expect(readdirSync(folder)).toEqual(['out.csv'])
    expect(readFileSync(join(folder, 'out.csv'), 'utf8')).toBe('a,b\r\n')
  })

  test('a file that is to be replaced is itself until the new one is whole, and stays when that is given up', async () => {
    const path = join(folder, 'out.csv')
    writeFileSync(path, 'before')
    await expect(SafeFile.create(path)).rejects.toMatchObject({ code: 'EEXIST' })
    const given = await SafeFile.create(path, { replaces: true })
    await given.write('half')
    await given.discard()
    const file = await SafeFile.create(path, { replaces: true })
    await file.write('after')
    await file.seal()
    expect(readFileSync(path, 'utf8')).toBe('before')
    await file.appear()
    expect(readdirSync(folder)).toEqual(['out.csv'])
    expect(readFileSync(path, 'utf8')).toBe('after')
  })

  test('a folder is never replaced', async () => {
    await expect(SafeFile.create(folder, { replaces: true })).rejects.toMatchObject({ code: 'EISDIR' })
  })

  test('a name that is taken meanwhile is left as it is', async () => {
    const file = await SafeFile.create(join(folder, 'out.csv'))
    writeFileSync(join(folder, 'out.csv'), 'mine')
    await file.seal()
    await expect(file.appear()).rejects.toMatchObject({ code: 'EEXIST' })
    await file.discard()
    expect(readdirSync(folder)).toEqual(['out.csv'])
    expect(readFileSync(join(folder, 'out.csv'), 'utf8')).toBe('mine')
  })
})
