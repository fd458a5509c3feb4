import { afterEach, expect, test } from 'vitest'
import { askTrino } from '../../../src-main/remote/trino.ts'
import type { RemoteListener, RemoteRow, TrinoServer } from '../../../src-shared/model/remote.ts'
import { ATrino, broken, page, silent, status, text } from '../../fixtures/a-trino.ts'

let trino: ATrino
afterEach(() => trino.end())

const columns = [
  { name: 'eventName', type: 'varchar' },
  { name: 'n', type: 'bigint' },
]
const patience = { attempts: 3, firstDelayMs: 1, mostDelayMs: 1 }

function aListener(kept: RemoteRow[] = [], states: string[] = []) {
  const listener: RemoteListener = {
    onProgress: ({ state }) => states.push(state),
    onRows: async (_, rows) => void kept.push(...rows),
  }
  return { listener, kept, states }
}

async function ask({ limit = 1_000, signal = new AbortController().signal, server = {} as Partial<TrinoServer> } = {}) {
  const { listener, kept, states } = aListener()
  const answer = await askTrino({ sql: 'SELECT 1', limit }, { ...trino.server, ...server }, listener, {
    signal,
    patience,
  })
  return { answer, kept, states }
}

test('rows of all pages come in order, with what was read and how long it took', async () => {
  const stats = { state: 'FINISHED', physicalInputBytes: 4_096, elapsedTimeMillis: 120 }
  trino = await ATrino.answering(
    page({ stats: { state: 'QUEUED' } }, 1),
    page({ columns }, 2),
    page({ columns, data: [['GetObject', 3], [null, 1]] }, 3),
    page({ columns, data: [['PutObject', 2]], stats }),
  ) // biome-ignore format: a page a line
  const { answer, kept, states } = await ask()
  expect(kept).toEqual([['GetObject', 3], [null, 1], ['PutObject', 2]]) // biome-ignore format: rows
  expect(states).toEqual(['QUEUED', 'RUNNING', 'RUNNING', 'FINISHED'])
  expect(answer).toMatchObject({
    ok: true,
    value: { queryId: 'q1', columns, rows: 3, isCut: false, scannedBytes: 4_096, elapsedMs: 120 },
  })
  expect(trino.requests[0]).toMatchObject({ method: 'POST', path: '/v1/statement', body: 'SELECT 1' })
  expect(trino.requests[0]?.headers).toMatchObject({ 'x-trino-user': 'analyst', 'x-trino-time-zone': 'UTC' })
  expect(trino.deleted).toEqual([])
})

test('a result of no rows has its columns', async () => {
  trino = await ATrino.answering(page({ columns }))
  expect((await ask()).answer).toMatchObject({ ok: true, value: { columns, rows: 0 } })
})

test('integers that no double holds keep their digits, and lists and rows are JSON', async () => {
  const row = '[9007199254740993, "9007199254740993 \\" 1", 0.12345678901234566, [1,"a"], true, 1.0E0]'
  trino = await ATrino.answering(text(`{"id":"q1","columns":[],"data":[${row}]}`))
  expect((await ask()).kept).toEqual([
    ['9007199254740993', '9007199254740993 " 1', 0.12345678901234566, '[1,"a"]', 'true', 1],
  ])
})

test('a busy server and a connection that breaks are asked again; a query is not sent twice', async () => {
  trino = await ATrino.answering([status(503), page({}, 1)], [broken, status(502), page({ columns, data: [['a', 1]] })])
  expect((await ask()).kept).toEqual([['a', 1]])
  trino.end()

  trino = await ATrino.answering(broken)
  expect((await ask()).answer).toMatchObject({ ok: false, code: 'unreachable' })
  expect(trino.requests).toHaveLength(1)
})

test('a query that breaks after another one over the same connection is not sent twice', async () => {
  trino = await ATrino.answering([page({ columns }), broken])
  expect((await ask()).answer.ok).toBe(true)
  expect((await ask()).answer).toMatchObject({ ok: false, code: 'unreachable' })
  expect(trino.requests).toHaveLength(2)
})

test('a server that stays busy is named with its status, and the query is deleted there', async () => {
  trino = await ATrino.answering(page({}, 1), status(503))
  const { answer } = await ask()
  expect(answer).toMatchObject({ ok: false, code: 'unreachable' })
  expect(!answer.ok && answer.message).toContain(`${trino.endpoint} did not answer as Trino does (HTTP 503)`)
  expect(trino.deleted).toEqual(['/v1/statement/executing/q1/1'])
})

test.each([
  [{ errorName: 'COLUMN_NOT_FOUND', errorType: 'USER_ERROR', message: "line 2:7: Column 'foo' cannot be resolved" }, 'query', 'line 2:7'],
  [{ errorName: 'PERMISSION_DENIED', errorType: 'USER_ERROR', message: 'Cannot select from table events' }, 'denied', 'events'],
  [{ errorName: 'SCHEMA_NOT_FOUND', errorType: 'USER_ERROR', message: "Schema 'x' does not exist" }, 'not-there', "'x'"],
  [{ errorName: 'EXCEEDED_GLOBAL_MEMORY_LIMIT', errorType: 'INSUFFICIENT_RESOURCES', message: '' }, 'failed', 'EXCEEDED'],
])('what the engine says of a failed query is told: %j', async (error, code, said) => {
  trino = await ATrino.answering(page({}, 1), page({ error }))
  const { answer } = await ask()
  expect(answer).toMatchObject({ ok: false, code })
  expect(!answer.ok && answer.message).toContain(said)
}) // biome-ignore format: a table

test('credentials that do not suffice, and what is no Trino at all', async () => {
  trino = await ATrino.answering(text('Unauthorized', 401))
  expect((await ask()).answer).toMatchObject({ ok: false, code: 'denied' })
  trino.end()
  trino = await ATrino.answering(text('<html>welcome</html>'))
  expect((await ask()).answer).toMatchObject({ ok: false, code: 'unreachable' })
})

test('credentials do not follow to another server', async () => {
  trino = await ATrino.answering(text('{"id":"q1","nextUri":"http://192.0.2.1/v1/statement/q1/1"}'))
  const { answer } = await ask({ server: { secret: { token: 'secret' } } })
  expect(!answer.ok && answer.message).toContain('http://192.0.2.1/v1/statement/q1/1, another server')
  expect(trino.requests[0]?.headers.authorization).toBe('Bearer secret')
})

test('an interrupt deletes the query, also one whose first answer is still to come', async () => {
  for (const at of [0, 1]) {
    const { signal, abort } = interrupt()
    trino = await ATrino.answering(page({}, 1), silent)
    trino.onRequest = (method, step) => method !== 'DELETE' && step === at && abort()
    const { answer } = await ask({ signal })
    expect(answer).toMatchObject({ ok: false, code: 'interrupted' })
    expect(!answer.ok && answer.message).toContain('was told to cancel query q1')
    expect(trino.deleted).toEqual(['/v1/statement/executing/q1/1'])
    trino.end()
  }
})

test('behind the limit the query is deleted, and there being more is told', async () => {
  trino = await ATrino.answering(page({ columns, data: [['a', 1], ['b', 2]] }, 1), page({ columns, data: [['c', 3]] }, 2), page({})) // biome-ignore format: pages
  const { answer, kept } = await ask({ limit: 2 })
  expect(kept).toHaveLength(2)
  expect(answer).toMatchObject({ ok: true, value: { rows: 2, isCut: true } })
  expect(trino.deleted).toEqual(['/v1/statement/executing/q1/2'])
})

function interrupt() {
  const controller = new AbortController()
  return { signal: controller.signal, abort: () => controller.abort() }
}
