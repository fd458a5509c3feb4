import { readFileSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
import type { Answer, SchemaTable } from '../../src-shared/contract.ts'
import type { Finding, Rule } from '../../src-shared/finding.ts'
import type { Snapshot } from '../columns/snapshot.ts'
import { detect, ruleList } from '../detect/detect.ts'
import { collectGarbage } from '../ingest/collect-garbage.ts'
import { RecordReader } from '../ingest/record-reader.ts'
import { type BuiltDatabase, buildDatabase } from '../store/build.ts'
import { Cancellation } from '../store/cancel.ts'
import { schemaTables } from '../store/catalogue.ts'
import { loadSqlite, type Sqlite } from '../store/sqlite.ts'
import { runUserSql, type SqlQuery } from '../store/user-sql.ts'
import { serve } from './rpc.ts'

export interface BuildRequest {
  readonly wasmFile: string
  readonly snapshot: Snapshot
  /** See Cancellation. */
  readonly cancelWord: Int32Array
}

/** What is known once the database is built and the rules have run. */
export interface Built {
  readonly schema: readonly SchemaTable[]
  readonly rules: readonly Rule[]
  readonly findings: readonly Finding[]
  /** Milliseconds per stage. */
  readonly timings: Readonly<Record<string, number>>
}

export type SqlService = {
  readonly build: (request: BuildRequest) => Promise<Built>
  readonly runSql: (query: SqlQuery) => Promise<Answer<'runSql'>>
  /** Answered when everything asked before is. */
  readonly isIdle: (input: undefined) => Promise<true>
}

let opened: { readonly sqlite: Sqlite; readonly database: BuiltDatabase; readonly cancellation: Cancellation } | null =
  null

const service: SqlService = {
  build: async ({ wasmFile, snapshot, cancelWord }) => {
    const start = performance.now()
    const sqlite = await loadSqlite(readFileSync(wasmFile))
    const cancellation = new Cancellation(cancelWord)
    const reader = new RecordReader(snapshot.files)
    const readRecord = (file: number, offset: number, length: number): string => {
      const { text, problem } = reader.read(file, offset, length)
      if (text === null) throw new Error(problem)
      return text
    }
    const database = buildDatabase(sqlite, snapshot, { readRecord, cancellation })
    opened = { sqlite, database, cancellation }
    collectGarbage('major')
    const built = performance.now()
    const findings = detect(sqlite, database.db, snapshot)
    const timings = { index: Math.round(built - start), detect: Math.round(performance.now() - built) }
    return { schema: schemaTables(), rules: ruleList(), findings, timings }
  },
  runSql: async (query) => runUserSql(opened!.sqlite, opened!.database.db, opened!.cancellation, query),
  isIdle: async () => true,
}

serve(parentPort!, service)
