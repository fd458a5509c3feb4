import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { askAthena } from '../../../src-main/remote/athena.ts'
import type { AthenaPlace, RemoteRow } from '../../../src-shared/model/remote.ts'
import { type Moto, motoMissing, startMoto } from '../../fixtures/moto.ts'
import { AnAthena, Fault, results, state } from './an-athena.ts'

let athena: AnAthena | null = null
beforeEach(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAIOSFODNN7EXAMPLE')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret')
})
afterEach(() => {
  vi.unstubAllEnvs()
  athena?.end()
})

async function ask(endpoint: string, { limit = 1_000, signal = new AbortController().signal, sql = 'SELECT 1' } = {}) {
  const place: AthenaPlace = {
    profile: null,
    region: 'eu-west-1',
    endpoint,
    workgroup: 'primary',
    catalog: null,
    database: 'security',
    outputLocation: 's3://results/athena/',
  }
  const kept: RemoteRow[] = []
  const states: string[] = []
  const listener = {
    onProgress: ({ state }: { readonly state: string }) => void states.push(state),
    onRows: async (_: unknown, rows: readonly RemoteRow[]) => void kept.push(...rows),
  }
  const patience = { attempts: 3, firstDelayMs: 1, mostDelayMs: 1 }
  const answer = await askAthena({ sql, limit }, place, listener, { signal, patience })
  return { answer, kept, states }
}

const done = state('SUCCEEDED', {
  Statistics: { DataScannedInBytes: 12_000_000, TotalExecutionTimeInMillis: 900 },
  ResultConfiguration: { OutputLocation: 's3://results/athena/q-1.csv' },
})

test('states, pages without the line of names, values by their types, and what it took', async () => {
  athena = await AnAthena.answering({
    GetQueryExecution: (times) => [state('QUEUED'), state('RUNNING')][times] ?? done,
    GetQueryResults: (times) =>
      times === 0
        ? results([['eventname', 'n'], ['GetObject', '3']], 'more')
        : results([['', '9007199254740993'], [null, null]]),
  }) // biome-ignore format: a page a line
  const { answer, kept, states } = await ask(athena.endpoint)
  expect(states).toEqual(['QUEUED', 'RUNNING', 'SUCCEEDED'])
  expect(kept).toEqual([['GetObject', 3], ['', '9007199254740993'], [null, null]]) // biome-ignore format: rows
  expect(answer).toMatchObject({
    ok: true,
    value: {
      by: 'Amazon Athena, workgroup primary, eu-west-1',
      queryId: 'q-1',
      rows: 3,
      isCut: false,
      scannedBytes: 12_000_000,
      elapsedMs: 900,
      resultLocation: 's3://results/athena/q-1.csv',
    },
  })
  expect(athena.calls[0]?.asked).toMatchObject({
    WorkGroup: 'primary',
    QueryExecutionContext: { Database: 'security' },
  })
})

test('a description has no line of names', async () => {
  athena = await AnAthena.answering({
    GetQueryExecution: () => state('SUCCEEDED', { StatementType: 'UTILITY' }),
    GetQueryResults: () => results([['events', null]]),
  })
  expect((await ask(athena.endpoint)).kept).toEqual([['events', null]])
})

test('an interrupt stops the query there', async () => {
  const interrupt = new AbortController()
  athena = await AnAthena.answering({ GetQueryExecution: () => state('RUNNING') })
  athena.onCall = (name) => name === 'GetQueryExecution' && interrupt.abort()
  const { answer } = await ask(athena.endpoint, { signal: interrupt.signal })
  expect(answer).toMatchObject({ ok: false, code: 'interrupted' })
  expect(athena.calls.at(-1)).toMatchObject({ name: 'StopQueryExecution', asked: { QueryExecutionId: 'q-1' } })
})

test('a query whose start was under way at the interrupt is stopped, too', async () => {
  const interrupt = new AbortController()
  athena = await AnAthena.answering({})
  athena.onCall = (name) => name === 'StartQueryExecution' && interrupt.abort()
  expect((await ask(athena.endpoint, { signal: interrupt.signal })).answer).toMatchObject({ code: 'interrupted' })
  expect(athena.times('StopQueryExecution')).toBe(1)
})

test.each([
  ['FAILED', "COLUMN_NOT_FOUND: line 2:7: Column 'foo' cannot be resolved", 'query'],
  ['FAILED', 'PERMISSION_DENIED: Access Denied: s3://trail-logs', 'denied'],
  ['FAILED', 'Query exhausted resources at this scale factor', 'failed'],
  ['CANCELLED', 'Bytes scanned limit was exceeded', 'failed'],
])('a query that ends %s: %s', async (ending, reason, code) => {
  athena = await AnAthena.answering({ GetQueryExecution: () => state(ending, {}, reason) })
  const { answer } = await ask(athena.endpoint)
  expect(answer).toMatchObject({ ok: false, code })
  expect(!answer.ok && answer.message).toContain(reason)
  expect(athena.times('StopQueryExecution')).toBe(0)
})

test.each([
  ['AccessDeniedException', 'not authorized to perform: athena:StartQueryExecution', 'denied'],
  ['InvalidRequestException', 'WorkGroup forensics is not found.', 'not-there'],
  ['InvalidRequestException', "line 1:1: mismatched input 'selec'", 'query'],
  ['InvalidRequestException', 'No output location provided.', 'failed'],
])('a start that is refused: %s, %s', async (type, message, code) => {
  athena = await AnAthena.answering({ StartQueryExecution: () => new Fault(type, message) })
  const { answer } = await ask(athena.endpoint)
  expect(answer).toMatchObject({ ok: false, code })
  expect(!answer.ok && answer.message).toContain(message)
})

test('a start that is refused for load is the same query when it is made again', async () => {
  athena = await AnAthena.answering({
    StartQueryExecution: (times) =>
      times === 0 ? new Fault('TooManyRequestsException', 'Rate exceeded') : { QueryExecutionId: 'q-1' },
    GetQueryExecution: () => done,
    GetQueryResults: () => results([['eventname', 'n']]),
  })
  expect((await ask(athena.endpoint)).answer).toMatchObject({ ok: true, value: { rows: 0 } })
  const tokens = athena.calls.slice(0, 2).map(({ asked }) => asked.ClientRequestToken)
  expect(new Set(tokens).size).toBe(1)
})

test('a server that others wrote', async () => {
  const moto: Moto | null = await startMoto()
  if (moto === null) {
    console.info(motoMissing)
    return
  }
  try {
    const { ResultSet } = results([['eventname', 'n'], ['GetObject', '3'], [null, '1']]) // biome-ignore format: rows
    const canned = { rows: ResultSet.Rows, column_info: ResultSet.ResultSetMetadata.ColumnInfo }
    await fetch(`${moto.endpoint}/moto-api/static/athena/query-results`, {
      method: 'POST',
      body: JSON.stringify({ account_id: '123456789012', region: 'eu-west-1', results: [canned] }),
    })
    const { answer, kept } = await ask(moto.endpoint, { sql: 'SELECT eventname, count(*) n FROM events' })
    expect(answer).toMatchObject({ ok: true, value: { isCut: false } })
    expect(kept).toEqual([['GetObject', 3], [null, 1]]) // biome-ignore format: rows
  } finally {
    moto.end()
  }
})
