import type { Events } from '../columns/snapshot.ts'
import type { TextData } from '../columns/text-data.ts'
import { Cancellation } from './cancel.ts'
import { type ColumnFunctions, columnFunctions } from './column-functions.ts'
import { Connection } from './connection.ts'
import { DatabaseImage } from './image/database-image.ts'
import { writeRows } from './image/rows.ts'
import { fitsTextIndex, writeTextIndex } from './image/text-index.ts'
import { type Index, indexes } from './indexes.ts'
import { type FieldSource, noColumns, QueryFields } from './query-fields.ts'
import { defineRecordFunctions, type ReadRecord } from './record-functions.ts'
import schemaSql from './schema.sql?raw'
import { rowFunctions } from './schema.ts'
import { isShownFunction, Shown } from './shown.ts'
import { SqlDatabase } from './sql-database.ts'
import type { Sqlite } from './sqlite.ts'
import { addStatistics } from './statistics.ts'

export interface BuildOptions {
  readonly readRecord: ReadRecord
  readonly fieldSource?: FieldSource | undefined
  /** See Cancellation. */
  readonly cancelWord: Int32Array
}

/** The database of the events. The other tables of schema.sql are filled later. */
export function buildDatabase(
  sqlite: Sqlite,
  snapshot: Events,
  { readRecord, fieldSource = noColumns, cancelWord }: BuildOptions,
): SqlDatabase {
  const columns = columnFunctions(sqlite, snapshot)
  let connection: Connection | null = null
  try {
    const { image, unwritten } = writeImage(sqlite, snapshot, columns)
    connection = new Connection(sqlite, image)
    connection.run(pragmas)
    const cancellation = new Cancellation(cancelWord)
    const { rowFunctions: functions } = connection
    functions.defineNull(rowFunctions)
    functions.define('tick', cancellation.tick(sqlite), false)
    const shown = new Shown()
    functions.define(isShownFunction, shown.isShown(sqlite), false)
    const fields = new QueryFields(sqlite, fieldSource, cancellation)
    defineRecordFunctions(connection, readRecord, fields)
    for (const [name, call] of columns.functions) functions.define(name, call, true)
    for (const { sql } of unwritten) connection.run(sql)
    if (snapshot.events > 0) addStatistics(connection, snapshot)
    return new SqlDatabase(connection, columns, snapshot, { cancellation, shown, fields })
  } catch (error) {
    connection?.close()
    columns.dispose()
    throw error
  }
}

/**
 * A database of all rows and indexes, with its pages written here: SQLite's own INSERT and CREATE INDEX take five times
 * as long (README.md). `unwritten`: indexes with a key that is too long for this, if any. Only crafted input has them.
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

/** The size of the database with the indexes of every opening, slightly above the measured one. */
const bytesPerEvent = 48
const pageSize = 16384

/** The schema without rows, and the root page of each table and index. */
function emptyDatabase(sqlite: Sqlite, made: readonly Index[]) {
  const connection = new Connection(sqlite)
  try {
    connection.rowFunctions.defineNull(rowFunctions)
    connection.run(`PRAGMA page_size = ${pageSize}; PRAGMA user_version = 1`)
    connection.run(schemaSql)
    for (const { sql } of made) connection.run(sql)
    const rows = connection.rows('SELECT name, rootpage FROM sqlite_schema', { name: 'text', rootpage: 'number' })
    return { roots: new Map(rows.map(({ name, rootpage }) => [name, rootpage])), empty: connection.export() }
  } finally {
    connection.close()
  }
}

/**
 * The journal must be MEMORY: with OFF, running out of memory leaves a malformed database. The temporary store must be
 * MEMORY, too, so that CREATE INDEX sorts in SQLite's heap: temporary files would lie in memory as well, and would be
 * copied each time they grow. All pages are in memory already, so a large cache would only hold them twice.
 */
const pragmas = 'PRAGMA journal_mode = MEMORY; PRAGMA cache_size = -8192; PRAGMA temp_store = MEMORY'
