import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lineAfter } from '../../../../src-main/examiner/line.ts'
import { takeExaminer } from '../../../../src-main/hosts/cli/arguments.ts'
import { runLog } from '../../../../src-main/hosts/cli/log.ts'
import { ok } from '../../../../src-shared/base/result.ts'
import { temporaryFolder } from '../../../fixtures/trail.ts'
import { aTerminal } from './a-terminal.ts'

const folder = temporaryFolder()
const lines: string[] = []
for (const [place, what] of ([{ kind: 'begun', sources: [] }, { kind: 'removed', of: { kind: 'session', name: 'x\u001b[2J' } }, { kind: 'closed' }] as const).entries())
  lines.push(lineAfter(lines.at(-1) ?? null, { n: place + 1, at: '2024-03-05T10:00:00.000Z', who: { name: 'ana', is: 'account' }, version: '1.2.3', what })) // biome-ignore format: one line a thing
const head = `3:${JSON.parse(lines[2]!).hash}`

function fileOf(name: string, content: readonly string[]): string {
  const file = join(folder, name)
  writeFileSync(file, content.map((line) => `${line}\n`).join(''))
  return file
}
const whole = fileOf('whole.jsonl', lines)
const run = async (...args: readonly string[]) => {
  const { io, kept } = aTerminal()
  return { code: await runLog(args, io), ...kept }
}

test('a log is shown line by line, with what its chain shows and cannot show', async () => {
  const { code, out } = await run(whole)
  expect(code).toBe(0)
  expect(out).toContain('2\t2024-03-05T10:00:00Z\tana (account name)\tRemoved the bookmark on session x\\u001b[2J.\n')
  expect(out).toContain('All 3 lines follow from each other. No head was given')
  expect(out).toContain('whoever can write the file and the head can write all of it anew')
  expect((await run(whole, '--format', 'markdown')).out).toContain('| 3 | 2024-03-05T10:00:00Z | ana (account name) |')
})

test('a log that was cut is told by the head that a manifest names, and without a head is not', async () => {
  const cut = fileOf('cut.jsonl', lines.slice(0, 2))
  const manifest = join(folder, 'a.csv.manifest.json')
  const [n, hash] = head.split(':')
  writeFileSync(manifest, JSON.stringify({ manifest: 'trailproof-export', examinerLog: { n: Number(n), hash } }))
  expect((await run(cut, '--check')).code).toBe(0)
  expect(await run(cut, '--check', '--manifest', manifest)).toMatchObject({ code: 1 })
  expect((await run(cut, '--check', '--head', head)).out).toContain('Line 3 is missing.\n')
  expect((await run(whole, '--check', '--head', head)).out).toMatch(/^All 3 lines follow from each other\. Line 3 is/)
  expect(JSON.parse((await run(cut, '--json', '--head', head)).out)).toMatchObject({
    problems: ['Line 3 is missing.'],
    log: [{ n: 1 }, { n: 2 }],
  })
})

test('what is no log, is not there or is asked wrongly is refused with its reason', async () => {
  expect(await run(fileOf('other.jsonl', ['{}']))).toMatchObject({ code: 66 })
  expect((await run(join(folder, 'none.jsonl'))).err).toContain('none.jsonl cannot be read')
  expect((await run(whole, '--manifest', whole)).err).toContain('is no manifest that names the end of an examiner log')
  expect((await run(whole, '--head', '3')).err).toContain('--head takes a line and its hash')
  expect((await run()).code).toBe(64)
})

test('the examiner is named before or behind any other option, and not behind --', () => {
  expect(takeExaminer(['info', 'trail', '--examiner', ' Ana Example '])).toEqual(
    ok({ examiner: 'Ana Example', rest: ['info', 'trail'] }),
  )
  expect(takeExaminer(['info', '--examiner=Ana', 'trail'])).toEqual(ok({ examiner: 'Ana', rest: ['info', 'trail'] }))
  expect(takeExaminer(['info', '--', '--examiner'])).toEqual(ok({ examiner: null, rest: ['info', '--', '--examiner'] }))
  expect(takeExaminer(['info', 'trail', '--examiner'])).toMatchObject({ ok: false })
})
