import type { Found } from '../../../src-main/columns/found.ts'
import type { Events, Snapshot } from '../../../src-main/columns/snapshot.ts'
import type { CaseColumn } from '../../../src-main/duckdb/column.ts'
import { DuckdbDatabase } from '../../../src-main/duckdb/database.ts'
import { loadDuckdb } from '../../../src-main/duckdb/package.ts'
import type { ReadRecord } from '../../../src-main/duckdb/record-functions.ts'
import { type DuckdbQuery, runUserQuery, UserQuery } from '../../../src-main/duckdb/user-query.ts'
import { RecordReader } from '../../../src-main/records/reader.ts'
import type { Anomaly } from '../../../src-shared/contract/anomalies.ts'

/** Null where the package is not installed. */
export const duckdb = await loadDuckdb()

export const readerOf = (snapshot: Snapshot): ReadRecord => {
  const reader = new RecordReader(snapshot.files)
  return (of, row) => {
    const places = { event: snapshot.locator, copy: snapshot.copies, config: snapshot.config }[of]
    const file = places?.file[row]
    return places === undefined || file === undefined
      ? null
      : reader.read(file, places.offset[row]!, places.length[row]!)
  }
}

type Asked = Partial<Pick<DuckdbQuery, 'before' | 'limit' | 'cancelWord'>> & {
  readonly columns?: ReadonlyMap<string, CaseColumn>
}

export const aCancelWord = () => new Int32Array(new SharedArrayBuffer(4))

/** DuckDB over a snapshot, and what tests ask of it. */
export async function aDatabase(
  snapshot: Snapshot,
  {
    read = readerOf(snapshot),
    memory = 512 << 20,
    found = null as Found | null,
    anomalies = null as readonly Anomaly[] | null,
  } = {},
) {
  const { files, coverage, absences, config, sessions = null, incidents = null, lookups = null, ...events } = snapshot
  const judged = {
    files,
    ...(coverage === undefined ? {} : { coverage }),
    ...(absences === undefined ? {} : { absences }),
    ...(config === undefined ? {} : { config }),
  }
  const known = { events: events as Events, judged, found, sessions, incidents, lookups, anomalies }
  const database = await DuckdbDatabase.open({ duckdb: duckdb!, read, known, memory })
  const queryOf = (sql: string, asked: Asked = {}): DuckdbQuery => ({
    before: [],
    sql,
    notes: [],
    limit: 1000,
    rows: null,
    columns: new Map(),
    cancelWord: aCancelWord(),
    ...asked,
  })
  const run = (sql: string, asked?: Asked) => runUserQuery(database, queryOf(sql, asked), () => {})
  return {
    database,
    run,
    begin: (sql: string, asked?: Asked) => UserQuery.begin(database, queryOf(sql, asked)),
    /** The rows of a query that must work. */
    rows: async (sql: string, asked?: Asked) => {
      const answer = await run(sql, asked)
      if (!answer.ok) throw new Error(answer.message)
      return answer.value.rows
    },
  }
}
