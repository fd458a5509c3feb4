import type { Result } from '../../src-shared/base/result.ts'
import type { Anomaly } from '../../src-shared/contract/anomalies.ts'
import type { Answer, In, SqlAsked, SqlPage, SqlRows } from '../../src-shared/contract/index.ts'
import type { Built, CaseDatabase, CaseFields, Detected, PagedQuery, WhenThere } from '../case/database.ts'
import type { IncidentTable } from '../columns/incidents.ts'
import type { Lookups } from '../columns/lookups.ts'
import type { Ordering } from '../columns/ordering.ts'
import type { SessionTable } from '../columns/sessions.ts'
import type { Events, Judged } from '../columns/snapshot.ts'
import type { SqliteProgram } from '../store/sqlite-program.ts'
import { DuckdbEngine } from './duckdb-engine.ts'
import { filled } from './filled.ts'
import { SqlThreads } from './sql-threads.ts'

/** The two SQL engines over the columns of one case. The dialect of a query says which one answers it. */
export class CaseEngines implements CaseDatabase {
  readonly #sqlite: SqlThreads
  readonly #duckdb: DuckdbEngine

  /** `tell` is handed rows of running queries. */
  constructor(workersFolder: string, sqlite: SqliteProgram, tell: (rows: SqlRows) => void) {
    this.#sqlite = new SqlThreads(workersFolder, sqlite, tell)
    this.#duckdb = new DuckdbEngine(workersFolder, tell, async () => (await this.whenDetected()).findings)
  }

  order(ordering: Ordering): Promise<void> {
    return this.#sqlite.order(ordering)
  }

  begin(events: Events): void {
    this.#sqlite.begin(events)
    this.#duckdb.begin(events)
  }

  finish(judged: Judged, fields: CaseFields): void {
    this.#sqlite.finish(judged, fields)
    this.#duckdb.finish(judged, fields)
  }

  chain(sessions: SessionTable): void {
    this.#sqlite.chain(sessions)
    this.#duckdb.chain(sessions)
  }

  compare(anomalies: readonly Anomaly[]): void {
    this.#sqlite.compare(anomalies)
    this.#duckdb.compare(anomalies)
  }

  relate(incidents: IncidentTable): void {
    this.#sqlite.relate(incidents)
    this.#duckdb.relate(incidents)
  }

  enrich(lookups: Lookups): void {
    this.#sqlite.enrich(lookups)
    this.#duckdb.enrich(lookups)
  }

  whenBegun(): Promise<void> {
    return this.#sqlite.whenBegun()
  }

  whenBuilt(): Promise<Built> {
    return this.#sqlite.whenBuilt()
  }

  whenDetected(): Promise<Detected> {
    return this.#sqlite.whenDetected()
  }

  warm(): Promise<void> {
    return this.#duckdb.warm()
  }

  async runSql(query: In<'runSql'>, whenThere: WhenThere): Promise<Answer<'runSql'>> {
    if (!isForSqlite(query)) return this.#duckdb.runSql(query, whenThere)
    const sql = filled(query)
    return sql.ok ? this.#sqlite.runSql({ ...query, sql: sql.value }, whenThere) : sql
  }

  async *pages(query: PagedQuery, whenThere: WhenThere): AsyncGenerator<Result<SqlPage>, void> {
    if (!isForSqlite(query)) return yield* this.#duckdb.pages(query, whenThere)
    const sql = filled(query)
    if (sql.ok) yield* this.#sqlite.pages({ ...query, sql: sql.value }, whenThere)
    else yield sql
  }

  async cancel(id?: string): Promise<void> {
    this.#duckdb.cancel(id)
    await this.#sqlite.cancel(id)
  }

  async end(): Promise<void> {
    await Promise.all([this.#sqlite.end(), this.#duckdb.end()])
  }
}

const isForSqlite = ({ dialect = 'sqlite' }: SqlAsked): boolean => dialect === 'sqlite'
