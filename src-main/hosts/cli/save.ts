import { resolve } from 'node:path'
import { caseFileEnding } from '../../../src-shared/model/case-file.ts'
import type { Engine } from '../../engine/engine.ts'
import { readArguments, readTrust, trustOptions } from './arguments.ts'
import { sayUsage } from './help.ts'
import { type CommandIo, exitCode, type StartEngine } from './io.ts'
import { finishJob, sayTrouble, withCase } from './io-case.ts'

/** Keeps in the case file what was kept of the case on this machine. */
export type MoveIn = (engine: Engine) => Promise<void>

/** The command `save`, to its exit code. */
export async function runSave(
  args: readonly string[],
  io: CommandIo,
  startEngine: StartEngine,
  moveIn: MoveIn,
): Promise<number> {
  const read = readArguments(args, { ...trustOptions, case: { type: 'string' }, json: { type: 'boolean' } })
  if (!read.ok) return sayUsage(io, 'save', read.message)
  const { values, positionals: folders } = read.value
  if (folders.length === 0) return sayUsage(io, 'save', 'A folder or a file is needed')
  if (values.case === undefined || values.case === '') return sayUsage(io, 'save', '--case is needed')
  const file = resolve(values.case.endsWith(caseFileEnding) ? values.case : `${values.case}${caseFileEnding}`)
  const trust = readTrust(values)
  if (!trust.ok) return sayUsage(io, 'save', trust.message)

  return withCase('save', { folders, trust: trust.value }, io, startEngine, async (engine, { events }) => {
    const saved = await finishJob(engine, () => engine.saveCase({ file }), io)
    if (!saved.ok) {
      const code = saved.code === 'interrupted' ? exitCode.interrupted : exitCode.bad
      return sayTrouble(io, 'save', saved.message, code)
    }
    await moveIn(engine)
    const { message } = saved.value
    if (values.json) await io.out.data(`${JSON.stringify({ file, events, message })}\n`)
    else await io.out.say(message ?? file)
    return exitCode.done
  })
}
