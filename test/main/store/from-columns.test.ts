import { afterAll, describe, expect, test } from 'vitest'
import { answeredFromColumns } from '../../../src-shared/words/sql.ts'
import { expectEqual } from '../../fixtures/expect-equal.ts'
import { GroupedQueries, type QueryParts } from '../../fixtures/grouped-queries.ts'
import { type Random, randomFrom } from '../../fixtures/random.ts'
import { aSnapshot } from './a-snapshot.ts'
import { aStore } from './a-store.ts'
import { oddLine, oddTexts, oddTimes } from './odd-lines.ts'

const seeded = randomFrom('a case of odd values')
const store = aStore(aSnapshot(Array.from({ length: 1500 }, () => oddLine(seeded))))
const noEvents = aStore(aSnapshot([]))
afterAll(() => {
  store.close()
  noEvents.close()
})

/** What the first word hides from the columns, SQLite answers. */
const bySqlite = (sql: string): string => `WITH unused AS (SELECT 1) ${sql}`
const isAnsweredFromColumns = (sql: string): boolean => {
  const plan = store.run(`EXPLAIN QUERY PLAN ${sql}`)
  return plan.ok && plan.value.rows[0]?.[3] === answeredFromColumns
}

/** Without an order, rows may come in any. */
const answerOf = (sql: string, of = store) => {
  const answer = of.run(sql, 100_000)
  if (!answer.ok) return answer
  const { columns, rows } = answer.value
  const lines = rows.map((row) => JSON.stringify(row))
  return { columns, rows: sql.includes('ORDER BY') ? lines : lines.toSorted() }
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''").replaceAll('\0', '')}'`

const operand = (random: Random): string =>
  random.pick([
    'eventName', 'userAgent', 'events.eventName', 'ACCESSKEYID', '"errorCode"', '[readOnly]', 'isError', 'requestParametersBytes', 'conflicting', 'managementEvent',
    'eventTime', 'eventTimeMs', 'eventTimeMs / 3600000', 'eventTimeMs/86400000*86400000', 'substr(eventTime, 1, 13)', 'substr(eventTime,1,10)', 'date(eventTime)',
    "strftime('%Y-%m-%d %H:%M', eventTime)", "strftime('%H', eventTime)", 'awsRegion', 'id',
  ]) // biome-ignore format: a list

const parts: QueryParts = {
  table: () => 'events',
  alias: (_, item) => `n${item}`,
  operand,
  aggregate: (random) => {
    const name = random.pick(['count', 'min', 'max', 'count(DISTINCT', 'sum'])
    if (random.chance(0.3)) return 'count(*)'
    if (name === 'sum')
      return `sum(${random.pick(['isError', 'readOnly', 'requestParametersBytes', 'conflicting', 'managementEvent'])})`
    return name.includes('(') ? `${name} ${operand(random)})` : `${name}(${operand(random)})`
  },
  test: (random) => {
    const not = random.pick(['', '', 'NOT '])
    const sign = () => random.pick(['=', '==', '<>', '!=', '<', '<=', '>', '>='])
    const text = random.pick(['eventName', 'userAgent', 'accessKeyId', 'errorCode', 'consoleLogin'])
    const literal = () => quoted(random.pick(oddTexts).toWellFormed())
    const time = () =>
      quoted(
        random.pick([
          ...oddTimes,
          '2024-03-05 10:00:00',
          '2024-03-05',
          '2024-03-05T10:00:00.000Z',
          '2024-03-05T12:00:00+02:00',
        ]),
      )
    const number = random.pick(['requestParametersBytes', 'id', 'eventTimeMs / 3600000', 'eventTimeMs'])
    const integer = () => random.pick(['0', '1', '10', '-1', '100', '474000', '1709632800000'])
    return random.pick([
      () => `${text} ${sign()} ${literal()}`,
      () => `${text} IS ${not}${random.pick(['NULL', literal()])}`,
      () => `${text} ${not}IN (${literal()}, ${literal()})`,
      () => `${text} ${not}LIKE ${quoted(random.pick(['%', '_', '', 'get%', '%OBJECT', '%b', 'a_b', 'a%b', '%a%b%', 'ä%', '%_x', '__', '\u{1f600}_', 'a\ufffd', '%%a', 'k', 's']))}`,
      () => `${text} ${not}BETWEEN ${literal()} AND ${literal()}`,
      () => `${text} ${random.pick(['ISNULL', 'NOTNULL', 'NOT NULL'])}`,
      () => `${number} ${sign()} ${integer()}`,
      () => `${number} ${not}IN (${integer()}, ${integer()})`,
      () => `${number} ${not}BETWEEN ${integer()} AND ${integer()}`,
      () => `${number} IS ${not}${random.pick(['NULL', integer()])}`,
      () => random.pick(['isError', 'readOnly', 'readOnly = true', "readOnly = 'false'", 'isError <> 0', 'readOnly IS NOT TRUE', 'conflicting = 1']),
      () => `eventTime ${sign()} ${time()}`,
      () => `eventTime ${not}BETWEEN ${time()} AND ${time()}`,
      () => `eventTime ${not}IN (${quoted(random.pick(oddTimes))}, ${quoted(random.pick(oddTimes))})`,
      () => `eventTime ${not}LIKE ${quoted(random.pick(['2024-%', '%Z', '2024-03-05 10:%', '%.___Z']))}`,
      () => `substr(eventTime, 1, 10) ${sign()} '2024-03-05'`,
    ])() // biome-ignore format: one test in a line
  },
  havings: ['> 1', '= 1', 'IS NOT NULL', "> '2024'", 'BETWEEN 2 AND 9', 'IN (1, 2)', '<> 3 OR count(*) > 4'],
  orderedBy: () => 'count(*)',
  directions: ['', ' ASC', ' DESC', ' NULLS LAST', ' DESC NULLS FIRST'],
  limits: ['', ' LIMIT 5', ' LIMIT 3 OFFSET 2', ' LIMIT 2, 4', ' LIMIT 0', ' LIMIT 1000'],
  additions: [
    'COLLATE NOCASE', '+ 1', "|| ''", 'NOT', 'IS', 'ISNULL', 'NOTNULL', 'eventName', 'count(*)', "FILTER (WHERE isError)", 'OVER ()', ', events', '(', ')',
    '-1', '1', 'AS eventname', 'AS file', 'AS isError', 'x', 'NULL', 'LIMIT 1 OFFSET 1', 'UNION SELECT 1', 'INDEXED BY x', 'DISTINCT', 'ALL', 'ESCAPE', "'a'",
    'rowid', 'AND', 'OR', '* 2', 'NULLS LAST', 'events.', 'e', '.eventName', 'CROSS', 'TRUE', '/* */', 'IN (1)', 'BETWEEN 1 AND 2', 'LIKE 1', ',', '=',
  ],
} // biome-ignore format: lists

describe('what the columns answer is what SQLite answers', () => {
  test('whatever is asked of odd values', () => {
    const queries = new GroupedQueries('questions', parts)
    let answered = 0
    for (let n = 0; n < 800; n++) {
      const sql = queries.next()
      expectEqual(answerOf(sql), answerOf(bySqlite(sql)), sql)
      if (isAnsweredFromColumns(sql)) answered++
    }
    // The rest compares values of one type with literals of another, or orders what is DISTINCT by a count.
    expect(answered).toBeGreaterThan(600)
  })

  test('of a text that is nearly of the shape, too', () => {
    const queries = new GroupedQueries('near misses', parts)
    let [answered, refused] = [0, 0]
    for (let n = 0; n < 1200; n++) {
      const sql = queries.nearMiss()
      const answer = answerOf(sql)
      const expected = answerOf(bySqlite(sql))
      if ('ok' in expected) expect(answer, sql).toMatchObject({ ok: false })
      else expectEqual(answer, expected, sql)
      if ('ok' in expected) refused++
      else if (isAnsweredFromColumns(sql)) answered++
    }
    expect(answered).toBeGreaterThan(100)
    expect(refused).toBeGreaterThan(100)
  })

  test('of no events at all', () => {
    const queries = new GroupedQueries('nothing', parts)
    for (let n = 0; n < 100; n++) {
      const sql = queries.next()
      expectEqual(answerOf(sql, noEvents), answerOf(bySqlite(sql), noEvents), sql)
    }
  })
})

test.each([
  ['SELECT eventName, count(*) FROM events GROUP BY eventName ORDER BY 2 DESC LIMIT 20'],
  [
    "select e.eventName n, count(*) c from events as e where e.isError and eventTime >= '2024-03-05 10:00' group by n having c > 1 order by c desc, n",
  ],
  ['SELECT count(DISTINCT userAgent), count(DISTINCT accessKeyId), count(DISTINCT eventName) FROM events'],
  ['SELECT userAgent, count(*) AS count, sum(isError) FROM events GROUP BY userAgent ORDER BY count(*) DESC, 1'],
  ["SELECT strftime('%Y-%m-%dT%H:00Z', eventTime) AS hour, count(*) FROM events GROUP BY hour ORDER BY hour"],
  ['SELECT eventTimeMs / 3600000 * 3600000, count(*) FROM events GROUP BY 1 ORDER BY 1'],
  ["SELECT count(*) FROM events WHERE userAgent LIKE '%get%' AND NOT (errorCode IS NULL OR readOnly = 'true')"],
  ['SELECT accessKeyId, min(eventTime), max(eventTime), count(*) FROM events GROUP BY accessKeyId ORDER BY 1'],
  ['SELECT DISTINCT eventName, readOnly FROM events ORDER BY 1, 2 LIMIT 9'],
])('is answered from columns: %s', (sql) => {
  expect(isAnsweredFromColumns(sql)).toBe(true)
  expect(answerOf(sql)).toEqual(answerOf(bySqlite(sql)))
})

test.each([
  ['a column beside groups that is no key', 'SELECT eventName, userAgent, count(*) FROM events GROUP BY eventName'],
  ['a text against a number', 'SELECT count(*) FROM events WHERE eventName = 10'],
  [
    'another order of texts',
    'SELECT eventName, count(*) FROM events GROUP BY eventName ORDER BY eventName COLLATE NOCASE',
  ],
  [
    'an alias that hides a column',
    'SELECT substr(eventTime, 1, 10) AS eventTime, count(*) FROM events GROUP BY eventTime',
  ],
  ['some of rows in no order', 'SELECT eventName, count(*) FROM events GROUP BY 1 LIMIT 2'],
  ['a field of the record', 'SELECT requestParameters, count(*) FROM events WHERE id < 0 GROUP BY 1'],
  ['a verdict', 'SELECT logVerdict, count(*) FROM events GROUP BY 1'],
  ['two tables', 'SELECT count(*) FROM events, files'],
])('is left to SQLite: %s', (_, sql) => {
  expect(isAnsweredFromColumns(sql)).toBe(false)
  expect(answerOf(sql)).toEqual(answerOf(bySqlite(sql)))
})

test('what SQLite refuses is refused with its words', () => {
  expect(store.run('SELECT eventName, count(*) FROM events e GROUP BY events.eventName')).toMatchObject({
    ok: false,
    message: 'no such column: events.eventName (did you mean the column eventName?)',
  })
})

test('a query is cancelled while it counts', () => {
  const sql = 'SELECT eventName, count(*) FROM events GROUP BY 1'
  Atomics.store(store.word, 0, 7)
  expect(store.run(sql, 10, 7)).toMatchObject({ ok: false, code: 'cancelled' })
  expect(store.run(sql, 10, 8)).toMatchObject({ ok: true })
  Atomics.store(store.word, 0, 0)
})

test('a result is taken page by page, and says when it has more than was asked for', () => {
  const begun = store.database.begin({ sql: 'SELECT id, count(*) FROM events GROUP BY 1', limit: 3, ticket: 1 })
  if (!begun.ok) throw new Error(begun.message)
  expect(begun.value.page(() => {})).toMatchObject({
    ok: true,
    value: { columns: ['id', 'count(*)'], rows: [[1, 1], [2, 1], [3, 1]], end: 'limit' }, // biome-ignore format: a table
  })
  begun.value.close()
})
