import type { Events } from '../columns/snapshot.ts'
import type { Connection } from './connection.ts'
import { indexes, lateIndexes } from './indexes.ts'

/**
 * What ANALYZE would count, known here without reading a row: how many events share one value on average. Without it
 * SQLite takes every index for one that leaves ten rows, and joins a million events to thousands by reading the million
 * thousands of times.
 *
 * Rows of the table and of its indexes are said to be of one size, which they nearly are. SQLite would otherwise take
 * the table for the wider, and read an index instead of it where the query needs the id alone: `field` and `record` of
 * all events would then be asked for in the order of that index, which leaps from log file to log file.
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

/** Reads what stands in sqlite_stat1, also of indexes made since. */
export function statisticsChanged(connection: Connection): void {
  connection.run('ANALYZE sqlite_schema')
}
