import type { Database } from 'sql.js'
import type { Snapshot } from '../columns/snapshot.ts'
import type { Cancellation } from './cancel.ts'
import { columnFunctions } from './column-functions.ts'
import { addCoverage } from './coverage.ts'
import { RowFunctions } from './functions.ts'
import indexesSql from './indexes.sql?raw'
import { defineRecordFunctions, type ReadRecord } from './record-functions.ts'
import schemaSql from './schema.sql?raw'
import type { Sqlite } from './sqlite.ts'
import { addStatistics } from './statistics.ts'

export interface BuildOptions {
  readonly readRecord: ReadRecord
  readonly cancellation: Cancellation
  /** Checked between the steps of the build. */
  readonly signal?: AbortSignal
}

/** The database of schema.sql over a snapshot, whose arrays it goes on reading: they must not change. */
export interface BuiltDatabase {
  readonly db: Database
  close(): void
}

export function buildDatabase(sqlite: Sqlite, snapshot: Snapshot, options: BuildOptions): BuiltDatabase {
  const { readRecord, cancellation, signal } = options
  const db = openWithRoom(sqlite, snapshot.events * bytesPerEvent)
  const columns = columnFunctions(sqlite, snapshot)
  const registered = new RowFunctions(sqlite, db)
  const close = () => {
    db.close()
    registered.dispose()
    columns.dispose()
  }
  try {
    db.run(pragmas)
    // INSERT computes generated columns only to drop them: while rows are added they cost nothing.
    registered.defineNull(columns.functions.keys())
    registered.define('tick', cancellation.tick(sqlite), false)
    defineRecordFunctions(sqlite, db, registered, snapshot.locator, readRecord)
    db.run(schemaSql)
    db.run('BEGIN')
    addRows(db, 'event', snapshot.events, signal)
    addRows(db, 'resource', snapshot.resources.row.length, signal)
    addRows(db, 'copy', snapshot.copies.row.length, signal)
    addFiles(db, snapshot)
    if (snapshot.coverage !== undefined) addCoverage(db, snapshot.coverage, signal)
    db.run('COMMIT')
    for (const [name, call] of columns.functions) registered.define(name, call, true)
    for (const statement of db.iterateStatements(indexesSql)) {
      signal?.throwIfAborted()
      statement.step()
    }
    if (snapshot.events > 0) addStatistics(db, snapshot)
    return { db, close }
  } catch (error) {
    close()
    throw error
  }
}

/** What the database takes with the indexes of every opening, a little more than measured; beyond, the file grows. */
const bytesPerEvent = 48
const pageSize = 16384

/**
 * An empty database in a file that has room for `bytes`. The file is memory that grows by an eighth at a time, is copied
 * each time and leaves the old to the garbage collector: several times the database, at the worst moment. SQLite goes by
 * the number of pages in the header (https://www.sqlite.org/fileformat2.html, section 1.3.7), not by the file's length.
 */
function openWithRoom(sqlite: Sqlite, bytes: number): Database {
  const empty = new sqlite.Database()
  empty.run(`PRAGMA page_size = ${pageSize}; PRAGMA user_version = 1`)
  const image = empty.export()
  empty.close()
  const file = new Uint8Array(Math.max(image.length, Math.ceil(bytes / pageSize) * pageSize))
  file.set(image)
  return new sqlite.Database(file)
}

/**
 * The journal must be MEMORY: with OFF, running out of memory leaves a malformed database. So must the temporary store,
 * that CREATE INDEX sorts in SQLite's heap: its files would be memory as well, grown and copied over and over. Pages are
 * in memory either way, so that a large cache would only hold them twice.
 */
const pragmas = 'PRAGMA journal_mode = MEMORY; PRAGMA cache_size = -8192; PRAGMA temp_store = MEMORY'

/** Rows with ids 1 to `count`. The table doubles until it is full: no row crosses from JavaScript. */
function addRows(db: Database, table: string, count: number, signal: AbortSignal | undefined): void {
  if (count === 0) return
  db.run(`INSERT INTO ${table} (id) VALUES (1)`)
  for (let filled = 1; filled < count; filled *= 2) {
    signal?.throwIfAborted()
    db.run(`INSERT INTO ${table} (id) SELECT id + ${filled} FROM ${table} WHERE id <= ${count - filled} ORDER BY id`)
  }
}

function addFiles(db: Database, { files, locator, copies }: Snapshot): void {
  const events = new Uint32Array(files.length)
  for (const file of locator.file) events[file]!++
  const further = new Uint32Array(files.length)
  for (const file of copies.file) further[file]!++
  const insert = db.prepare('INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
  try {
    files.forEach(({ name, kind, uri, sha256, bytes, status }, i) => {
      insert.run([i + 1, name, kind, uri, sha256, bytes, status, events[i]!, further[i]!])
    })
  } finally {
    insert.free()
  }
}
