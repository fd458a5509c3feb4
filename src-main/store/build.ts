import type { Database } from 'sql.js'
import type { Events, Judged, TextData } from '../columns/snapshot.ts'
import type { Cancellation } from './cancel.ts'
import { type ColumnFunctions, columnFunctions } from './column-functions.ts'
import { RowFunctions } from './functions.ts'
import { DatabaseImage } from './image/database-image.ts'
import { writeRows } from './image/rows.ts'
import { fitsTextIndex, writeTextIndex } from './image/text-index.ts'
import { type Index, indexes } from './indexes.ts'
import { judgedFunctions } from './judged-functions.ts'
import type { Part } from './parts.ts'
import { defineRecordFunctions, type ReadRecord } from './record-functions.ts'
import schemaSql from './schema.sql?raw'
import { rowFunctions } from './schema.ts'
import type { Sqlite } from './sqlite.ts'
import { addStatistics } from './statistics.ts'
import { touched } from './touched.ts'

export interface BuildOptions {
  readonly readRecord: ReadRecord
  readonly cancellation: Cancellation
}

/** The database of schema.sql over a snapshot, whose arrays it goes on reading: they must not change. */
export interface BuiltDatabase {
  readonly db: Database
  /** Fills in what is known once the files are judged; to be called once. Until then it is NULL, and there are no files. */
  judge(judged: Judged): void
  /** The parts that the answer to a query rests on (touched.ts). */
  touched(sql: string): ReadonlySet<Part>
  close(): void
}

export function buildDatabase(
  sqlite: Sqlite,
  snapshot: Events,
  { readRecord, cancellation }: BuildOptions,
): BuiltDatabase {
  const columns = columnFunctions(sqlite, snapshot)
  let opened: { readonly db: Database; readonly functions: RowFunctions } | null = null
  const close = () => {
    opened?.db.close()
    opened?.functions.dispose()
    columns.dispose()
  }
  try {
    const { image, unwritten } = writeImage(sqlite, snapshot, columns)
    const db = new sqlite.Database(image)
    const functions = new RowFunctions(sqlite, db)
    opened = { db, functions }
    db.run(pragmas)
    functions.defineNull(rowFunctions)
    functions.define('tick', cancellation.tick(sqlite), false)
    defineRecordFunctions(sqlite, db, functions, snapshot.locator, readRecord)
    for (const [name, call] of columns.functions) functions.define(name, call, true)
    for (const { sql } of unwritten) db.run(sql)
    if (snapshot.events > 0) addStatistics(db, snapshot)
    const judge = (judged: Judged) => {
      // A query that was answered before has turned it on.
      db.run('PRAGMA query_only = OFF')
      addRows(db, 'files', judged.files.length)
      addRows(db, 'coverage_hour', judged.coverage?.row.length ?? 0)
      for (const [name, call] of judgedFunctions(columns.make, snapshot, judged)) functions.define(name, call, true)
    }
    return { db, judge, touched: (sql) => touched(sqlite, db, sql), close }
  } catch (error) {
    close()
    throw error
  }
}

/**
 * A database of all rows and indexes, its pages written here: by SQLite's own INSERT and CREATE INDEX it takes five
 * times as long (README.md). `unwritten`: indexes with a key too long for that, if any; there are such only by malice.
 */
function writeImage(sqlite: Sqlite, snapshot: Events, columns: ColumnFunctions) {
  const { events, resources, copies } = snapshot
  const [written, unwritten] = [indexes.filter(fits), indexes.filter((index) => !fits(index))]
  const { empty, roots } = emptyDatabase(sqlite, written)
  const image = new DatabaseImage(empty, events * bytesPerEvent)
  const rootOf = (name: string): number => roots.get(name)!
  writeRows(image, rootOf('event'), events)
  writeRows(image, rootOf('resource'), resources.row.length)
  writeRows(image, rootOf('copy'), copies.row.length)
  for (const { name, column, isPartial } of written) {
    writeTextIndex(
      image,
      rootOf(name),
      snapshot.columns[column] as TextData,
      columns.texts.get(column)!.texts,
      isPartial,
    )
  }
  return { image: image.finish(), unwritten }

  function fits({ column }: Index): boolean {
    return fitsTextIndex(pageSize, columns.texts.get(column)!.texts)
  }
}

/** Rows 1 to `count`, of which nothing but the id is stored. */
function addRows(db: Database, table: string, count: number): void {
  if (count === 0) return
  db.run(
    `INSERT INTO ${table} (id) WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < ?)
    SELECT id FROM n`,
    [count],
  )
}

/** What the database takes with the indexes of every opening, a little more than measured; beyond, the file grows. */
const bytesPerEvent = 48
const pageSize = 16384

/** The schema without a row, and at which page each of its tables and indexes begins. */
function emptyDatabase(sqlite: Sqlite, made: readonly Index[]) {
  const db = new sqlite.Database()
  const nothing = new RowFunctions(sqlite, db)
  try {
    nothing.defineNull(rowFunctions)
    db.run(`PRAGMA page_size = ${pageSize}; PRAGMA user_version = 1`)
    db.run(schemaSql)
    for (const { sql } of made) db.run(sql)
    const [{ values } = { values: [] }] = db.exec('SELECT name, rootpage FROM sqlite_schema')
    return { roots: new Map(values as [string, number][]), empty: db.export() }
  } finally {
    db.close()
    nothing.dispose()
  }
}

/**
 * The journal must be MEMORY: with OFF, running out of memory leaves a malformed database. So must the temporary store,
 * that CREATE INDEX sorts in SQLite's heap: its files would be memory as well, grown and copied over and over. Pages are
 * in memory either way, so that a large cache would only hold them twice.
 */
const pragmas = 'PRAGMA journal_mode = MEMORY; PRAGMA cache_size = -8192; PRAGMA temp_store = MEMORY'
