import type { Failure, Result } from '../base/result.ts'
import type { TimeRange, UtcMs } from '../base/time.ts'
import type { Filter, FilterColumn } from '../filter/filter.ts'
import type { Column } from '../model/columns.ts'
import type { EventDetail, EventLine, FileKind, Row, SourceFile, Unparsed } from '../model/event.ts'
import type { Explanations } from '../model/explanation.ts'
import type { Finding, Rule } from '../model/finding.ts'
import type {
  Chain,
  ChainFinding,
  DigestVerdict,
  IntegrityCounts,
  LogVerdict,
  ObjectUri,
  Status,
  TrustedKey,
} from '../model/integrity.ts'
import type { Job, JobId } from '../model/job.ts'
import type { Coverage, Ledger, LedgerCell } from '../model/ledger.ts'
import type { EventProof } from '../model/proof.ts'

/**
 * Every call and push between the processes: the only list of them. The key is the channel. Hosts, preload and
 * renderer loop over `calls` and `pushes`, so a name is spelled once, and a missing handler does not compile.
 */
export interface Call<In, Out, Code extends string> {
  readonly in?: In
  readonly out?: Out
  readonly code?: Code
}
const call = <In, Out, Code extends string = never>(): Call<In, Out, Code | 'no-case' | 'bad-input' | 'bug'> => ({})
const push = <T>(): { readonly push?: T } => ({})

export const calls = {
  /** What the window needs at its start. */
  hello: call<void, Hello>(),
  /** Opens files and folders as one case in place of the open one. */
  openCase: call<{ readonly paths: readonly string[] }, JobId, 'nothing-to-open' | 'unreadable' | 'busy'>(),
  /**
   * Opens files and folders beside those of the open case. It stays open as it is until they are read and judged, and
   * when that is cancelled or fails; then it is the case that opening all at once gives, under its old id.
   */
  addToCase: call<{ readonly paths: readonly string[] }, JobId, 'nothing-to-open' | 'unreadable' | 'busy'>(),
  openSample: call<void, JobId, 'unreadable' | 'busy'>(),
  closeCase: call<void, void>(),
  cancelJob: call<{ readonly jobId: JobId }, void>(),
  /** The operating system's dialog; `unsupported` in the browser host, whose renderer uses `listDirectory`. */
  pickPaths: call<{ readonly purpose: 'open' | 'export' }, readonly string[], 'unsupported'>(),
  listDirectory: call<{ readonly path: string | null }, DirectoryListing, 'unreadable'>(),
  forgetRecent: call<{ readonly paths: readonly string[] }, readonly RecentCase[]>(),

  sources: call<SourcesQuery, SourcesPage>(),
  unparsed: call<{ readonly offset: number; readonly limit: number }, readonly Unparsed[]>(),
  integrity: call<void, IntegrityOverview>(),
  integrityObjects: call<IntegrityObjectsQuery, IntegrityObjectsPage>(),
  /** All rows, with the hours that the range touches; null for all hours. */
  ledger: call<{ readonly range: TimeRange | null }, Ledger>(),
  /** What is behind one hour of a row; rows are counted as in the ledger. */
  ledgerCell: call<{ readonly row: number; readonly hour: UtcMs }, LedgerCell, 'no-such-row'>(),
  /** How much of the filter's time is proven, by delivery time. */
  coverage: call<{ readonly filter: Filter }, Coverage>(),
  /** Everything absent or altered, with the events that explain it. */
  explanations: call<void, Explanations>(),
  eventProof: call<{ readonly row: Row }, EventProof, 'no-such-event' | 'not-verified'>(),
  histogram: call<HistogramQuery, Histogram>(),
  facet: call<FacetQuery, Facet>(),
  events: call<EventsQuery, EventsPage>(),
  eventDetail: call<{ readonly row: Row }, EventDetail, 'no-such-event'>(),
  /** Which line of the filtered, sorted grid an event is; null when the filter hides it. */
  findEvent: call<{ readonly filter: Filter; readonly sort: Sort; readonly row: Row }, number | null>(),
  findings: call<void, readonly Finding[]>(),
  /** The rules that ran on the case. */
  rules: call<void, readonly Rule[]>(),
  schema: call<void, readonly SchemaTable[]>(),
  /** Questions to begin with, each to be changed. */
  exampleQueries: call<void, readonly ExampleQuery[]>(),
  /** With an `id`, made by who asks and unlike any other, its rows are pushed while it runs; the answer has them all. */
  runSql: call<
    { readonly sql: string; readonly limit: number; readonly id?: string },
    Table,
    'sql-invalid' | 'sql-not-a-query' | 'cancelled'
  >(),
  cancelSql: call<void, void>(),
  /** How far the files were searched for the texts that the filter looks for in records; asking begins the search. */
  recordSearches: call<{ readonly filter: Filter }, readonly RecordSearch[]>(),
  /** Begins anew a search that was cancelled or could not read files. */
  searchAgain: call<{ readonly text: string }, void>(),
  exportEvents: call<ExportQuery, JobId, 'unwritable' | 'busy'>(),
} as const

