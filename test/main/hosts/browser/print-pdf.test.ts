import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { chromiumOf, chromiumPrinter } from '../../../../src-main/hosts/browser/print-pdf.ts'
import { temporaryFolder } from '../../../fixtures/trail.ts'

const never = new AbortController().signal

describe('the program that prints', () => {
  const only = (path: string) => (asked: string) => asked === path

  test('is looked for where browsers are, and TRAILPROOF_CHROMIUM names another', () => {
    const env = { PATH: '/usr/local/bin:relative:/usr/bin' }
    expect(chromiumOf('linux', env, only('/usr/bin/google-chrome'))).toBe('/usr/bin/google-chrome')
    expect(chromiumOf('linux', env, () => false)).toBeNull()
    expect(chromiumOf('linux', { ...env, TRAILPROOF_CHROMIUM: '/opt/chrome' }, () => false)).toBe('/opt/chrome')
    const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
    expect(chromiumOf('darwin', {}, only(mac))).toBe(mac)
    const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'
    expect(chromiumOf('win32', { 'ProgramFiles(x86)': 'C:\\Program Files (x86)' }, only(edge))).toBe(edge)
  })

  test('is said to be absent with what to do instead', async () => {
    const printed = await chromiumPrinter('linux', { PATH: '/usr/bin' }, () => false)('<p>', never)
    expect(printed).toMatchObject({
      ok: false,
      message: expect.stringContaining('open it in a browser and print it to PDF'),
    })
  })

  test('is named where it cannot be run, ends without a word, or does not know the protocol', async () => {
    const folder = temporaryFolder()
    const program = (name: string, text: string) => {
      const path = join(folder, name)
      writeFileSync(path, `#!/bin/sh\n${text}\n`)
      chmodSync(path, 0o755)
      return path
    }
    const print = (path: string) => chromiumPrinter('linux', { TRAILPROOF_CHROMIUM: path })('<p>', never)
    const absent = join(folder, 'absent')
    expect(await print(absent)).toMatchObject({
      ok: false,
      message: expect.stringContaining(`${absent} did not print the report`),
    })
    expect(await print(program('ends', 'exit 3'))).toMatchObject({
      ok: false,
      message: expect.stringContaining('it ended with 3'),
    })
    const refusing = `printf '{"id":1,"error":{"message":"no such method"}}\\0' >&4; cat <&3 >/dev/null`
    expect(await print(program('refuses', refusing))).toMatchObject({
      ok: false,
      message: expect.stringContaining('no such method'),
    })
  })

  test('is ended when nobody waits any more', async () => {
    const abort = new AbortController()
    const path = join(temporaryFolder(), 'hangs')
    writeFileSync(path, '#!/bin/sh\nexec cat <&3 >/dev/null\n')
    chmodSync(path, 0o755)
    const printing = chromiumPrinter('linux', { TRAILPROOF_CHROMIUM: path })('<p>', abort.signal)
    abort.abort()
    expect(await printing).toMatchObject({ ok: false, message: expect.stringContaining('SIGKILL') })
  })
})
