import type { Result } from '../../src-shared/base/result.ts'
import type { Anomaly } from '../../src-shared/contract/anomalies.ts'
import type { Finding } from '../../src-shared/contract/findings.ts'
import type { Answer, In, SqlAsked, SqlPage } from '../../src-shared/contract/index.ts'
import type { FieldColumn, NamedField } from '../columns/fields/field-column.ts'
import type { IncidentTable } from '../columns/incidents.ts'
import type { Lookups } from '../columns/lookups.ts'
import type { Ordering } from '../columns/ordering.ts'
import type { RowSet } from '../columns/row-set.ts'
import type { SessionTable } from '../columns/sessions.ts'
import type { Events, Judged } from '../columns/snapshot.ts'
import type { Part } from '../store/parts.ts'

/**
 * Resolves when all of these parts are in the database, with the events of the view `shown` where that is one of them, or
 * tells why one of them never will be.
 */
export type WhenThere = (parts: ReadonlySet<Part>) => Promise<Result<ShownRows, 'layer-missing' | 'no-case'>>
/** Null: all events. */
export type ShownRows = RowSet | null

/**
 * The SQL database of one case, wherever it runs. It is filled in the order `begin`, `finish`, rules; each of these may
 * be asked for before the one ahead of it has ended. What waits for a database that ends is rejected.
 */
export interface CaseDatabase {
  /** Takes part in putting columns in order, until there is none left. Asked for before `begin`. */
  order(ordering: Ordering): Promise<void>
  begin(events: Events): void
  /** Fills in what is known once the files are judged. `fields`: of its records. */
  finish(judged: Judged, fields: CaseFields): void
  /** Fills in the sessions; asked for once, behind `finish`. Queries that read them wait until they are in it. */
  chain(sessions: SessionTable): void
  /** Fills in the anomalies; asked for once, behind `finish`. Queries that read them wait until they are in it. */
  compare(anomalies: readonly Anomaly[]): void
  /** Fills in the incidents, in place of those before. Queries that read them wait until there are any. */
  relate(incidents: IncidentTable): void
  /** Fills in what files of the user tell, in place of what they told before, and runs the rules with it. Asked for behind `finish`. */
  enrich(lookups: Lookups): void
  /** Resolves when events can be asked for. */
  whenBegun(): Promise<void>
  /** Resolves when what `finish` was given is in it. */
  whenBuilt(): Promise<Built>
  /** Resolves when the rules have run with what was last filled in. */
  whenDetected(): Promise<Detected>
  /** Starts what only some queries need. Whether that succeeds, the first of them tells. */
  warm(): Promise<void>
  /** `whenThere` is asked before the query runs, with the parts that it reads. */
  runSql(query: In<'runSql'>, whenThere: WhenThere): Promise<Answer<'runSql'>>
  /** The same, answered page by page. A failure is the last of them. Whoever takes no more of them must return. */
  pages(query: PagedQuery, whenThere: WhenThere): AsyncGenerator<Result<SqlPage>, void>
  /** Ends the query with this id, or all that run or wait. */
  cancel(id?: string): Promise<void>
  end(): Promise<void>
}

/** See `each` of field-columns.ts. */
export type FieldFailure = 'field-path' | 'field-too-large' | 'field-not-read'

export interface AskedField {
  readonly path: string
  /** Which names count: as they are spelled, in any case of letters, or in any where no record has the path as it is spelled. */
  readonly letterCase: 'exact' | 'any' | 'any-if-absent'
}

/** A case's fields, as its database asks for them. */
export interface CaseFields {
  /** The column of each path, in their order, made where it is not kept; or why it cannot be had. */
  each(fields: readonly AskedField[], signal: AbortSignal): Promise<readonly Result<FieldColumn, FieldFailure>[]>
  /** Those of these paths whose columns are there already. */
  kept(paths: readonly string[]): readonly NamedField[]
  /** All that can be had, made where they are not kept. */
  made(paths: readonly string[], signal: AbortSignal): Promise<readonly NamedField[]>
}

export interface PagedQuery extends SqlAsked {
  readonly limit: number
  readonly id: string
  /** Whether rows are pushed before their page is whole. Those of an export are nobody's to see. */
  readonly isPushed: boolean
}

export interface Built {
  /** Time that the database took, without what it waited for. */
  readonly buildMs: number
}

export interface Detected {
  readonly findings: readonly Finding[]
  readonly detectMs: number
}
