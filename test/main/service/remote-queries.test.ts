import { expect, test } from 'vitest'
import { type AskRemote, ofWindow, RemoteQueries } from '../../../src-main/service/remote-queries.ts'
import { fail, ok } from '../../../src-shared/base/result.ts'
import type { Handlers, SqlRows } from '../../../src-shared/contract/index.ts'
import type { RemoteAnswer, RemotePlace } from '../../../src-shared/model/remote.ts'
import { createFakeEngine } from '../../fixtures/fake-engine.ts'

const place: RemotePlace = {
  engine: 'trino',
  endpoint: 'https://trino.example.com',
  user: 'anna',
  catalog: null,
  schema: null,
}
const columns = [{ name: 'eventName', type: 'varchar' }]
const answer: RemoteAnswer = {
  by: 'Trino at https://trino.example.com',
  queryId: 'q1',
  columns,
  rows: 2,
  isCut: false,
  scannedBytes: 10,
  elapsedMs: 5,
  resultLocation: null,
}
const asked = { sql: 'SELECT eventName FROM events', place, days: null, limit: 100 }

/** An engine that tells one row and then waits until it is cancelled. */
function endless() {
  const told: string[] = []
  const begun: (() => void)[] = []
  const ask: AskRemote = async ({ sql }, _, { onProgress, onRows }, { signal }) => {
    onProgress({ state: 'RUNNING', scannedBytes: 1, rows: 0 })
    await onRows(columns, [[sql]])
    for (const begin of begun.splice(0)) begin()
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
    // The answer of the engine to the cancellation.
    await Promise.resolve()
    told.push(sql)
    return fail('interrupted', 'Interrupted; the server was told to cancel query q1.')
  }
  return { ask, told, whenBegun: () => new Promise<void>((resolve) => begun.push(resolve)) }
}

test('rows and states are told with the id while it runs, and the answer has them all, with what the tables read', async () => {
  const ddl = `CREATE TABLE hive.x.cloudtrail_files (
   account varchar WITH (partition_projection_type = 'ENUM', partition_projection_values = ARRAY['111122223333']),
   family varchar WITH (partition_projection_type = 'ENUM', partition_projection_values = ARRAY['CloudTrail']),
   region varchar WITH (partition_projection_type = 'ENUM', partition_projection_values = ARRAY['eu-west-1','us-east-1']),
   day varchar WITH (partition_projection_range = ARRAY['2025/03/11','2025/03/12'], partition_projection_type = 'DATE')
)
WITH (
   external_location = 's3://logs/AWSLogs/'
)`
  const remote = new RemoteQueries(async ({ sql }, _, { onProgress, onRows }) => {
    if (sql === 'SHOW CREATE TABLE cloudtrail_files') await onRows(columns, [[ddl]])
    else if (sql.startsWith('SHOW')) return fail('not-there', 'no such table')
    else {
      onProgress({ state: 'RUNNING', scannedBytes: 10, rows: 0 })
      await onRows(columns, [['GetObject']])
      await onRows(columns, [['PutObject']])
    }
    return ok(answer)
  })
  const states: unknown[] = []
  const rows: SqlRows[] = []
  remote.onProgress((progress) => states.push(progress))
  remote.beside(createFakeEngine({})).onSqlRows((told) => rows.push(told))
  expect(await remote.run({ ...asked, id: 'a' })).toEqual(
    ok({
      answer,
      rows: [['GetObject'], ['PutObject']],
      tables: [
        {
          table: 'cloudtrail_files',
          place: {
            location: 's3://logs/AWSLogs/',
            accounts: ['111122223333'],
            families: ['CloudTrail'],
            regions: ['eu-west-1', 'us-east-1'],
            days: { first: '2025-03-11', last: '2025-03-12' },
          },
        },
      ],
    }),
  )
  expect(states).toEqual([{ id: 'a', state: 'RUNNING', scannedBytes: 10, rows: 0 }])
  expect(rows.map(({ id, from }) => [id, from])).toEqual([['a', 0], ['a', 1]]) // biome-ignore format: pairs
})

