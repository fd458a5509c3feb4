import type { CommandName } from './help.ts'

/** Commands whose use is in the examiner log of the case; of the others, why not. A command that is not here does not compile. */
export const inExaminerLog: Readonly<Record<CommandName, true | string>> = {
  info: true,
  verify: true,
  // Of each of the two.
  compare: true,
  prove: true,
  findings: true,
  alarms: true,
  // With --on the query runs over a trail in S3, of which there is no case.
  query: true,
  export: true,
  report: true,
  save: true,
  ddl: true,
  bundle: true,
  // What the window does.
  serve: true,
  fetch: 'It fetches evidence into a folder, with a manifest of its own, and opens no case.',
  'verify-bundle': 'It reads an archive that is of no case here.',
  'timestamp-bundle': 'It writes an archive anew that is of no case here.',
  'make-key': 'It makes a key, and reads no evidence.',
  log: 'It shows a log.',
}