export const pushes = {
  jobChanged: push<Job>(),
  /** A case was opened, judged, grew or closed: null when there is none. Views are to ask again. */
  caseChanged: push<CaseSummary | null>(),
  /** Rows of a running query, at most 1,000 and ten times a second. Nothing is pushed of what is over at once. */
  sqlRows: push<SqlRows>(),
} as const

export type CallName = keyof typeof calls
export type PushName = keyof typeof pushes
export const callNames = Object.keys(calls) as readonly CallName[]
export const pushNames = Object.keys(pushes) as readonly PushName[]

type Parts<N extends CallName> =
  (typeof calls)[N] extends Call<infer In, infer Out, infer Code> ? [In, Out, Code] : never
export type In<N extends CallName> = Parts<N>[0]
export type Out<N extends CallName> = Parts<N>[1]
export type Code<N extends CallName> = Extract<Parts<N>[2], string>
export type Answer<N extends CallName> = Result<Out<N>, Code<N>>
export type Pushed<N extends PushName> = (typeof pushes)[N] extends { readonly push?: infer T } ? T : never

/** One function per call: hosts dispatch to it, the renderer's bridge looks like it. */
export type Handlers = { readonly [N in CallName]: (input: In<N>) => Promise<Answer<N>> }

/** What the renderer sees of the other process, whichever host it is. */
export interface Bridge {
  invoke<N extends CallName>(name: N, input: In<N>): Promise<Answer<N>>
  /** Returns the function that ends the subscription. */
  subscribe<N extends PushName>(name: N, listener: (value: Pushed<N>) => void): () => void
  /** Paths of dropped files and folders; empty where the host cannot tell them. */
  pathsOf(files: readonly unknown[]): readonly string[]
}

export interface Hello {
  readonly host: 'electron' | 'browser'
  readonly version: string
  readonly platform: string
  readonly case: CaseSummary | null
  readonly jobs: readonly Job[]
  readonly recent: readonly RecentCase[]
}

