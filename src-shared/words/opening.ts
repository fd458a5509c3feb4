import { formatCount, formatCounted } from '../base/count.ts'
import type { Job } from '../model/job.ts'

/** Files that were found, and how many of them were read. */
interface Progress {
  readonly files: number
  readonly filesRead: number
}

/** Log files whose events were left out of memory; `events` are those that the case has. */
interface LeftOut {
  readonly leftOut: number
  readonly events: number
}

/** Why a case is a part of its files, each a whole sentence; null where it is not. */
export const partialReasons = {
  cancelled: ({ files, filesRead }: Progress): string =>
    `Opening was cancelled after ${formatCount(filesRead)} of ${formatCounted(files, 'file')}; nothing was verified, and all numbers are of what was read until then.`,
  /** The files are hashed and judged. */
  judged: (left: LeftOut): string | null => leftOutReason(left, 'All files were hashed and judged.'),
  /** The files are hashed, and being judged. */
  beingJudged: (left: LeftOut): string | null => leftOutReason(left, 'All files were hashed.'),
} as const

function leftOutReason({ leftOut, events }: LeftOut, done: string): string | null {
  if (leftOut === 0) return null
  return (
    `There is memory for ${formatCounted(events, 'event')}: those of ${formatCounted(leftOut, 'log file')} were left out, which Sources names, and numbers of events are without them. ` +
    `${done} Open fewer folders, or use a machine with more memory.`
  )
}

/**
 * Why there is nothing to open, in sentences. `forms` is what each file is instead; `mayHold` of them may hold events.
 */
export function nothingAmong(paths: readonly string[], forms: readonly string[], mayHold = 0): string {
  const where = paths.join(', ')
  if (forms.length === 0)
    return `There are no files under ${where}. Choose the folder that the logs were downloaded to.`
  const subject = forms.length === 1 ? 'The only file' : `None of the ${formatCount(forms.length)} files`
  return [
    `${subject} under ${where} is ${forms.length === 1 ? 'no' : 'a'} CloudTrail log, digest or key list.`,
    `Found: ${countedForms(forms)}.`,
    ...mayHoldSentences(mayHold),
  ].join(' ')
}

/** `EventBridge event (10), zip archive (1)`: the most frequent forms. */
function countedForms(forms: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const form of forms) counts.set(form, (counts.get(form) ?? 0) + 1)
  const most = [...counts].sort(([, a], [, b]) => b - a)
  const told = most.slice(0, mostForms).map(([form, files]) => `${form} (${formatCount(files)})`)
  return [...told, ...(most.length > mostForms ? ['and others'] : [])].join(', ')
}

const mostForms = 5

const mayHoldSentences = (files: number): readonly string[] =>
  files === 0
    ? []
    : [`${formatCounted(files, 'file')} may hold CloudTrail events in a form that is not read, such as an archive.`]

/** Why there is nothing to verify, in sentences. `files` were found. */
export const nothingToVerify = (paths: readonly string[], files: number, mayHold: number): string =>
  files === 0
    ? nothingAmong(paths, [])
    : [
        `There is no CloudTrail log file and no digest among ${formatCounted(files, 'file')} under ${paths.join(', ')}.`,
        ...mayHoldSentences(mayHold),
      ].join(' ')

/** Why nothing was added: `known` files are under the paths, and all are in the case. */
export function nothingNew(known: number, paths: readonly string[]): string {
  const where = paths.join(', ')
  if (known === 0) return `There are no files under ${where}. Nothing was added.`
  return known === 1
    ? `The file under ${where} is in the case already. Nothing was added.`
    : `All ${formatCount(known)} files under ${where} are in the case already. Nothing was added.`
}

/** What an addition brought. */
export interface Addition {
  /** Files that the case did not have, and those under the added folders that it had. */
  readonly added: number
  readonly known: number
  /** Files of the case that are not what they were, and those that are no longer there. */
  readonly changed: number
  readonly gone: number
  /** How many more there are; fewer where negative. */
  readonly records: number
  readonly events: number
  readonly duplicates: number
}

/** Every file is counted once, and files that left the case are reported. */
export function additionWords({ added, known, changed, gone, records, events, duplicates }: Addition): string {
  const sentences = [
    `${files(added)} added: ${more(records, 'record')}, ${more(events, 'event')}, ${more(duplicates, 'duplicate')}.`,
    known === 0
      ? ''
      : `${files(known)} ${isOrAre(known)} in the case already and ${known === 1 ? 'counts' : 'count'} once.`,
    changed === 0 ? '' : `${files(changed)} of the case ${changed === 1 ? 'has' : 'have'} changed since it was opened.`,
    gone === 0 ? '' : `${files(gone)} of the case ${isOrAre(gone)} no longer there.`,
  ]
  return sentences.filter((sentence) => sentence !== '').join(' ')
}

const files = (value: number) => formatCounted(value, 'file')
const isOrAre = (value: number) => (value === 1 ? 'is' : 'are')
const more = (value: number, what: string) => formatCounted(Math.abs(value), `${value < 0 ? 'fewer' : 'more'} ${what}`)

/** Above a job that failed; `why` is a sentence. */
export const failedJob: Readonly<Record<Job['kind'], (title: string, why: string) => string>> = {
  open: (title, why) => `Could not open “${title}”. ${why}`,
  add: (title, why) => `Could not add “${title}”. ${why}`,
  export: (title, why) => `Could not export “${title}”. ${why}`,
  search: (title, why) => `${title} failed. ${why}`,
  fields: (title, why) => `${title} stopped. ${why}`,
  sigma: (title, why) => `${title} were not run. ${why}`,
  save: (title, why) => `Could not save “${title}”. ${why}`,
  check: (title, why) => `The sources of “${title}” were not read again. ${why}`,
  enrich: (title, why) => `${title}: stopped. ${why}`,
  fetch: (title, why) => `${title} did not come to its end. ${why}`,
}

/** What to do after opening was refused or failed. */
export const openingAdvice = {
  nothingFound:
    'Choose the folder that holds the log files (.json.gz or .json), or a folder above it: all folders below are searched.',
  unreadable: 'Check that the folder is still there and that this account may read it, then open it again.',
  busy: 'Another case is being opened. Cancel it first, or wait for its end.',
  other: 'Nothing was opened. Try again, or open its subfolders one by one to find the file that causes this.',
} as const
