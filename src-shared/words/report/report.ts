import { formatCount, formatCounted } from '../../base/count.ts'
import type { ReportKind, ReportMark, ReportSection } from '../../model/report.ts'

/** What is said in every report, and of reports. */

export const reportTitles: Readonly<Record<ReportKind, string>> = {
  integrity: 'Integrity certificate',
  incident: 'Incident report',
}

export const reportKindDocs: Readonly<Record<ReportKind, string>> = {
  integrity:
    'What of a time is proven, per account, Region and trail; what is missing or altered, and why; the keys, the method and its limits.',
  incident:
    'What was found: incidents, findings, sessions, and the events that are bookmarked, each with its note and its proof.',
}

export const sectionTitles: Readonly<Record<ReportSection, string>> = {
  scope: 'Scope',
  trails: 'Hours by account, Region and trail',
  absences: 'Gaps, holes and missing files',
  files: 'Files that are not proven',
  doubts: 'Doubts and contradictions',
  keys: 'Public keys',
  method: 'Method',
  limits: 'Limits',
  sources: 'Appendix: source files',
  summary: 'Summary',
  timeline: 'Timeline',
  sessions: 'Sessions',
  findings: 'Findings',
  anomalies: 'Anomalies',
  alarms: 'CloudWatch alarms',
  events: 'Bookmarked events',
  resources: 'Affected resources',
  dismissed: 'Appendix: dismissed findings',
  rules: 'Appendix: rules',
}

export const coverNames = {
  caseNumber: 'Case number',
  examiner: 'Examiner',
  organization: 'Organization',
  made: 'Made at (UTC)',
  product: 'Made with',
  log: 'Examiner log',
  about: 'Delivery time',
  opened: 'Opened',
} as const

/** Up to which line the log of the case went when the report was made. */
export const logText = (line: number, hash: string): string => `up to line ${formatCount(line)}, SHA-256 ${hash}`

/** Said on every cover. */
export const timesAreUtc = 'All times are in UTC.'
export const leftOutSections = (titles: readonly string[]): string =>
  `Left out of this report by the user: ${titles.join(', ')}.`

export const markWords: Readonly<Record<ReportMark, string>> = {
  good: 'proven',
  bad: 'invalid or missing',
  warning: 'in doubt',
  open: 'not proven',
  plain: 'read',
}

/** Behind a table that does not hold all of its rows. `rest`: where the others are. */
export const tableCut = (told: number, all: number, rest: string): string =>
  `${formatCount(told)} of ${formatCounted(all, 'row')} are listed. ${rest}`

/** Behind the beginning of a text that is longer than a report shows. */
export const textCut = (told: number, all: number): string =>
  `… (the first ${formatCount(told)} of ${formatCounted(all, 'character')})`

export const inManifest = 'The manifest beside this report lists all.'

export const sourceWords = {
  rule: 'SHA-256 is that of the uncompressed content, as digests state it, when the case was opened. A file that was read as it is has the hash of its bytes.',
  columns: { file: 'File', kind: 'Kind', verdict: 'Verdict', sha256: 'SHA-256' },
  noHash: 'not read whole',
} as const

/** Of a case whose files changed after it was opened, of those that this report reads again. */
export const refusedTitle = 'Records that were not read again'
export const refusedRecords = (files: number): string =>
  files === 1
    ? 'Records of 1 file are not told, because it is not as it was when the case was opened:'
    : `Records of ${formatCount(files)} files are not told, because these are not as they were when the case was opened:`

/** Where a page cannot be printed by a program. */
export const noPrinter =
  'there is no Chromium, Chrome or Edge to print with. Write the report as HTML, open it in a browser and print it to PDF there; or name the program in TRAILPROOF_CHROMIUM.'
export const printFailed = (program: string, why: string): string =>
  `${program} did not print the report: ${why}. Write it as HTML, open it in a browser and print it to PDF there.`

export const reportWritten = (file: string, manifest: string): string =>
  `The report is in ${file} (manifest: ${manifest}).`
