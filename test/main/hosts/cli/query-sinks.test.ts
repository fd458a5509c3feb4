import { Writable } from 'node:stream'
import { parquetReadObjects } from 'hyparquet'
import { expect, test } from 'vitest'
import { createMessages, createResults } from '../../../../src-main/hosts/cli/output.ts'
import { sinkOf } from '../../../../src-main/hosts/cli/query-sinks.ts'
import { csvForms } from '../../../../src-shared/base/csv.ts'
import type { Cell } from '../../../../src-shared/contract/index.ts'

async function asParquet(columns: readonly string[], ...pages: readonly (readonly Cell[][])[]) {
  const chunks: Uint8Array[] = []
  const stream = new Writable({
    write(chunk, _, done) {
      chunks.push(chunk)
      done()
    },
  })
  const { signal } = new AbortController()
  const io = { out: createResults(stream, signal), err: createMessages(stream, false), signal }
  const sink = sinkOf('parquet', { csv: csvForms.query, notRead: null }, io)
  await sink.begin(columns)
  for (const page of pages) await sink.take(page, 0)
  await sink.end(pages.flat().length)
  const { buffer } = new Uint8Array(Buffer.concat(chunks))
  return parquetReadObjects({ file: buffer })
}

test('rows are one Parquet file, its types those of all rows', async () => {
  const rows = await asParquet(
    ['eventName', 'events', 'share', 'mixed', 'none'],
    [['GetObject', 3, 0.5, 1, null]],
    [[null, 9007199254740991, 1, 'two', null]],
  )
  expect(rows).toEqual([
    { eventName: 'GetObject', events: 3n, share: 0.5, mixed: '1', none: null },
    { eventName: null, events: 9007199254740991n, share: 1, mixed: 'two', none: null },
  ])
})

test('columns of one name are told apart', async () => {
  expect(await asParquet(['n', 'n', 'n_2'], [[1, 2, 3]])).toEqual([{ n: 1n, n_2: 2n, n_2_2: 3n }])
})

test('an answer without rows is a file without rows', async () => {
  expect(await asParquet(['n'])).toEqual([])
})
