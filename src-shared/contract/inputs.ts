import type { TimeRange, TimeSpan, UtcMs } from '../base/time.ts'
import type { FilterColumn, ValueColumn } from '../filter/columns.ts'
import type { Filter } from '../filter/model.ts'
import type { RecordPath } from '../filter/record-path.ts'
import type { AlarmSettings } from '../model/alarm.ts'
import type { Bookmarked, Decision, KeptList } from '../model/bookmark.ts'
import type { ChosenFile } from '../model/enrichment.ts'
import type { FileKind, Row } from '../model/event.ts'
import type { LogHead } from '../model/examiner-log.ts'
import type { Status } from '../model/integrity.ts'
import type { JobId } from '../model/job.ts'
import type { RemotePlace } from '../model/remote.ts'
import type { ReportForm, ReportFormat } from '../model/report.ts'
import type { Severity } from '../model/severity.ts'
import type { DaySpan } from '../model/trail-place.ts'
import type { TrustGiven } from '../model/verification.ts'
import type { SqlDialect } from '../sql/dialect.ts'
import type { ParameterValue } from '../sql/parameters.ts'
import type { ExportFormat, ResultFormat } from '../words/export-formats.ts'
import type { FindingsFileFormat } from '../words/findings-files.ts'
import type { CaseView } from './case-view.ts'
import type { EventMark } from './event-mark.ts'
import type { ExportColumn } from './export-columns.ts'
import type { GroupOrder } from './group-order.ts'
import type { SessionOrder } from './session-order.ts'
import type { Sort } from './sort.ts'

/**
 * The kinds of values that the inputs of calls are made of. A call names the kind of each of its fields; its input's
 * type and the check at the boundary (src-main/service/input-schemas.ts, which states the bounds) both follow from
 * that.
 */
export interface Inputs {
  readonly path: string
  /** At least one. */
  readonly paths: readonly string[]
  readonly text: string
  readonly flag: boolean
  readonly time: UtcMs
  readonly range: TimeRange
  /** A range with both ends. */
  readonly span: TimeSpan
  readonly filter: Filter
  readonly column: ValueColumn
  /** None where it is left out. Of times and ids nearly every event has another: they are refused. */
  readonly stackedBy: ValueColumn | undefined
  readonly columns: readonly FilterColumn[]
  /** 1 to 20. */
  readonly recordPaths: readonly RecordPath[]
  /** Of a CSV, in their order. */
  readonly exportColumns: readonly ExportColumn[]
  readonly sort: Sort
  /** One whose values occur in many events: see `hasFewValues`. */
  readonly groupedBy: ValueColumn
  readonly groupOrder: GroupOrder
  readonly eventMark: EventMark
  readonly sessionOrder: SessionOrder
  readonly row: Row
  /** 1 to 200. */
  readonly rows: readonly Row[]
  readonly bookmarked: Bookmarked
  /** None where it is left out. */
  readonly decision: Decision | undefined
  /** At most 20 of at most 40 letters. None where they are left out. */
  readonly tags: readonly string[] | undefined
  /** At most 10,000, of at most 10,000 events each. */
  readonly keptLists: readonly KeptList[]
  /** At most 10,000. */
  readonly knownCases: readonly Omit<KeptList, 'refs'>[]
  readonly logHead: LogHead
  readonly logForm: LogForm
  readonly bundleSigner: BundleSigner
  /** May be empty: the name of the account counts. */
  readonly examinerName: string
  /** Of a page: how many lines lie before it. */
  readonly offset: number
  /** Of a page: how many lines it has at most; 1 to 1,000. */
  readonly limit: number
  readonly buckets: number
  /** 0 to 100. */
  readonly sensitivity: number
  /** Number of a series of counts. */
  readonly series: number
  readonly jobId: JobId
  readonly fetchForm: FetchForm
  readonly fileKind: FileKind
  readonly objectKind: 'digests' | 'logs'
  readonly status: Status
  /** `files`: files only, where `open` takes folders. */
  readonly pickPurpose: 'open' | 'files' | 'export' | 'open-case' | 'save-case'
  readonly exportFormat: ExportFormat
  readonly reportForm: ReportForm
  readonly reportFormat: ReportFormat
  /** Of the rows of a query. */
  readonly resultFormat: ResultFormat
  readonly findingsFileFormat: FindingsFileFormat
  /** The least grave findings that are written; all where it is left out. */
  readonly leastSeverity: Severity | undefined
  /** The sensitivity at which anomalies are written; none are where it is left out. */
  readonly anomaliesAt: number | undefined
  /** Of an export, whether it replaces a file that is there; false where it is left out. */
  readonly replaces: boolean | undefined
  /** The file of a redaction key, which is made where there is none; an export is redacted where it is given. */
  readonly redactionKey: string | undefined
  /** 1 to 100,000 events, whatever the filter shows; all that it shows where they are left out. */
  readonly onlyRows: readonly Row[] | undefined
  readonly sql: string
  readonly alarmSettings: AlarmSettings
  /** A pattern, or a text that holds patterns. */
  readonly template: string
  /** Of a saved query. */
  readonly queryName: string
  readonly parameterValues: Readonly<Record<string, ParameterValue>>
  readonly settingName: string
  readonly settingText: string
  readonly workPart: string
  readonly caseView: Partial<CaseView>
  readonly workText: string
  /** SQLite where it is left out. */
  readonly dialect: SqlDialect | undefined
  /** Values of the placeholders of a query, by their names. */
  readonly sqlParameters: Readonly<Record<string, string>> | undefined
  /** The filter of the window that asks, for the view of that name. */
  readonly shown: Filter | undefined
  /** Of an SQL table: how many rows it has at most; 1 to 100,000. */
  readonly rowLimit: number
  /** At most 100,000. */
  readonly eventIDs: readonly string[]
  /** MD5 of keys, lower-case hex. */
  readonly fingerprints: readonly string[]
  /** At most 100. */
  readonly chosenFiles: readonly ChosenFile[]
  /** The same by their paths; none takes all away. */
  readonly enrichmentPaths: readonly string[]
  /** Which of the paths are key lists that vouch for themselves; nothing is given where it is left out. */
  readonly trust: Pick<TrustGiven, 'keyPaths' | 'acceptsEvidence'> | undefined
  /** Made by who asks, unlike any other. */
  readonly queryId: string | undefined
  /** The same of a query that another engine runs. */
  readonly remoteId: string
  readonly remotePlace: RemotePlace
  /** Of delivery; null: all that the tables name. */
  readonly remoteDays: DaySpan | null
}

