import { afterAll, expect, test } from 'vitest'
import { firstWord } from '../../../src-main/store/user-sql.ts'
import { aSnapshot } from './a-snapshot.ts'
import { aStore } from './a-store.ts'

const store = aStore(
  aSnapshot(
    Array.from({ length: 300 }, (_, i) => ({
      eventName: i % 2 === 0 ? 'GetUser' : 'PutUser',
      eventTime: '2024-03-05T10:00:00Z',
    })),
  ),
)
afterAll(() => store.close())

test.each([
  ['SELECT 1'],
  ['  -- a comment; with semicolon\n/* and\nanother */ ; sElEcT 1;  -- and one behind\n'],
  ['WITH x(a) AS (VALUES (1)) SELECT a FROM x'],
  ['VALUES (1)'],
  ['EXPLAIN QUERY PLAN SELECT 1'],
])('runs %j', (sql) => {
  expect(store.run(sql).ok).toBe(true)
})

test.each([
  ['', 'There is no query in the text.'],
  ['-- only a comment', 'There is no query in the text.'],
  ['DELETE FROM files', 'DELETE is refused: only SELECT, WITH, VALUES and EXPLAIN run here.'],
  ['PRAGMA query_only = OFF', 'PRAGMA is refused: only SELECT, WITH, VALUES and EXPLAIN run here.'],
  ["ATTACH 'x' AS x", 'ATTACH is refused: only SELECT, WITH, VALUES and EXPLAIN run here.'],
  ['WITH x AS (SELECT 1) DELETE FROM files', 'The statement would change the database: only queries run here.'],
  ['SELECT 1; SELECT 2', 'There is more than one statement: run them one at a time.'],
  ['SELECT 1; DROP TABLE files', 'There is more than one statement: run them one at a time.'],
])('refuses %j', (sql, message) => {
  expect(store.run(sql)).toEqual({ ok: false, code: 'sql-not-a-query', message })
})

test.each([
  ['SELECT', 'incomplete input'],
  ['SELECT eventname2 FROM events', 'no such column: eventname2'],
  ['SELECT * FROM event WHERE', 'incomplete input'],
])('says of %j what SQLite says', (sql, message) => {
  expect(store.run(sql)).toEqual({ ok: false, code: 'sql-invalid', message })
})

test('hands out so many rows and says whether there were more', () => {
  const answer = (limit: number) => {
    const table = store.run('SELECT id FROM events', limit)
    return table.ok && [table.value.rows.length, table.value.truncated]
  }
  expect(answer(299)).toEqual([299, true])
  expect(answer(300)).toEqual([300, false])
  expect(answer(0)).toEqual([0, true])
})

test('integers beyond 2^53 come as text, BLOBs as hex, text whole', () => {
  expect(
    store.rows("SELECT 9007199254740991, 9007199254740993, -9223372036854775808, x'00ff', 0.5, 'a' || char(0) || 'ü'"),
  ).toEqual([[9007199254740991, '9007199254740993', '-9223372036854775808', '00ff', 0.5, 'a\u0000ü']])
})

test('a query whose ticket is called ends cancelled, and the next one runs', () => {
  const threeDeep =
    "SELECT count(*) FROM events a, events b, events c WHERE a.eventName || b.eventName || c.eventName = ''"
  Atomics.store(store.word, 0, 7)
  expect(store.run(threeDeep, 10, 7)).toMatchObject({ ok: false, code: 'cancelled' })
  expect(store.run('SELECT count(*) FROM events', 10, 8)).toMatchObject({ ok: true, value: { rows: [[300]] } })
  Atomics.store(store.word, 0, 0)
})

test.each([
  ['SELECT', 'SELECT'],
  ['(SELECT 1)', '('],
  ['--x', ''],
  ['/* never closed', ''],
  ['\uFEFFselect', 'SELECT'],
])('the first word of %j is %j', (sql, word) => {
  expect(firstWord(sql)).toBe(word)
})
