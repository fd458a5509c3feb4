import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { discover } from '../../../src-main/files/discover.ts'
import { nativePath, openedPath, textOfPath } from '../../../src-main/files/native-path.ts'
import { readSource } from '../../../src-main/files/read.ts'
import { whyUnreadable } from '../../../src-main/files/why-unreadable.ts'

const folder = mkdtempSync(join(tmpdir(), 'trailproof-names-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const bytes = (...parts: readonly (string | number)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.of(part))))
const below = (name: Buffer) => Buffer.concat([Buffer.from(`${folder}/`), name])
const asBytes = (path: string | Buffer) => Buffer.from(path as string)

describe.skipIf(process.platform === 'win32')('the text of a path', () => {
  test.each([
    ['x\\xff.json', bytes('x', 0xff, '.json')],
    ['x\\x5cxff.json', bytes('x\\xff.json')],
    ['x\\\\xff', bytes('x\\', 0xff)],
    ['x\\x5cx5c\\xff', bytes('x\\x5c', 0xff)],
    ['x\\xFF and \\x', bytes('x\\xFF and \\x')],
    ['é\ufffd💧\\xf0\\x9f', bytes('é\ufffd💧', 0xf0, 0x9f)],
    ['e\u0301', bytes('e\u0301')],
    ['\\xc3(\\xed\\xa0\\x80', bytes(0xc3, '(', 0xed, 0xa0, 0x80)],
  ] as const)('%s', (text, name) => {
    expect(textOfPath(name)).toBe(text)
    expect(asBytes(nativePath(text))).toEqual(name)
  })

  test('is another for every other path, and leads back to it', () => {
    const piece = fc.constantFrom(
      ...'\\x5cfF/é'.split('').map((letter) => Buffer.from(letter)),
      Buffer.of(0xff),
      Buffer.of(0x9c),
    )
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const path = Buffer.concat(pieces)
        expect(asBytes(nativePath(textOfPath(path)))).toEqual(path)
      }),
    )
  })
})

/** False where the file system refuses names that are not UTF-8, as on macOS. */
function takesAnyName(): boolean {
  try {
    writeFileSync(below(bytes('probe', 0xff)), '')
    rmSync(below(bytes('probe', 0xff)))
    return true
  } catch {
    return false
  }
}

describe.skipIf(!takesAnyName())('files whose names are not UTF-8', () => {
  test('are each a file of its own, in folders of their own, and are read', async () => {
    const names = [bytes('x', 0xff), bytes('x', 0xfe), bytes('x\\xff'), bytes('x\ufffd'), bytes('é'), bytes('e\u0301')]
    for (const at of [bytes('d', 0xff), bytes('d', 0xfe)]) {
      mkdirSync(below(at))
      for (const name of names)
        writeFileSync(below(Buffer.concat([at, Buffer.from('/'), name])), Buffer.concat([at, name]))
    }
    const found = await discover([folder])
    expect(new Set(found.map(({ path }) => path)).size).toBe(12)
    for (const { path, name, bytes: size, nature, problem } of found) {
      expect([nature, problem]).toEqual(['file', null])
      const content = readSource({ path, member: null }).bytes
      expect(content.toString('latin1')).toBe(asBytes(nativePath(name)).toString('latin1').replace('/', ''))
      expect(size).toBe(content.length)
    }
    expect(found.map(({ name }) => name)).toContain('d\\xfe/x\\xff')
    expect(found.map(({ name }) => name)).toContain('d\\xfe/x\\x5cxff')
  })

  test('can be opened by the text that is shown of them', async () => {
    writeFileSync(below(bytes('one', 0xff)), 'bytes')
    writeFileSync(below(bytes('two\\xff')), 'letters')
    for (const [typed, text] of [
      ['one\\xff', 'one\\xff'],
      ['two\\xff', 'two\\x5cxff'],
      ['two\\x5cxff', 'two\\x5cxff'],
    ] as const) {
      expect(openedPath(join(folder, typed))).toBe(join(folder, text))
      expect(whyUnreadable(join(folder, typed))).toBeNull()
      expect(await discover([join(folder, typed)])).toMatchObject([{ name: text, nature: 'file' }])
    }
    expect(whyUnreadable(join(folder, 'none\\xff'))).toContain('does not exist')
  })
})
