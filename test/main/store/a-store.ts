import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Found } from '../../../src-main/columns/found.ts'
import type { IncidentTable } from '../../../src-main/columns/incidents.ts'
import type { Events, Judged, Snapshot } from '../../../src-main/columns/snapshot.ts'
import { anomalyColumns } from '../../../src-main/store/anomaly-functions.ts'
import { buildDatabase } from '../../../src-main/store/build.ts'
import { neverCancelled } from '../../../src-main/store/cancel.ts'
import { foundColumns } from '../../../src-main/store/found-functions.ts'
import { incidentColumns } from '../../../src-main/store/incident-functions.ts'
import { judgedColumns } from '../../../src-main/store/judged-functions.ts'
import type { FieldSource } from '../../../src-main/store/query-fields.ts'
import type { ReadRecord } from '../../../src-main/store/record-functions.ts'
import type { TellRows } from '../../../src-main/store/rows-so-far.ts'
import { loadSqlite } from '../../../src-main/store/sqlite.ts'
import { compileSqlite } from '../../../src-main/store/sqlite-program.ts'
import type { Anomaly } from '../../../src-shared/contract/anomalies.ts'

const wasm = createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm')
const sqlite = await loadSqlite(compileSqlite(readFileSync(wasm)))

const noRecord: ReadRecord = () => ({ text: null, problem: 'The record cannot be read.' })

/** The database of the events of a snapshot: nothing of its files and verdicts is known. */
export function anUnjudgedStore(snapshot: Events, readRecord: ReadRecord = noRecord, fieldSource?: FieldSource) {
  const word = new Int32Array(new SharedArrayBuffer(4))
  const database = buildDatabase(sqlite, snapshot, { readRecord, fieldSource, cancelWord: word })
  const run = (sql: string, limit = 1000, ticket = neverCancelled, tell: TellRows = () => {}) =>
    database.ask({ sql, limit, ticket }, tell)
  return {
    sqlite,
    database,
    word,
    close: () => database.close(),
    judge: (judged: Judged) => database.add((make) => judgedColumns(make, snapshot, judged)),
    find: (found: Found) => database.add((make) => foundColumns(make, found)),
    compare: (anomalies: readonly Anomaly[]) => database.add((make) => anomalyColumns(make, anomalies)),
    relate: (incidents: IncidentTable) => database.add((make) => incidentColumns(make, incidents)),
    run,
    /** The rows of a query that must work. */
    rows: (sql: string) => {
      const answer = run(sql)
      if (!answer.ok) throw new Error(answer.message)
      return answer.value.rows
    },
  }
}

/** A database over a snapshot, and what tests ask of it. */
export function aStore(snapshot: Snapshot, readRecord?: ReadRecord, fieldSource?: FieldSource) {
  const store = anUnjudgedStore(snapshot, readRecord, fieldSource)
  store.judge(snapshot)
  return store
}
