import type { CompressionCodec } from 'hyparquet'
import { describe, expect, test } from 'vitest'
import { type Footer, footerOf } from '../../../../src-main/formats/parquet/footer.ts'
import { rowTextAt } from '../../../../src-main/formats/parquet/row-reader.ts'
import { type RowRun, rowsOf } from '../../../../src-main/formats/parquet/rows.ts'
import { parquetOf } from '../../../fixtures/parquet.ts'

const runsOf = (bytes: Buffer): readonly RowRun[] => {
  const footer = footerOf(bytes) as Footer
  return footer.groups.flatMap((group) => [...rowsOf(bytes, footer, group)])
}
const readRows = (bytes: Buffer): readonly unknown[] =>
  runsOf(bytes).flatMap((run) => {
    if ('unreadable' in run) throw new Error(run.unreadable)
    return run.rows
  })

/** Nulls are not there when they are read. */
function rowOf(n: number) {
  return {
    name: `name ${n % 7}`,
    ...(n % 3 === 0 ? {} : { count: n * 1_000_000_000 }),
    nested: { flag: n % 2 === 0, ...(n % 5 === 0 ? {} : { deep: { text: `Käse ${n}` } }) },
    ...(n % 4 === 0 ? {} : { list: Array.from({ length: n % 4 }, (_, k) => ({ uid: `u${n}-${k}`, tags: ['a', `b${k}`] })) }),
    ...(n % 6 === 0 ? {} : { map: new Map([['readOnly', 'true'], [`key ${n}`, null]]) }),
  } // biome-ignore format: a row
}
const asRead = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, inner) => (inner instanceof Map ? Object.fromEntries(inner) : inner)))

const rows = Array.from({ length: 3_000 }, (_, n) => rowOf(n))
const codecs: readonly CompressionCodec[] = ['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'BROTLI', 'ZSTD', 'LZ4_RAW']

describe('rows of a Parquet file', () => {
  test.each(codecs)('are read as they were written, compressed by %s', (codec) => {
    expect(readRows(parquetOf(rows, { codec }))).toEqual(asRead(rows))
  })

  test.each([
    ['several row groups', { rowGroupSize: 700 }],
    ['many small pages, within which rows end anywhere', { pageSize: 200 }],
    ['both', { rowGroupSize: 1_500, pageSize: 1_000 }],
  ])('are read over %s', (_, options) => {
    expect(readRows(parquetOf(rows, options))).toEqual(asRead(rows))
  })

  test('are read again in any order', () => {
    const bytes = parquetOf(rows, { rowGroupSize: 1_200 })
    for (const n of [2_999, 0, 1_199, 1_200, 5, 2_999, 1_100])
      expect(JSON.parse(rowTextAt(bytes, n))).toEqual(asRead(rows[n]))
    expect(() => rowTextAt(bytes, 3_000)).toThrow('row 3000')
  })

  test('are read again from more files in turns than are kept open', () => {
    const files = Array.from({ length: 12 }, (_, n) => parquetOf(rows.slice(n, n + 1_100)))
    for (const row of [0, 1_050, 3])
      for (const [n, bytes] of files.entries()) expect(JSON.parse(rowTextAt(bytes, row))).toEqual(asRead(rows[n + row]))
  })

  test('a row group that is damaged loses its rows from there on, and no others', () => {
    const bytes = parquetOf(rows, { rowGroupSize: 1_000, codec: 'GZIP' })
    const { groups } = footerOf(bytes) as Footer
    const damaged = Buffer.from(bytes)
    const at = Number(groups[1]!.columns[0]!.data_page_offset)
    damaged.fill(0xff, at, at + 40)
    const runs = runsOf(damaged)
    expect(runs.flatMap((run) => ('unreadable' in run ? [[run.first, run.count]] : []))).toEqual([[1_000, 1_000]])
    const read = runs.flatMap((run) => ('rows' in run ? run.rows : []))
    expect(read).toEqual(asRead([...rows.slice(0, 1_000), ...rows.slice(2_000)]))
  })

  test('any damage is told: what is read is as many rows as there are, read or lost', () => {
    const bytes = parquetOf(rows.slice(0, 300), { rowGroupSize: 100 })
    const { length } = bytes
    for (let at = 4; at < length - 8; at += Math.ceil(length / 200)) {
      const damaged = Buffer.from(bytes)
      damaged[at] = damaged[at]! ^ 0x5a
      const footer = footerOf(damaged)
      if (typeof footer === 'string') continue
      const told = runsOf(damaged).reduce((sum, run) => sum + ('unreadable' in run ? run.count : run.rows.length), 0)
      expect(told).toBe(footer.rows)
    }
  })

  test.each([
    ['cut-off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 20)],
    ['cut-off', (bytes: Buffer) => bytes.subarray(0, 6)],
    ['encrypted', (bytes: Buffer) => Buffer.concat([bytes.subarray(0, -4), Buffer.from('PARE')])],
    ['broken', (bytes: Buffer) => Buffer.from(bytes).fill(0x15, 4, bytes.length - 8)],
  ])('nothing is read of a file that is %s', (why, changed) => {
    expect(footerOf(changed(parquetOf(rows.slice(0, 10))))).toBe(why)
  })
})