/** A kind of value; with `?` it may be null, too. */
export type InputKind = keyof Inputs | `${keyof Inputs}?`

/** The fields of an input; null is a call without one. */
export type Takes = Readonly<Record<string, InputKind>> | null

type ValueOf<K> = K extends keyof Inputs
  ? Inputs[K]
  : K extends `${infer Kind extends keyof Inputs}?`
    ? Inputs[Kind] | null
    : never

/** The input that has those fields; a field whose value may be undefined may be left out. */
export type InputOf<T extends Takes> = T extends null
  ? // biome-ignore lint/suspicious/noConfusingVoidType: a call without an input is called without an argument
    void
  : Flat<
      { readonly [F in keyof T as undefined extends ValueOf<T[F]> ? never : F]: ValueOf<T[F]> } & {
        readonly [F in keyof T as undefined extends ValueOf<T[F]> ? F : never]?: ValueOf<T[F]>
      }
    >
type Flat<T> = { [F in keyof T]: T[F] }

/** What of a trail in S3 is to be fetched, as a window asks. */
export interface FetchForm {
  /** `s3://bucket/prefix` */
  readonly address: string
  readonly folder: string
  readonly from: UtcMs | null
  readonly until: UtcMs | null
  /** Empty: all of them. */
  readonly accounts: readonly string[]
  readonly regions: readonly string[]
  readonly organizations: readonly string[]
  readonly versions: boolean
  /** Of the AWS configuration; null: what the AWS CLI would use. */
  readonly profile: string | null
  readonly endpoint: string | null
  /** Null: a bucket that lies elsewhere says so, and is followed. */
  readonly bucketRegion: string | null
  readonly requesterPays: boolean
  /** Looks for what is new until the job is cancelled. */
  readonly follow: boolean
  /** URL of a queue of SQS that announces objects, in place of listing the bucket. */
  readonly queue: string | null
  /** Keys of log files, of which only these are fetched, with the digests that prove them; null: all of the trail. */
  readonly logFiles: readonly string[] | null
}

/** Files that hold who signs. */
export interface BundleSigner {
  /** PKCS#12, or PEM with a private key. */
  readonly key: string
  /** PEM, where that file has no certificate. */
  readonly certificate: string | null
  readonly password: string | null
}

/** In which an examiner log is handed on: as it is kept, or to be read. */
export const logForms = ['jsonl', 'markdown'] as const
export type LogForm = (typeof logForms)[number]
