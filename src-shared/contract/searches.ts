import type { RecordPath } from '../filter/record-path.ts'
import type { Job, JobId } from '../model/job.ts'
import { answers, type Call } from './call.ts'

/** Searches of the log files for texts that a filter looks for in records. */
export const searchesCalls = {
  /** How far the files were searched for the texts of the filter; asking begins the search. */
  recordSearches: {
    answeredBy: 'case',
    takes: { filter: 'filter' },
    needs: ['events'],
    answers: answers<readonly RecordSearch[]>(),
  },
  /** What is known of the paths into records that the filter names: those that were read. Asking begins nothing. */
  recordFields: {
    answeredBy: 'case',
    takes: { filter: 'filter' },
    needs: ['events'],
    answers: answers<readonly RecordField[]>(),
  },
  /** Begins anew a search that was cancelled or could not read files. */
  searchAgain: { answeredBy: 'case', takes: { text: 'text' }, needs: ['events'], answers: answers<void>() },
} as const satisfies Readonly<Record<string, Call>>

/** A search of the log files for a text. Until it is done its events are a part of those that hold the text. */
export interface RecordSearch {
  readonly text: string
  readonly state: Job['state']
  readonly jobId: JobId
  readonly filesSearched: number
  readonly filesTotal: number
  readonly events: number
  /** Times the text was found outside the records of events: in further copies, and in text that is no event. */
  readonly outside: number
  /** Files that could not be searched, as sentences: the first of them, and how many there are. */
  readonly problems: readonly string[]
  readonly filesNotSearched: number
}

/** A value of all records. It is not known of the records of files that could not be read. */
export interface RecordField {
  readonly path: RecordPath
  /** How many events have it. */
  readonly events: number
  readonly filesNotRead: number
  /** Why the first of them could not be read, a sentence. */
  readonly problem: string | null
}
