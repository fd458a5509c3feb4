import { ok } from '../../../src-shared/base/result.ts'
import type { Deed } from '../../../src-shared/model/examiner-log.ts'
import type { Engine } from '../../engine/engine.ts'
import { createSettings } from '../settings.ts'
import { createStateFiles, type IsWithin, sparingEvidence } from '../state-file.ts'
import { type CaseFileEngine, inCaseFiles } from './case-file-log.ts'
import { createCaseLogs, type OpenedCase } from './case-logs.ts'
import { OpenLog } from './open-log.ts'
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

/** A case that no engine has open: what it is recognised by, and the case file that it is in, if it is. */
export type UnopenedCase = CaseFileEngine & Pick<Engine, 'recogniseCase'>

/** Writes a line into the log of a case, for a command that opens none. `paths`: what is evidence. */
export async function recordOnce(
  of: UnopenedCase,
  opened: OpenedCase & { readonly paths: readonly string[] },
  what: Deed,
  { settings, examinerLogs, version, isWithin, examiner, say }: CommandParts,
): Promise<void> {
  const state = createStateFiles(isWithin)
  state.leaveAlone(opened.paths)
  const who = createWho(createSettings(settings, state), examiner)
  const logs = inCaseFiles(createCaseLogs(examinerLogs, state), of)
  const engine = { recogniseCase: of.recogniseCase, tellLogHead: async () => ok(undefined) }
  const log = new OpenLog(engine, { logs, examiner: who.now, version }, opened)
  await log.write([{ at: new Date().toISOString(), who: who.now(), what }])
  if (log.notKept !== null) await say(log.notKept)
}