export interface RecentCase {
  /** One or more: all that it takes to open it again. */
  readonly paths: readonly string[]
  readonly openedAt: UtcMs
  readonly events: number
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

/** What is told of a case as soon as its events are in order, and what once its files are judged, too. */
export type CaseSummary = SummaryBeingJudged | JudgedSummary

/** Its files are still being verified: nothing can be said about what is proven. */
export interface SummaryBeingJudged extends CaseFacts {
  readonly isBeingJudged: true
}

/** A case whose opening was cancelled is no longer being judged, and counts nothing as anything. */
export interface JudgedSummary extends CaseFacts {
  readonly isBeingJudged: false
  readonly integrity: IntegrityCounts
  /** Events by the verdict of the log file that holds them. */
  readonly eventsByVerdict: Readonly<Record<LogVerdict['status'], number>>
}

/** Balanced counts of a case: `records = events + duplicates + unparsed`. */
export interface CaseFacts {
  readonly id: string
  readonly title: string
  readonly paths: readonly string[]
  /** True when the job that opened it was cancelled or hit a limit: numbers are of what was read until then. */
  readonly partial: boolean
  readonly partialReason: string | null
  readonly records: number
  readonly events: number
  readonly uniqueEventIds: number
  readonly duplicates: number
  /** Events whose copies differ in content. */
  readonly conflicting: number
  readonly withoutEventId: number
  readonly unparsed: number
  readonly errorEvents: number
  readonly firstEventTime: UtcMs | null
  readonly lastEventTime: UtcMs | null
  readonly eventsWithoutTime: number
  readonly files: Readonly<Record<FileKind, number>>
  readonly filesWithProblems: number
  readonly inflatedBytes: number
  readonly timings: Readonly<Record<string, number>>
  readonly peakRssBytes: number
}

export interface SourcesQuery {
  readonly kind: FileKind | null
  readonly problemsOnly: boolean
  readonly text: string
  readonly offset: number
  readonly limit: number
}
export interface SourcesPage {
  readonly total: number
  readonly files: readonly SourceFile[]
  /** How many files of each form lie under `other`. */
  readonly otherForms: readonly { readonly form: string; readonly files: number }[]
}

export interface IntegrityOverview {
  readonly counts: IntegrityCounts
  readonly chains: readonly Chain[]
  readonly findings: readonly ChainFinding[]
  readonly keys: readonly TrustedKey[]
  /** Key files or keys that were refused, each a whole sentence. */
  readonly keyProblems: readonly string[]
  /** Commands that would fetch what is missing to prove more. */
  readonly commands: readonly { readonly why: string; readonly command: string }[]
}

export interface IntegrityObjectsQuery {
  readonly kind: 'digests' | 'logs'
  readonly status: Status | null
  readonly text: string
  readonly offset: number
  readonly limit: number
}
export interface IntegrityObjectsPage {
  readonly total: number
  readonly objects: readonly {
    readonly uri: ObjectUri
    readonly path: string | null
    /** Path below the opened folder: what the filter column `sourceFile` holds. */
    readonly name: string | null
    readonly verdict: DigestVerdict | LogVerdict
    /** Delivery window of a digest, delivery time of a log file. */
    readonly from: UtcMs | null
    readonly until: UtcMs | null
    readonly sha256: string | null
    readonly events: number
  }[]
}

export interface HistogramQuery {
  readonly filter: Filter
  /** What to show, null for the whole case; the filter's own range does not narrow it. */
  readonly range: TimeRange | null
  readonly maxBuckets: number
}
export interface Histogram {
  /** From the first bucket's start; buckets lie side by side, aligned to UTC. */
  readonly from: UtcMs
  readonly width: number
  readonly total: readonly number[]
  readonly errors: readonly number[]
  readonly writes: readonly number[]
}

export interface FacetQuery {
  readonly filter: Filter
  readonly column: FilterColumn
  readonly search: string
  readonly limit: number
}
export interface Facet {
  readonly values: readonly { readonly value: string; readonly events: number }[]
  readonly distinct: number
  readonly absent: number
}

export interface Sort {
  readonly column: FilterColumn
  readonly descending: boolean
}

export interface EventsQuery {
  readonly filter: Filter
  readonly sort: Sort
  readonly columns: readonly FilterColumn[]
  readonly offset: number
  /** At most 1,000. */
  readonly limit: number
}
export interface EventsPage {
  readonly total: number
  readonly lines: readonly EventLine[]
}

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

export interface SchemaTable {
  readonly name: string
  readonly doc: string
  readonly columns: readonly {
    readonly name: string
    readonly type: string
    readonly doc: string
    readonly group?: Column['group']
  }[]
  readonly functions?: readonly { readonly signature: string; readonly doc: string }[]
}

export interface ExampleQuery {
  readonly title: string
  readonly question: string
  readonly sql: string
}

export type Cell = string | number | null
export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
  /** More rows than `limit` were there. */
  readonly truncated: boolean
  readonly elapsedMs: number
}

/** Rows of a query that is not over: those from number `from` on, in the order of its answer. */
export interface SqlRows {
  /** As given to `runSql`. */
  readonly id: string
  readonly columns: readonly string[]
  readonly from: number
  readonly rows: Table['rows']
}

export const exportFormats = ['csv', 'ndjson', 'json'] as const
export type ExportFormat = (typeof exportFormats)[number]
export interface ExportQuery {
  readonly filter: Filter
  readonly format: ExportFormat
  /** Columns of the CSV; original records are always whole. */
  readonly columns: readonly FilterColumn[]
  /** The file to write; `<file>.manifest.json` lies beside it. Neither may exist. */
  readonly file: string
}

export type AnyFailure = Failure<string>
