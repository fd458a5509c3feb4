import type { UtcMs } from '../base/time.ts'
import type { Job, JobId } from '../model/job.ts'
import type { ParameterValue } from '../sql/parameters.ts'
import { answers, type Call } from './call.ts'
import type { CaseSummary } from './case.ts'

/** What the host does besides the case: its start, the dialogs and folders of the machine, recent cases. */
export const hostCalls = {
  /** What the window needs at its start. */
  hello: { answeredBy: 'host', takes: null, answers: answers<Hello>() },
  openSample: { answeredBy: 'host', takes: null, answers: answers<JobId, 'unreadable' | 'busy'>() },
  /** The operating system's dialog; `unsupported` in the browser host, whose renderer uses `listDirectory`. */
  pickPaths: {
    answeredBy: 'host',
    takes: { purpose: 'pickPurpose' },
    answers: answers<readonly string[], 'unsupported'>(),
  },
  /** The folder at `path`; null is where to start from. */
  listDirectory: {
    answeredBy: 'host',
    takes: { path: 'path?' },
    answers: answers<DirectoryListing, 'unreadable'>(),
  },
  /** Remembers that the user has compared these fingerprints with AWS, or no longer says so. */
  confirmKeys: { answeredBy: 'host', takes: { fingerprints: 'fingerprints', are: 'flag' }, answers: answers<void>() },
  /** The queries that were saved for the open case, by name. They are kept with what the program remembers, not in evidence. */
  savedQueries: {
    answeredBy: 'host',
    takes: null,
    answers: answers<readonly SavedQuery[], 'no-case' | 'unreadable'>(),
  },
  /** A query of that name is replaced. Answers with all of them. */
  saveQuery: {
    answeredBy: 'host',
    takes: { name: 'queryName', sql: 'sql', values: 'parameterValues' },
    answers: answers<readonly SavedQuery[], 'no-case' | 'not-written' | 'too-many'>(),
  },
  forgetQuery: {
    answeredBy: 'host',
    takes: { name: 'queryName' },
    answers: answers<readonly SavedQuery[], 'no-case' | 'not-written'>(),
  },
  /** Keeps a setting of the window for its next start; it is among those of `hello`. */
  keepSetting: { answeredBy: 'host', takes: { name: 'settingName', value: 'settingText' }, answers: answers<void>() },
  forgetRecent: { answeredBy: 'host', takes: { paths: 'paths' }, answers: answers<readonly RecentCase[]>() },
} as const satisfies Readonly<Record<string, Call>>

export interface Hello {
  readonly host: 'electron' | 'browser'
  readonly version: string
  readonly platform: string
  readonly case: CaseSummary | null
  readonly jobs: readonly Job[]
  readonly recent: readonly RecentCase[]
  /** Why what the program was started with could not be opened, a sentence; null where it could, and without such. */
  readonly notOpened: string | null
  /** What windows kept by `keepSetting`, by name. */
  readonly settings: Readonly<Record<string, string>>
}

export interface RecentCase {
  /** One or more: all that it takes to open it again. */
  readonly paths: readonly string[]
  /** Those of the paths that are key lists given apart from the evidence. */
  readonly keyPaths: readonly string[]
  /** Keys found in the evidence were trusted without a comparison. */
  readonly acceptsEvidence: boolean
  readonly openedAt: UtcMs
  readonly events: number
}

/** An entry of the host's own menu that the window follows. */
export type MenuChoice =
  | { readonly does: 'openFolder' | 'openCaseFile' | 'addFolder' | 'openSample' | 'closeCase' }
  | { readonly does: 'openRecent'; readonly recent: RecentCase }

export interface SavedQuery {
  readonly name: string
  readonly sql: string
  /** Of its parameters, when it was saved. */
  readonly values: Readonly<Record<string, ParameterValue>>
  readonly savedAt: UtcMs
}

export interface DirectoryListing {
  readonly path: string
  readonly parent: string | null
  readonly folders: readonly string[]
  /** Names of files, at most 200, and how many there are. */
  readonly files: readonly string[]
  readonly fileCount: number
  /** Places to start from: home, volumes. */
  readonly roots: readonly string[]
}
