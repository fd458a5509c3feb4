import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ParquetEncoder } from '../../../../src-main/handover/export/parquet/encoder.ts'
import { temporaryFolder } from '../../../fixtures/trail.ts'

const duckdb = await import('@duckdb/node-api').catch(() => null)

/** Three batches of two rows each, in row groups of four rows and of two. */
function written(): string {
  const encoder = new ParquetEncoder(
    [
      { name: 'eventTime', type: 'time' },
      { name: 'eventName', type: 'text' },
      { name: 'readOnly', type: 'flag' },
      { name: 'requestParametersBytes', type: 'integer' },
      { name: 'eventID', type: 'id' },
    ],
    'Trailproof test',
    4,
  )
  const none = Number.NaN
  const pieces = [0, 1, 2].flatMap((batch) => [
    encoder.take(2, [
      { kind: 'numbers', values: Float64Array.of(1709633640500 + batch, none) },
      { kind: 'coded', codes: Uint32Array.of(1, batch === 0 ? 0 : batch + 1), texts: [`Näme ${batch}`] },
      { kind: 'numbers', values: Float64Array.of(batch % 2, none) },
      { kind: 'numbers', values: Float64Array.of(batch * 1000, none) },
      { kind: 'texts', values: [`id ${batch}`, null] },
    ]),
  ])
  const file = join(temporaryFolder(), 'out.parquet')
  const told = [...pieces, encoder.finish()].filter((piece) => piece !== null)
  expect(told).toHaveLength(2)
  writeFileSync(file, Buffer.concat(told))
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
