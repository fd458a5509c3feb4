import { expect, test } from 'vitest'
import { commandHelp } from '../../../../src-main/hosts/cli/help.ts'
import { type Commands, run } from '../../../../src-main/hosts/cli/run.ts'
import { aTerminal } from './a-terminal.ts'

/** Says whether the command was handed anything. */
const command = async (args: readonly string[]) => (args.length === 0 ? 0 : 7)
const commands: Commands = {
  info: command,
  verify: command,
  prove: command,
  findings: command,
  alarms: command,
  query: command,
  export: command,
  report: command,
  save: command,
  fetch: command,
  ddl: command,
  bundle: command,
  'verify-bundle': command,
  'timestamp-bundle': command,
  'make-key': command,
  compare: command,
  log: command,
  serve: command,
}
const runIn = async (...argv: string[]) => {
  const { io, kept } = aTerminal()
  const code = await run(argv, io, commands, async () => '1.2.3')
  return { code, ...kept }
}

test('--version and --help answer on stdout', async () => {
  expect(await runIn('--version')).toEqual({ code: 0, out: 'trailproof 1.2.3\n', err: '' })
  expect(await runIn('--help')).toMatchObject({ code: 0, out: expect.stringContaining('trailproof verify'), err: '' })
})

test.each(Object.entries(commandHelp))('%s --help names its exit codes and is not run', async (name, help) => {
  expect(await runIn(name, 'folder', '--help')).toEqual({ code: 0, out: help, err: '' })
  expect(help).toContain('Exit codes:')
})

test('what follows -- is a name, even --help', async () => {
  expect((await runIn('info', '--', '--help')).code).toBe(7)
})

test.each([
  [[], 'trailproof: A command is needed'],
  [['frobnicate'], 'trailproof: There is no command “frobnicate”'],
  [['\u001b[2J'], 'trailproof: There is no command “\\u001b[2J”'],
])('%j is a usage error on stderr', async (argv, sentence) => {
  expect(await runIn(...argv)).toEqual({ code: 64, out: '', err: `${sentence}\nTry “trailproof --help”.\n` })
})

test('a bug in a command is said and has a code of its own', async () => {
  const { io, kept } = aTerminal()
  const broken: Commands = { ...commands, info: () => Promise.reject(new Error('broken inside')) }
  expect(await run(['info'], io, broken, async () => '')).toBe(70)
  expect(kept.err).toContain('trailproof info: a defect of Trailproof: Error: broken inside')
})

test('work given up because of Ctrl-C is no bug', async () => {
  const { io, kept, ctrlC } = aTerminal()
  const given: Commands = {
    ...commands,
    verify: async () => {
      ctrlC()
      io.signal.throwIfAborted()
      return 0
    },
  }
  expect(await run(['verify', 'folder'], io, given, async () => '')).toBe(130)
  expect(kept.err).toBe('')
})
