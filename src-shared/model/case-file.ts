import type { UtcMs } from '../base/time.ts'
import type { ColumnName } from './columns.ts'

/** The ending of case files. They are recognised by their content all the same. */
export const caseFileEnding = '.trailproof'
/** The first member of the archive, stored: its name and its text. */
export const caseFileType = { name: 'mimetype', text: 'application/vnd.trailproof.case+zip' } as const
/** The other members that are no arrays of events. Nothing else may lie in a case file but the arrays. */
export const caseFileMembers = {
  case: 'case.json',
  sources: 'sources.jsonl',
  unparsed: 'unparsed.jsonl',
  config: 'config-items.jsonl',
  evidence: 'evidence.jsonl',
  columns: 'columns.json',
  work: 'work.json',
  log: 'examiner-log.jsonl',
  manifest: 'trailproof.json',
} as const
/** The keys of a line of each member of JSON, other than those whose keys the analyst's work and the examiner log tell. */
export const keysOfMembers: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    case: ['title', 'paths', 'keyPaths', 'acceptsEvidence', 'beside', 'separator', 'readAt', 'counts', 'byJsonParse', 'leftOut', 'configItems'],
    sources: ['path', 'member', 'place', 'isInMemory', 'name', 'root', 'kind', 'form', 'encoding', 'bytes', 'inflatedBytes', 'sha256', 'readSha256', 'records', 'unparsed', 'problems', 'notes', 'unread', 'firstEventTime', 'lastEventTime'],
    unparsed: ['path', 'index', 'offset', 'length', 'reason'],
    config: ['resourceType', 'resourceId', 'resourceName', 'arn', 'accountId', 'awsRegion', 'status', 'snapshotId', 'file', 'offset', 'length', 'captureTime'],
    evidence: ['log', 'digest', 'key', 'inTheWay', 'signFile', 'stored', 'problem'],
    columns: ['events', 'alternates', 'copies', 'resources', 'columns', 'illFormed', 'others'],
    manifest: ['form', 'product', 'id', 'createdAt', 'savedAt', 'journal', 'members'],
  } satisfies Partial<Record<keyof typeof caseFileMembers, readonly string[]>>).map(([member, keys]) => [
    caseFileMembers[member as keyof typeof caseFileMembers],
    new Set(keys),
  ]),
) // biome-ignore format: lists
/** Behind the fixed part of a local file header (PKWARE APPNOTE.TXT, 4.3.7). */
export const caseFileStart = { at: 30, text: `${caseFileType.name}${caseFileType.text}` } as const

/** How the analyst looks at the case is kept by part: what cannot be read of one leaves the others. */
export const viewParts = [
  'places', 'shown', 'layout', 'timeline', 'zone', 'noise', 'tabs', 'parameters', 'dashboards', 'reports',
] as const // biome-ignore format: a list
export type ViewPart = (typeof viewParts)[number]

/** The case file that the open case was opened from, or saved in. */
export interface CaseFileState {
  readonly path: string
  /** When the sources were read: verdicts are as of then, until the sources were read again and found to be the same. */
  readonly readAt: UtcMs
  readonly savedAt: UtcMs
  /** Why nothing of the analyst's work is kept in it, a sentence; null where it is. */
  readonly readOnly: string | null
  /** What else is to be known of how it was opened, sentences. */
  readonly notes: readonly string[]
  readonly check: SourceCheck
}

/**
 * What is known of the sources of a case file since it was opened.
 * - `not-needed`: this process read them itself.
 * - `running`, `cancelled`: they are being read again, or that was given up.
 * - `absent`: no source is where it was, or where it was looked for.
 * - `same`: all hashes and verdicts are the ones that were saved. `events`: whether every event was held against its
 *   records and is what they make of it, or whether there was no memory for that.
 * - `differs`: something is not.
 */
export type SourceCheck =
  | { readonly state: 'not-needed' | 'running' | 'cancelled' }
  | { readonly state: 'same'; readonly events: 'confirmed' | 'no-room' }
  | { readonly state: 'absent'; readonly roots: readonly string[] }
  | { readonly state: 'differs'; readonly found: SourceDifferences }

/** Each with how many there are, and the first of them. Texts are of sourceText. */
export interface SourceDifferences {
  /** Their content is another than was read. */
  readonly changed: Named
  readonly absent: Named
  /** Files below the opened folders that the case does not have. */
  readonly added: Named
  /** Digests and log files that are judged otherwise than when the case was saved. */
  readonly verdicts: Named
  /** Events that are not what the records of the sources make of them. */
  readonly events: Named<EventDifference>
  /** Records of the sources that the case does not have. */
  readonly missing: Named<RecordPlace>
  /** What else the case file tells otherwise: of which file, or which of `toldApart`. */
  readonly told: Named
}

/** What a case file tells of a case as a whole; of more than that a difference is named by its file. */
export const toldApart = { counts: 'its counts', config: 'configuration items', texts: 'texts of columns' } as const

/** Of a record in the sources. `record`: its position among the records of the file, from 0. */
export interface RecordPlace {
  readonly file: string
  readonly record: number
}

/** An event as the case file has it, and what of it is otherwise in the sources. */
export interface EventDifference extends RecordPlace {
  readonly eventID: string | null
  readonly what: readonly EventAspect[]
}

/**
 * A column, or:
 * - `noRecord`: where it says that its record lies, there is none.
 * - `place`: its record lies elsewhere in the file.
 * - `copies`, `conflicting`: which records are the same event, which of them is shown, and whether they contradict each other.
 * - `order`: where it stands among events of its time.
 */
export type EventAspect = ColumnName | 'resources' | 'noRecord' | 'place' | 'copies' | 'conflicting' | 'order'

export interface Named<T = string> {
  readonly total: number
  readonly first: readonly T[]
}

/** Whether verdicts are those of the sources as they are now. */
export const isAsOfNow = (file: CaseFileState | undefined): boolean =>
  file === undefined || file.check.state === 'not-needed' || file.check.state === 'same'

/** Whether events, too, are those of the sources. */
export const areEventsConfirmed = (file: CaseFileState | undefined): boolean =>
  isAsOfNow(file) && !(file?.check.state === 'same' && file.check.events === 'no-room')
