import { linkSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rootHolding } from '../../../src-main/files/within-evidence.ts'

let base: string
let evidence: string
beforeAll(() => {
  base = mkdtempSync(join(realpathSync(tmpdir()), 'trailproof-within-'))
  evidence = join(base, 'evidence')
  mkdirSync(join(evidence, 'AWSLogs'), { recursive: true })
  mkdirSync(join(base, 'evidence-2'))
  writeFileSync(join(evidence, 'a.json'), '{}')
  symlinkSync(evidence, join(base, 'link'))
  symlinkSync(join(evidence, 'AWSLogs'), join(base, 'deep-link'))
  symlinkSync(base, join(evidence, 'out'))
  linkSync(join(evidence, 'a.json'), join(base, 'hard.json'))
})
afterAll(() => rmSync(base, { recursive: true }))

const held = (file: string, ...roots: string[]) => rootHolding(file, roots.length > 0 ? roots : [evidence]) !== null

describe('under the evidence lies', () => {
  test.each([
    ['a new file', () => join(evidence, 'x.csv')],
    ['a file in folders that do not exist yet', () => join(evidence, 'new', 'deeper', 'x.csv')],
    ['the opened folder itself', () => evidence],
    ['a file named through ..', () => join(base, 'evidence-2', '..', 'evidence', 'x.csv')],
    ['a relative name', () => relative(process.cwd(), join(evidence, 'x.csv'))],
    ['a file behind a link to it', () => join(base, 'link', 'x.csv')],
    ['a new folder behind a link into it', () => join(base, 'deep-link', 'new', 'x.csv')],
    ['a file behind a link that leads out of it', () => join(evidence, 'out', 'x.csv')],
  ])('%s', (_, file) => expect(held(file())).toBe(true))

  test('a file of its folder, where a link to it was opened', () =>
    expect(held(join(evidence, 'x.csv'), join(base, 'link'))).toBe(true))
  test('everything, where the root of the file system was opened', () => expect(held(join(base, 'x'), '/')).toBe(true))
  test('an opened file itself, and no other of its folder', () => {
    const file = join(evidence, 'a.json')
    expect(held(file, file)).toBe(true)
    expect(held(join(base, 'hard.json'), file)).toBe(true)
    expect(held(join(evidence, 'x.csv'), file)).toBe(false)
  })
})

describe('outside of it lies', () => {
  test.each([
    ['a file beside it', () => join(base, 'x.csv')],
    ['a file of a folder whose name only begins like its', () => join(base, 'evidence-2', 'x.csv')],
    ['a name that begins with two dots', () => join(base, '..x.csv')],
  ])('%s', (_, file) => expect(held(file())).toBe(false))

  test('everything, where nothing is opened', () => expect(rootHolding(join(evidence, 'x'), [])).toBeNull())
})

test('the opened path is named, of several the one that holds it', () =>
  expect(rootHolding(join(base, 'link', 'x.csv'), [join(base, 'evidence-2'), evidence])).toBe(evidence))
