import { stackOf } from '../../runtime/report-bug.ts'
import { ThreadDeath } from '../../runtime/thread-death.ts'
import { type CommandName, commandHelp, commandNames, generalHelp, nameOf, sayUsage } from './help.ts'
import { type CommandIo, exitCode } from './io.ts'

/** Each command loads its module when it runs, so that `--help` answers at once. */
export type Commands = Readonly<Record<CommandName, (args: readonly string[], io: CommandIo) => Promise<number>>>

/** Runs a command line and returns its exit code. */
export async function run(
  argv: readonly string[],
  io: CommandIo,
  commands: Commands,
  readVersion: () => Promise<string>,
): Promise<number> {
  const [first, ...args] = argv
  if (first === undefined) return sayUsage(io, null, 'A command is needed')
  if (first === '--help' || first === '-h' || first === 'help') return answer(io, generalHelp)
  if (first === '--version') return answer(io, `trailproof ${await readVersion()}\n`)
  const command = commandNames.find((name) => name === first)
  if (command === undefined) return sayUsage(io, null, `There is no command “${first}”`)
  if (asksForHelp(args)) return answer(io, commandHelp[command])
  try {
    const code = await commands[command](args, io)
    return io.out.isCut ? exitCode.interrupted : code
  } catch (error) {
    if (io.signal.aborted) return exitCode.interrupted
    if (error instanceof ThreadDeath) {
      await io.err.say(`trailproof ${command}: there is too little memory: ${error.message}`)
      return exitCode.noMemory
    }
    await sayBug(io, command, error)
    return exitCode.bug
  }
}

/** For whoever mends it: the stack, a line each. */
export async function sayBug(io: CommandIo, command: CommandName | null, error: unknown): Promise<void> {
  const [first = '', ...frames] = stackOf(error).split('\n')
  await io.err.say([`${nameOf(command)}: a defect of Trailproof: ${first}`, ...frames])
}

/** Arguments behind `--` are names of files. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--')
  return args.slice(0, end === -1 ? args.length : end).some((arg) => arg === '--help' || arg === '-h')
}

async function answer(io: CommandIo, text: string): Promise<number> {
  await io.out.say(text.split('\n').slice(0, -1))
  return exitCode.done
}
