import type { LogHead, LogState, ShownLogLine } from '../../src-shared/model/examiner-log.ts'
import { atOnce } from '../runtime/steps.ts'
import { checkLog } from './check.ts'
import { shownLine } from './shown.ts'

/** A whole log as a file holds it. */
export function readLog(
  text: string,
  head: LogHead | null,
): { readonly state: LogState; readonly lines: readonly ShownLogLine[] } {
  const lines = text.split('\n').filter((line) => line !== '')
  return { state: atOnce(checkLog(lines, head)), lines: lines.map((line, at) => shownLine(line, at + 1)) }
}
