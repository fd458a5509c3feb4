import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Snapshot } from '../../../src-main/columns/snapshot.ts'
import { buildDatabase } from '../../../src-main/store/build.ts'
import { Cancellation, neverCancelled } from '../../../src-main/store/cancel.ts'
import type { ReadRecord } from '../../../src-main/store/record-functions.ts'
import type { TellRows } from '../../../src-main/store/rows-so-far.ts'
import { loadSqlite } from '../../../src-main/store/sqlite.ts'
import { runUserSql } from '../../../src-main/store/user-sql.ts'

const wasm = createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm')
const sqlite = await loadSqlite(readFileSync(wasm))

const noRecord: ReadRecord = () => {
  throw new Error('The record cannot be read.')
}

/** A database over a snapshot, and what tests ask of it. */
export function aStore(snapshot: Snapshot, readRecord: ReadRecord = noRecord) {
  const word = new Int32Array(new SharedArrayBuffer(4))
  const cancellation = new Cancellation(word)
  const { db, judge, close } = buildDatabase(sqlite, snapshot, { readRecord, cancellation })
  judge(snapshot)
  const run = (sql: string, limit = 1000, ticket = neverCancelled, tell: TellRows = () => {}) =>
    runUserSql(sqlite, db, cancellation, { sql, limit, ticket }, tell)
  return {
    sqlite,
    db,
    word,
    close,
    run,
    /** The rows of a query that must work. */
    rows: (sql: string) => {
      const answer = run(sql)
      if (!answer.ok) throw new Error(answer.message)
      return answer.value.rows
    },
  }
}
