import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { built, root, runNode, sampleCase, trailproof } from './built.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trailproof-cli-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

interface Info {
  readonly records: number
  readonly events: number
  readonly duplicates: number
  readonly unparsed: number
  readonly withoutEventId: number
  readonly uniqueEventIds: number
  readonly firstEventTime: string
  readonly errorEvents: number
  readonly skipped: readonly { readonly path: string; readonly reasons: readonly string[] }[]
}
const info = async (): Promise<Info> => JSON.parse((await trailproof('info', sampleCase, '--json')).out)
const query = async (sql: string) => {
  const { out, err } = await trailproof('query', sampleCase, '--sql', sql, '--json')
  expect(err).toBe('')
  return (JSON.parse(out) as { rows: Record<string, unknown>[] }).rows
}

test('--version is that of package.json', async () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  expect(await trailproof('--version')).toEqual({ code: 0, signal: null, out: `trailproof ${version}\n`, err: '' })
})

test.each(['info', 'verify', 'query', 'export', 'serve'])('%s --help answers on stdout', async (command) => {
  const { code, out, err } = await trailproof(command, '--help')
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toContain(`trailproof ${command}`)
})

test('over a profile that cannot be written, a command answers and says that the examiner log is not kept', async () => {
  const state = join(built('main/cli.js'), 'below-a-file')
  const { code, out, err } = await runNode([built('main/cli.js'), 'info', sampleCase], { XDG_STATE_HOME: state })
  expect([code, out]).toEqual([0, expect.stringContaining('events')])
  expect(err).toMatch(/trailproof: The examiner log is not kept: .+below-a-file.+ cannot be written/)
})

describe('over the sample case', () => {
  test('info counts balance and say why files were skipped', async () => {
    const facts = await info()
    expect(facts.records).toBe(facts.events + facts.duplicates + facts.unparsed)
    expect(facts.events).toBe(facts.uniqueEventIds + facts.withoutEventId)
    expect(facts.firstEventTime).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/)
    for (const { reasons } of facts.skipped) expect(reasons.length).toBeGreaterThan(0)
  })

  test('query and info agree, and NULL is null', async () => {
    const facts = await info()
    expect(await query('SELECT count(*) AS events, sum(isError) AS errors, NULL AS absent FROM events')).toEqual([
      { events: facts.events, errors: facts.errorEvents, absent: null },
    ])
  })

  test('verify says that something is missing or invalid: the sample case was tampered with', async () => {
    const { code, err } = await trailproof('verify', sampleCase)
    expect({ code, err }).toEqual({ code: 1, err: '' })
  })

  test('export writes what the filter shows and a manifest, once', async () => {
    const [{ events }] = (await query("SELECT count(*) AS events FROM events WHERE eventName = 'ConsoleLogin'")) as [
      { events: number },
    ]
    const file = join(folder, 'logins.ndjson')
    const args = ['export', sampleCase, '--filter', 'eventName=ConsoleLogin', '--format', 'ndjson', '--out', file]
    const first = await trailproof(...args)
    expect({ code: first.code, err: first.err }).toEqual({ code: 0, err: '' })
    expect(readFileSync(file, 'utf8').trimEnd().split('\n')).toHaveLength(events)
    expect(existsSync(`${file}.manifest.json`)).toBe(true)
    const again = await trailproof(...args)
    expect(again.code).toBe(1)
    expect(again.err).toContain(file)
    expect(readdirSync(folder).sort()).toEqual(['logins.ndjson', 'logins.ndjson.manifest.json'])
  })
})

describe('trouble', () => {
  test.each([
    [['info', '/nowhere/at/all'], 66],
    [['verify', '/nowhere/at/all'], 66],
    [['info'], 64],
    [['verify'], 64],
    [['query', 'x', '--sql'], 64],
    [['nothing'], 64],
  ])('%j ends with %i and a sentence on stderr', async (args, expected) => {
    const { code, out, err } = await trailproof(...args)
    expect({ code, out }).toEqual({ code: expected, out: '' })
    expect(err).toMatch(/^trailproof/)
    expect(err).not.toContain('    at ')
  })

  test('SQL that is wrong is said, with what SQLite says', async () => {
    const { code, out, err } = await trailproof('query', sampleCase, '--sql', 'SELECT nothing FROM events')
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain('nothing')
  })

  test('a reader that goes away ends it without a word', async () => {
    const sql = 'SELECT a.userAgent, b.userAgent FROM events a, events b LIMIT 50000'
    const child = spawn(process.execPath, [built('main/cli.js'), 'query', sampleCase, '--sql', sql, '--format', 'csv'])
    let err = ''
    child.stderr.on('data', (text) => (err += String(text)))
    child.stdout.once('data', () => child.stdout.destroy())
    const code = await new Promise((resolve) => child.once('close', resolve))
    expect({ code, err }).toEqual({ code: 141, err: '' })
  })

  describe('a query that finds rows at once and then looks on for good', () => {
    const endless = 'SELECT count(*), NULL FROM events a, events b, events c, events d, events e'
    const sql = `SELECT id, eventName FROM events WHERE id <= 40 UNION ALL ${endless}`
    const start = (format: string) => {
      const child = spawn(process.execPath, [
        built('main/cli.js'),
        'query',
        sampleCase,
        '--sql',
        sql,
        '--format',
        format,
      ])
      const kept = { out: '', err: '' }
      child.stdout.setEncoding('utf8').on('data', (text: string) => (kept.out += text))
      child.stderr.setEncoding('utf8').on('data', (text: string) => (kept.err += text))
      const ended = new Promise((resolve) => child.once('close', resolve))
      return { child, kept, ended }
    }

    test.each(['SIGINT', 'SIGTERM'] as const)('writes them; %s ends it behind a whole line', async (signal) => {
      const { child, kept, ended } = start('ndjson')
      child.stdout.once('data', () => child.kill(signal))
      expect(await ended).toBe(130)
      expect(kept).toMatchObject({ err: '', out: expect.stringMatching(/\n$/) })
      const ids = kept.out
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { id: number }).id)
      expect(ids).toEqual(ids.map((_, i) => i + 1))
    })
  })
})
