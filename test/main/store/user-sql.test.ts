import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import type { TellRows } from '../../../src-main/store/rows-so-far.ts'
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
  ['SELECT eventname2 FROM events', 'no such column: eventname2 (did you mean the column eventName?)'],
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

describe('rows of a query that runs', () => {
  type Told = Parameters<TellRows>[0]
  const firstRows = 'SELECT id, eventName FROM events WHERE id <= 3'
  /** One row, after millions of others were looked at. */
  const longScan = 'SELECT count(*), NULL FROM events a, events b, events c WHERE a.id <= 30'
  const answerTo = (sql: string, limit = 1000) => {
    const told: Told[] = []
    const answer = store.run(sql, limit, undefined, (rows) => told.push(rows))
    if (!answer.ok) throw new Error(answer.message)
    return { told, table: answer.value }
  }
  afterEach(() => void vi.restoreAllMocks())

  test('are told while it looks for the next one', () => {
    const { told, table } = answerTo(`${firstRows} UNION ALL ${longScan}`)
    expect(table.rows).toHaveLength(4)
    expect(told[0]).toMatchObject({ columns: ['id', 'eventName'], from: 0 })
    expect(told.flatMap(({ rows }) => rows).slice(0, 3)).toEqual(table.rows.slice(0, 3))
  })

  test('are told in the order of the answer, each once, no more than the limit and at most ten times a second', () => {
    let clock = 0
    vi.spyOn(performance, 'now').mockImplementation(() => ++clock)
    const { told, table } = answerTo('SELECT a.id, b.id FROM events a, events b', 1000)
    const inAll = told.flatMap(({ rows }) => rows)
    expect(told.map(({ from }) => from)).toEqual(
      told.map((_, i) => told.slice(0, i).flatMap(({ rows }) => rows).length),
    )
    expect(inAll).toEqual(table.rows.slice(0, inAll.length))
    expect(table).toMatchObject({ truncated: true, rows: { length: 1000 } })
    expect(told.length).toBeGreaterThan(5)
    expect(told.length).toBeLessThanOrEqual(Math.ceil(clock / 100))
  })

  test('are told 1,000 at once at most, the rest when it is due', () => {
    let clock = 0
    vi.spyOn(performance, 'now').mockImplementation(() => clock++ / 100)
    const { told } = answerTo('SELECT a.id, b.id FROM events a, events b', 40_000)
    expect(told.map(({ from, rows }) => [from, rows.length]).slice(0, 3)).toEqual([
      [0, 1000],
      [1000, 1000],
      [2000, 1000],
    ])
  })

  test('are not told when it is over at once', () => {
    vi.spyOn(performance, 'now').mockReturnValue(0)
    expect(answerTo(firstRows).told).toEqual([])
  })

  test('stay told when it is cancelled; the next query tells its own', () => {
    const told: Told[] = []
    const answer = store.run(`${firstRows} UNION ALL ${longScan}`, 10, 9, (rows) => {
      told.push(rows)
      Atomics.store(store.word, 0, 9)
    })
    expect(answer).toMatchObject({ ok: false, code: 'cancelled' })
    expect(told).toMatchObject([{ from: 0 }])
    expect(told[0]!.rows[0]).toEqual([1, 'GetUser'])
    Atomics.store(store.word, 0, 0)
    const next = answerTo(`SELECT 'next', NULL UNION ALL ${longScan}`)
    expect(next.told[0]).toMatchObject({ from: 0, rows: [['next', null]] })
    expect(told).toHaveLength(1)
  })

  test('a cancelled query does not cancel what the program itself asks next', () => {
    expect(store.run(firstRows, 10, 9).ok).toBe(true)
    Atomics.store(store.word, 0, 9)
    expect(store.database.rows('SELECT count(*) AS n FROM events', { n: 'number' })).toEqual([{ n: 300 }])
    Atomics.store(store.word, 0, 0)
  })
})

describe('a result is bounded by its text as by its rows', () => {
  const xs = (count: number, length: number) =>
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count}) SELECT i, printf('%.*c', ${length}, 'x') FROM n`

  test('of many long rows the answer has the first, and says that there are more', () => {
    const table = store.run(xs(1_000, 1_000_000))
    if (!table.ok) throw new Error(table.message)
    expect(table.value.truncated).toBe(true)
    expect(table.value.rows.length).toBeGreaterThan(50)
    expect(table.value.rows.length).toBeLessThan(100)
  })

  test.each([
    ['SELECT zeroblob(120000000)', 'One row of the result is longer than 67 million characters.'],
    ['SELECT zeroblob(500000000)', 'A blob of 500,000,000 bytes is too long to be written.'],
  ])('%s has a sentence, and the next query an answer', (sql, sentence) => {
    expect(store.run(sql)).toMatchObject({ ok: false, code: 'sql-invalid', message: expect.stringContaining(sentence) })
    expect(store.rows('SELECT 1')).toEqual([[1]])
  })

  test('page by page all rows come, each once', () => {
    const begun = store.database.begin({ sql: xs(200, 100_000), limit: 150, ticket: 1 })
    if (!begun.ok) throw new Error(begun.message)
    const numbers: unknown[] = []
    const ends: string[] = []
    for (let end = 'more'; end === 'more'; ) {
      const page = begun.value.page(() => {})
      if (!page.ok) throw new Error(page.message)
      expect(page.value.rows.length).toBeLessThan(20)
      numbers.push(...page.value.rows.map(([number]) => number))
      end = page.value.end
      ends.push(end)
    }
    begun.value.close()
    expect(numbers).toEqual(Array.from({ length: 150 }, (_, i) => i + 1))
    expect([ends.length > 5, ends.at(-1)]).toEqual([true, 'limit'])
  })
})

test('a text that begins with U+FEFF keeps it', () => {
  expect(store.rows("SELECT char(65279) || '=1+1', length(char(65279))")).toEqual([['\ufeff=1+1', 1]])
})
