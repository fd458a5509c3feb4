import { formatCounted } from '../base/count.ts'

/** How an export ended, each a whole sentence. */
export const exportWords = {
  /** Behind the sentence that a file of that name exists. */
  existsAsks: 'Replace it and its manifest, or choose another name.',
  written: (file: string, manifest: string): string => `Exported to ${file} (manifest: ${manifest}).`,
  /** `why` is a sentence or the end of one. */
  nothingWritten: (why: string): string => `Nothing was written: ${why}`,
} as const

/** Why a file cannot be written, each the end of a sentence. */
export const whyUnwritable = {
  partialThere: (path: string): string =>
    `${path} is there, of an export that is under way or was killed. Remove it or choose another name.`,
  nameTaken: (file: string): string => `${file} or its manifest exists already. Choose another name.`,
  exists: (file: string): string => `${file} exists already. Choose another name.`,
  folder: (file: string): string => `${file} is a folder. Choose another name.`,
  noRoom: (file: string): string => `there is no room left on the disk of ${file}.`,
  notAllowed: (file: string): string => `${file} may not be created there.`,
  noFolder: (file: string): string => `the folder of ${file} does not exist.`,
  other: (file: string, message: string): string => `${file} cannot be written: ${message}.`,
} as const

/** Said where an export is prepared, each a whole sentence. */
export const exportDialogWords = {
  fileNeeded: 'Choose a file to write first.',
  keyFileNeeded: 'Choose a file for the redaction key first.',
  noEvents: 'The filter shows no event, so there is nothing to export.',
  counting: 'The events are still being counted.',
  waitsForEvents: 'The export waits for that: its manifest tells which of its events are proven.',
  waitsForResult: 'The export waits for that: its manifest tells what the case proves.',
  searching: 'The log files are still being searched. The export waits for that and holds every event found.',
  notSearched:
    'Not every log file was searched for what the filter looks for in records: an export would leave events out. Search again first.',
  runsAgain:
    'The query runs again, and all of its rows are written as they are found: not only those on screen, in the order of the query.',
  manifest:
    'The manifest lies beside it, named with .manifest.json at the end. An existing file is replaced only when you say so.',
} as const

/** Of exports of events that something else than the filter bar names. */
export const exportOf = {
  finding: (title: string): string => `the finding “${title}”`,
  incident: (title: string): string => `the incident “${title}”`,
  session: (name: string): string => `the session ${name}`,
  bookmarks: 'the bookmarks',
  button: (whose: string): string => `Export the events of ${whose}`,
  told: (whose: string): string => `The events of ${whose}, in the order of time.`,
  rows: (rows: number): string => `Export ${rows === 1 ? 'the event' : formatCounted(rows, 'event')}`,
} as const
