import type { Events } from '../columns/snapshot.ts'
import type { Connection } from './connection.ts'
import { indexes, lateIndexes } from './indexes.ts'

/**
 * The counts of ANALYZE, without reading a row: how many events share one value on average. Without them SQLite assumes
 * that every index leaves ten rows, and joins a million events to thousands by reading the million thousands of times.
 *
 * The rows of the table and of its indexes are given the same size, which is nearly true. SQLite would otherwise assume
 * that the table is wider, and read an index instead where the query needs only the id. `field` and `record` of all
 * events would then run in the order of that index, which jumps between log files.
 */
export function addStatistics(connection: Connection, { events, columns }: Events): void {
  connection.run('ANALYZE copy') // makes the table sqlite_stat1, which CREATE TABLE may not
  const insert = (index: string | null, stat: string) =>
    connection.run("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('event', ?, ?)", [index, stat])
  insert(null, `${events} ${rowSize}`)
  for (const { name, column } of [...indexes, ...lateIndexes]) {
    const data = columns[column]
    const distinct = data.type === 'text' ? Math.max(1, data.texts.starts.length - 2) : events
    insert(name, `${events} ${Math.max(1, Math.ceil(events / distinct))} ${rowSize}`)
  }
  statisticsChanged(connection)
}

/** https://www.sqlite.org/fileformat2.html#the_sqlite_stat1_table */
const rowSize = 'sz=8'

/** Makes SQLite read sqlite_stat1 again, with the indexes made since. */
export function statisticsChanged(connection: Connection): void {
  connection.run('ANALYZE sqlite_schema')
}
