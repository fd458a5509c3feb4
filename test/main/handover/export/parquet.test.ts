import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { encodedGroup, type ParquetColumn, ParquetFile } from '../../../../src-main/handover/export/parquet/encoder.ts'
import { temporaryFolder } from '../../../fixtures/trail.ts'

const duckdb = await import('@duckdb/node-api').catch(() => null)

const columns: readonly ParquetColumn[] = [
  { name: 'eventTime', type: 'time' },
  { name: 'eventName', type: 'text' },
  { name: 'readOnly', type: 'flag' },
  { name: 'requestParametersBytes', type: 'integer' },
  { name: 'eventID', type: 'id' },
]

/** Two row groups, of four rows and of two, which are encoded in the wrong order. */
function written(): string {
  const rows = [0, 1, 2].flatMap((n) => [
    [BigInt(1709633640500 + n), 'Näme 0', n % 2 === 1, n * 1000, `id ${n}`],
    [null, n === 0 ? null : `Näme ${n}`, null, null, null],
  ])
  const dataOf = (of: typeof rows) => columns.map((_, at) => of.map((row) => row[at]!))
  const second = encodedGroup(columns, dataOf(rows.slice(4)))
  const first = encodedGroup(columns, dataOf(rows.slice(0, 4)))
  const parquet = new ParquetFile(columns, 'Trailproof test')
  const pieces = [parquet.begin(), parquet.add(first), parquet.add(second), parquet.end()]
  const file = join(temporaryFolder(), 'out.parquet')
  writeFileSync(file, Buffer.concat(pieces))
  return file
}

describe.runIf(duckdb !== null)('DuckDB reads the file back', () => {
  test('with its types, nulls and row groups', async () => {
    const file = written()
    const connection = await (await duckdb!.DuckDBInstance.create(':memory:')).connect()
    await connection.run("SET TimeZone = 'UTC'")
    const ask = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson()
    expect(await ask(`SELECT column_name, column_type FROM (DESCRIBE FROM read_parquet('${file}'))`)).toEqual([
      ['eventTime', 'TIMESTAMP WITH TIME ZONE'],
      ['eventName', 'VARCHAR'],
      ['readOnly', 'BOOLEAN'],
      ['requestParametersBytes', 'INTEGER'],
      ['eventID', 'VARCHAR'],
    ])
    expect(await ask(`SELECT eventTime::VARCHAR, * EXCLUDE eventTime FROM read_parquet('${file}')`)).toEqual([
      ['2024-03-05 10:14:00.5+00', 'Näme 0', false, 0, 'id 0'],
      [null, null, null, null, null],
      ['2024-03-05 10:14:00.501+00', 'Näme 0', true, 1000, 'id 1'],
      [null, 'Näme 1', null, null, null],
      ['2024-03-05 10:14:00.502+00', 'Näme 0', false, 2000, 'id 2'],
      [null, 'Näme 2', null, null, null],
    ])
    expect(await ask(`SELECT DISTINCT row_group_id, row_group_num_rows FROM parquet_metadata('${file}') ORDER BY 1`)).toEqual([['0', '4'], ['1', '2']]) // biome-ignore format: one line
  })
})
