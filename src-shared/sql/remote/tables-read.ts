import type { TrailPlace } from '../../model/trail-place.ts'
import { tableName } from '../ddl/ddl.ts'
import { projectionIn } from './projection.ts'

export interface TableRead {
  readonly table: string
  readonly place: TrailPlace
}

/** As many places as a trail has at most, by far. */
const mostTables = 50

/**
 * The tables of log files that an engine has, and what each of them reads. `show`: the lines that a statement answers with,
 * null where it fails.
 */
export async function tablesRead(
  show: (sql: string) => Promise<readonly string[] | null>,
): Promise<readonly TableRead[]> {
  const tables: TableRead[] = []
  for (let index = 0; index < mostTables; index++) {
    const table = tableName(index)
    const lines = await show(`SHOW CREATE TABLE ${table}`)
    const place = lines === null ? null : projectionIn(lines.join('\n'))
    if (place === null) break
    tables.push({ table, place })
  }
  return tables
}
