import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { obeyed } from '../../../../src-shared/base/printable.ts'
import { aTerminal } from './a-terminal.ts'

/** What a terminal obeys: one of each kind, and what forges a line. */
const hostile = 'a\u001b]0;x\u0007\u009b31m\r\n\u2028\u202eb\u2066c\u061c\u007f'
const escaped = 'a\\u001b]0;x\\u0007\\u009b31m\\r\\n\\u2028\\u202eb\\u2066c\\u061c\\u007f'

test('what is said to people is a line, on which nothing is obeyed', async () => {
  const { io, kept } = aTerminal(true)
  await io.out.say(['', `Log file\t${hostile}\tvalid\n`, `\n${hostile}`])
  await io.err.say(`trailproof: ${hostile}`)
  io.err.draw(hostile)
  io.err.draw(null)
  expect(kept.out).toBe(`\nLog file\t${escaped}\tvalid\n\n${escaped}\n`)
  expect(kept.err).toBe(`trailproof: ${escaped}\n\r\u001b[K${escaped}\r\u001b[K`)
})

test('data is exact', async () => {
  const { io, kept } = aTerminal()
  await io.out.data(['{"a":"', hostile, '"}\n'])
  expect(kept.out).toBe(`{"a":"${hostile}"}\n`)
})

test('results end with an interrupt, and it is known that they are cut; messages go on', async () => {
  const { io, kept, ctrlC } = aTerminal()
  await io.out.say('before')
  expect(io.out.isCut).toBe(false)
  ctrlC()
  await io.out.data('behind')
  await io.err.say('told')
  expect({ ...kept, isCut: io.out.isCut }).toEqual({ out: 'before\n', err: 'told\n', isCut: true })
})

test('no other way leads from a command to the terminal', () => {
  const folder = resolve(import.meta.dirname, '../../../../src-main/hosts/cli')
  const others = readdirSync(folder).filter((file) => file.endsWith('.ts') && file !== 'output.ts')
  expect(others.length).toBeGreaterThan(10)
  for (const file of others)
    expect(readFileSync(join(folder, file), 'utf8')).not.toMatch(
      /process\.std(?:out|err)|\bconsole\.|\.write\(|node:stream/,
    )
})

test('every character below U+0020, DEL and C1, and every bidirectional control counts as obeyed', () => {
  const found = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter((char) =>
    char.match(obeyed),
  )
  const named = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u
  const missing = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter(
    (char) => named.test(char) && !found.includes(char),
  )
  expect(missing).toEqual([])
})
