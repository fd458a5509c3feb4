import type { Engine } from '../../engine/engine.ts'
import { createSettings } from '../settings.ts'
import { createStateFiles, type IsWithin, sparingEvidence } from '../state-file.ts'
import { inCaseFiles } from './case-file-log.ts'
import { createCaseLogs } from './case-logs.ts'
import { recordedEngine } from './recorded.ts'
import { Recorder } from './recorder.ts'
import { createWho } from './who.ts'

interface CommandParts {
  readonly settings: string
  readonly examinerLogs: string
  readonly version: string
  readonly isWithin: IsWithin
  /** The option `--examiner`. */
  readonly examiner: string | null
  /** Told of what the command did not write into the log. */
  say(sentence: string): Promise<void>
}

/** The same engine, whose use is recorded: for commands, which have no window. */
export function recordingCommands(engine: Engine, parts: CommandParts): Engine {
  const { settings, examinerLogs, version, isWithin, examiner } = parts
  const state = createStateFiles(isWithin)
  const sparing = sparingEvidence(engine, state)
  const who = createWho(createSettings(settings, state), examiner)
  const logs = inCaseFiles(createCaseLogs(examinerLogs, state), sparing)
  const recorder = new Recorder(sparing, { logs, examiner: who.now, version })
  return recordedEngine(sparing, recorder, parts.say)
}
