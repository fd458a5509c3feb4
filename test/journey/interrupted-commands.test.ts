import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { randomFrom } from '../fixtures/random.ts'
import { aRecord } from '../fixtures/records.ts'
import { aTrail } from '../fixtures/trail.ts'
import { built, type Ended } from './built.ts'

let folder: string
let trail: string
const events = 4 * 6 * 20 + 8_000
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'trailproof-interrupted-'))
  trail = join(folder, 'trail')
  await aTrail().hours(4).logsPerHour(6).recordsPerLog(20).write(trail)
  mkdirSync(join(trail, 'more'))
  for (let file = 0; file < 800; file++) {
    const records = Array.from({ length: 10 }, (_, i) => aRecord({ eventID: `e${file}-${i}` }))
    writeFileSync(join(trail, 'more', `${file}.json`), JSON.stringify({ Records: records }))
  }
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Progress is drawn on terminals only, and it is what tells how far a command has come. */
const asOnATerminal = ['--import', 'data:text/javascript,process.stderr.isTTY=true']

interface Interrupted extends Ended {
  /** How often progress was drawn. */
  readonly draws: number
}

/** Runs a command and sends the signal when progress is drawn for the given time, or on the given words. */
function interrupted(args: readonly string[], signal: NodeJS.Signals, at: number | string): Promise<Interrupted> {
  const child = spawn(process.execPath, [...asOnATerminal, built('main/cli.js'), ...args])
  const kept = { out: '', err: '' }
  let sent = false
  const draws = () => kept.err.split('\r').length - 1
  child.stdout.setEncoding('utf8').on('data', (text: string) => (kept.out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    kept.err += text
    if (sent || !(typeof at === 'string' ? kept.err.includes(at) : draws() >= at)) return
    sent = true
    child.kill(signal)
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ code, signal, ...kept, draws: draws() }))
  })
}

const commands = {
  verify: () => ['verify', trail],
  info: () => ['info', trail],
  export: (into: string) => ['export', trail, '--filter', '', '--format', 'ndjson', '--out', join(into, 'out.ndjson')],
} as const
type Command = keyof typeof commands
const endings: Record<Command, readonly number[]> = { verify: [1, 2], info: [0], export: [0] }

const rounds = (['verify', 'info', 'export'] as const).flatMap((command) =>
  (['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const).flatMap((signal) =>
    [1, 2, 3].map((round) => [command, signal, round] as const),
  ),
)
const emptyFolder = () => mkdtempSync(join(folder, 'into-'))

test.each(rounds)('%s, %s at a random moment (%i): nothing half-done is left', async (command, signal, round) => {
  const into = emptyFolder()
  const moment = 1 + randomFrom(`${command} ${signal} ${round}`).int(command === 'verify' ? 800 : 8)
  const ended = await interrupted(commands[command](into), signal, moment)
  if (signal === 'SIGKILL' && ended.code === null) expect(ended.signal).toBe('SIGKILL')
  else expect([130, ...endings[command]]).toContain(ended.code)
  // A bug would say so.
  expect(ended.err).not.toMatch(/defect|Error/)
  if (ended.code === 130) expect(ended.out).toBe('')
  expectNothingHalfDone(into, ended)
})

test.each([
  ['SIGINT', 'Exporting'],
  ['SIGTERM', 'Exporting'],
  ['SIGHUP', 'Exporting'],
  ['SIGKILL', 'Exporting: 1'],
] as const)('an export that is being written, %s', async (signal, moment) => {
  const into = emptyFolder()
  const ended = await interrupted(commands.export(into), signal, moment)
  expectNothingHalfDone(into, ended)
})

test('what a killed export left behind is said by its name, and kept', async () => {
  const into = emptyFolder()
  writeFileSync(join(into, 'out.ndjson.partial'), 'of a killed export')
  const again = await interrupted(commands.export(into), 'SIGINT', 'never')
  expect(again.code).toBe(1)
  expect(again.err).toContain(
    `${join(into, 'out.ndjson.partial')} is there, of an export that is under way or was killed`,
  )
  expect(readdirSync(into)).toEqual(['out.ndjson.partial'])
})

/** Files under their own names are whole; only after SIGKILL is there anything else, and its name says what it is. */
function expectNothingHalfDone(into: string, { code }: Interrupted) {
  const files = readdirSync(into).sort()
  const whole = ['out.ndjson', 'out.ndjson.manifest.json']
  if (code === 0 && files.length > 0) expect(files).toEqual(whole)
  else if (code !== null) expect(files).toEqual([])
  for (const file of files) expect([...whole, ...whole.map((name) => `${name}.partial`)]).toContain(file)
  if (files.includes('out.ndjson')) {
    const lines = readFileSync(join(into, 'out.ndjson'), 'utf8').trimEnd().split('\n')
    expect(lines).toHaveLength(events)
  }
}