test('what only reads is sent, and places of errors are those of the text', async () => {
  const sent: string[] = []
  const remote = new RemoteQueries(async ({ sql }) => {
    sent.push(sql)
    return fail('query', `line ${sql.split('\n').length}:8: no such column`)
  })
  expect(await remote.run({ ...asked, id: 'a', sql: 'DROP TABLE events' })).toMatchObject({ code: 'query' })
  expect(sent).toEqual([])
  const days = { first: '2024-03-05', last: '2024-03-06' }
  expect(await remote.run({ ...asked, id: 'a', days })).toMatchObject({ message: 'line 1:8: no such column' })
  expect(await remote.estimate({ id: 'b', sql: 'SELECT\n x', place, days: null })).toMatchObject({
    message: 'line 2:8: no such column',
  })
  expect(sent.at(-1)).toBe('EXPLAIN (TYPE IO, FORMAT JSON)\nSELECT\n x')
})

test('cancelling waits for what the engine says, and ends no other query', async () => {
  const { ask, told, whenBegun } = endless()
  const remote = new RemoteQueries(ask)
  const first = remote.run({ ...asked, id: 'a' })
  const second = remote.run({ ...asked, id: 'b', sql: 'SELECT 2' })
  expect(await remote.run({ ...asked, id: 'a' })).toMatchObject({ code: 'busy' })
  await remote.cancel('a')
  expect(told).toEqual([asked.sql])
  expect(await first).toMatchObject({
    code: 'interrupted',
    message: expect.stringContaining('told to cancel query q1'),
  })
  const begun = whenBegun()
  void remote.run({ ...asked, id: 'c' })
  await begun
  await remote.beside(createFakeEngine({})).dispose()
  expect(await second).toMatchObject({ code: 'interrupted' })
  expect(told.toSorted()).toEqual([asked.sql, asked.sql, 'SELECT 2'].toSorted())
})

test('rows that are too long for a window end the query there, and it is said how to have them', async () => {
  let isAborted = false
  const remote = new RemoteQueries(async (_, _place, { onRows }, { signal }) => {
    for (let page = 0; page < 70 && !signal.aborted; page++) await onRows(columns, [['x'.repeat(1e6)]])
    isAborted = signal.aborted
    return fail('interrupted', 'Interrupted')
  })
  expect(await remote.run({ ...asked, id: 'a' })).toMatchObject({
    code: 'failed',
    message: expect.stringContaining('longer than 64 million characters'),
  })
  expect(isAborted).toBe(true)
})

test('a window that goes away cancels its own queries', async () => {
  const { ask, told } = endless()
  const remote = new RemoteQueries(ask)
  const handlers = {
    runRemote: (input) => remote.run(input),
    cancelRemote: async ({ id }) => ok(await remote.cancel(id)),
  } as Pick<Handlers, 'runRemote' | 'cancelRemote'> as Handlers
  const [one, another] = [ofWindow(handlers), ofWindow(handlers)]
  const gone = one.handlers.runRemote({ ...asked, id: 'a', sql: 'SELECT 1' })
  void another.handlers.runRemote({ ...asked, id: 'b' })
  one.leave()
  expect(await gone).toMatchObject({ code: 'interrupted' })
  expect(told).toEqual(['SELECT 1'])
  await remote.cancel('b')
})

test('more at once than anybody wants are refused', async () => {
  const { ask } = endless()
  const remote = new RemoteQueries(ask)
  const ids = Array.from({ length: 10 }, (_, at) => `${at}`)
  for (const id of ids) void remote.run({ ...asked, id })
  expect(await remote.run({ ...asked, id: 'one more' })).toMatchObject({ code: 'busy' })
  await Promise.all(ids.map((id) => remote.cancel(id)))
})
