import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type * as Files from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { SafeFile } from '../../../../src-main/handover/export/safe-file.ts'

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
    await file.finish()
    expect(readdirSync(folder)).toEqual(['out.csv'])
    expect(readFileSync(join(folder, 'out.csv'), 'utf8')).toBe('a,b\r\n')
  })

  test('a name that is taken meanwhile is left as it is', async () => {
    const file = await SafeFile.create(join(folder, 'out.csv'))
    writeFileSync(join(folder, 'out.csv'), 'mine')
    await expect(file.finish()).rejects.toMatchObject({ code: 'EEXIST' })
    await file.discard()
    expect(readdirSync(folder)).toEqual(['out.csv'])
    expect(readFileSync(join(folder, 'out.csv'), 'utf8')).toBe('mine')
  })
})
