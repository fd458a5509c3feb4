import { beforeAll, describe, expect, test } from 'vitest'
import { rowSet } from '../../../src-main/columns/row-set.ts'
import type { Snapshot } from '../../../src-main/columns/snapshot.ts'
import { pagesFromColumns } from '../../../src-main/duckdb/from-columns.ts'
import type { SqlDialect } from '../../../src-shared/sql/dialect.ts'
import { prepare } from '../../../src-shared/sql/dialects/prepare.ts'
import { trinoGroupedQueryIn } from '../../../src-shared/sql/grouped/read-trino.ts'
import { answeredFromColumnsOfTrino } from '../../../src-shared/words/sql.ts'
import { expectEqual } from '../../fixtures/expect-equal.ts'
import { GroupedQueries, type QueryParts } from '../../fixtures/grouped-queries.ts'
import { type Random, randomFrom } from '../../fixtures/random.ts'
import { aSnapshot } from '../store/a-snapshot.ts'
import { oddLine, oddTexts, oddTimes } from '../store/odd-lines.ts'
import { aCancelWord, aDatabase } from './a-database.ts'

type Dialect = Exclude<SqlDialect, 'sqlite'>

const seeded = randomFrom('a case of odd values')
const oddCase = aSnapshot(Array.from({ length: 1000 }, () => oddLine(seeded)))
const ofThatYear = aSnapshot(
  Array.from({ length: 1000 }, () => oddLine(seeded)).filter(({ eventTime }) => String(eventTime).startsWith('202')),
)

/** One case, asked both ways. */
async function aCase(snapshot: Snapshot) {
  const duckdb = await aDatabase(snapshot)
  return {
    fromColumns: async (sql: string, dialect: Dialect, parameters = {}) => {
      const grouped = trinoGroupedQueryIn(sql, { dialect, parameters })
      if (grouped === null) return null
      const asked = { grouped, shown: null, notes: [], limit: 100_000, cancelWord: aCancelWord() }
      const answer = await pagesFromColumns(snapshot, asked)?.table(() => {}, 0)
      if (answer === undefined) return null
      if (!answer.ok) throw new Error(answer.message)
      return inOrder(sql, answer.value)
    },
    fromDuckdb: async (sql: string, dialect: Dialect, parameters = {}) => {
      const prepared = prepare(sql, { dialect, parameters })
      if (!prepared.ok) return prepared.message
      const { before, sql: written } = prepared.value
      const answer = await duckdb.run(written, { before, limit: 100_000 })
      return answer.ok ? inOrder(sql, answer.value) : answer.message
    },
  }
}

/** Without an order, rows may come in any. */
function inOrder(
  sql: string,
  { columns, rows }: { columns: readonly string[]; rows: readonly (readonly unknown[])[] },
) {
  const lines = rows.map((row) => JSON.stringify(row))
  return { columns, rows: sql.includes('ORDER BY') ? lines : lines.toSorted() }
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''").replaceAll('\0', '')}'`

/** Names of each dialect for what the columns have. */
const named = {
  lake: {
    table: ['a1b2c3d4-5678-90ab-cdef-example11111', '$EDS_ID', 'events'],
    text: ['eventName', 'userAgent', 'userIdentity.accessKeyId', 'errorcode', '"userAgent"', 'e.eventName', 'e.userIdentity.accessKeyId'],
    flag: ['readOnly', 'READONLY', 'managementEvent'],
    time: ['eventTime', "date_trunc('hour', eventTime)", "date_trunc('minute', e.eventTime)", "date_trunc('month', eventTime)", "date_trunc('year', eventTime)"],
    timeText: ["date_format(eventTime, '%Y-%m-%d %H:%i')", "date_format(eventTime, '%H')"],
    day: ['date(eventTime)', 'CAST(eventTime AS DATE)'],
    part: ['hour(eventTime)', 'day_of_week(eventTime)', 'month(eventTime)', 'day(eventTime)', 'minute(eventTime)', 'year(eventTime)', 'dow(eventTime)'],
  },
  athena: {
    table: ['cloudtrail_logs', 'db.cloudtrail_logs', '"cloudtrail_logs"'],
    text: ['eventname', 'useragent', 'useridentity.accesskeyid', 'ErrorCode', '"userAgent"', 'e.eventname', 'readonly', 'e.managementevent'],
    flag: [],
    time: ['from_iso8601_timestamp(eventtime)', "date_trunc('hour', from_iso8601_timestamp(eventtime))", "date_trunc('day', from_iso8601_timestamp(e.eventtime))"],
    timeText: ['eventtime', 'substr(eventtime, 1, 13)', 'substring(eventTime, 1, 10)', "date_format(from_iso8601_timestamp(eventtime), '%Y/%m/%d')"],
    day: ['date(from_iso8601_timestamp(eventtime))', 'CAST(from_iso8601_timestamp(eventtime) AS DATE)'],
    part: ['hour(from_iso8601_timestamp(eventtime))', 'day_of_week(from_iso8601_timestamp(eventtime))'],
  },
} as const // biome-ignore format: a table

const operandOf =
  (dialect: Dialect) =>
  (random: Random): string => {
    const { text, flag, time, timeText, day, part } = named[dialect]
    return random.pick([...text, ...text, ...flag, ...time, ...timeText, ...day, ...part])
  }

function partsOf(dialect: Dialect): QueryParts {
  const [of, operand] = [named[dialect], operandOf(dialect)]
  return {
    table: (random) => `${random.pick(of.table)}${random.pick([' AS', ''])} e`,
    alias: (random, item) => `${random.pick(['n', 'hour', 'day'])}${random.pick([item, '', item])}`,
    operand,
    aggregate: (random, condition) => {
      const filter = random.chance(0.2) ? ` FILTER (WHERE ${condition(1)})` : ''
      const written = random.pick([
        () => `count(*)${filter}`,
        () => `count(${operand(random)})${filter}`,
        () => `count(DISTINCT ${operand(random)})${filter}`,
        () => `min(${operand(random)})${filter}`,
        () => `max(${operand(random)})`,
        () => `approx_distinct(${operand(random)})`,
        () => `count_if(${condition(2)})`,
        () => `sum(${random.pick(of.part)})`,
      ])
      return written()
    },
    test: (random) => {
      const not = random.pick(['', '', 'NOT '])
      const sign = () => random.pick(['=', '<>', '!=', '<', '<=', '>', '>='])
      const text = random.pick(of.text)
      const literal = () => quoted(random.pick(oddTexts).toWellFormed())
      const time = () =>
        random.pick([
          ...oddTimes.map(quoted), "'2024-03-05 10:00:00'", "'2024-03-05'", "TIMESTAMP '2024-03-05 10:00:00'", "DATE '2024-03-05'", "'2024-03-05 10:00:00.001'",
          "TIMESTAMP '2024-03-05'", "from_iso8601_timestamp('2024-03-05T10:00:00Z')", "'2024-03-05 10:00'", "TIMESTAMP '2024-03-05 10:00:00 UTC'", "'2024-02-30'",
        ]) // biome-ignore format: a list
      const flag = of.flag.length === 0 ? null : random.pick(of.flag)
      return random.pick([
        () => `${text} ${sign()} ${literal()}`,
        () => `${text} IS ${not}NULL`,
        () => `${text} ${not}IN (${literal()}, ${literal()})`,
        () => `${text} ${not}LIKE ${quoted(random.pick(['%', '_', '', 'get%', 'Get%', '%OBJECT', '%b', 'a_b', 'a%b', '%a%b%', 'ä%', '%_x', '__', '\u{1f600}_', 'a\ufffd', '%%a', 'k', 'a\\_b', '%\\%']))}`,
        () => `${text} ${not}BETWEEN ${literal()} AND ${literal()}`,
        () => `${random.pick(of.part)} ${sign()} ${random.pick(['0', '1', '10', '-1', '2024'])}`,
        () => `${random.pick(of.part)} ${not}IN (1, 10, 11)`,
        () => `${random.pick(of.time)} ${sign()} ${time()}`,
        () => `${random.pick(of.time)} ${not}BETWEEN ${time()} AND ${time()}`,
        () => `${random.pick(of.day)} ${sign()} ${random.pick(["DATE '2024-03-05'", "'2024-03-05'", "DATE '2023-12-31'"])}`,
        () => `${random.pick(of.timeText)} ${sign()} ${random.pick(["'2024-03-05'", "'2024-03-05T10:00:00Z'", "'10'", "'2024/03/05'"])}`,
        () => `${random.pick(of.timeText)} ${not}LIKE ${random.pick(["'2024%'", "'%Z'", "'1_'"])}`,
        ...(flag === null ? [] : [
          () => `${flag} = ${random.pick(['true', 'false', "'true'", "'false'"])}`, () => `${flag}`, () => `${flag} <> true`, () => `${flag} IS ${not}NULL`,
        ]),
        ...(dialect === 'lake' ? [] : [() => `readonly ${random.pick(['=', '<>'])} 'true'`, () => "year = '2024'", () => "timestamp >= '2024/03/05'", () => "month IN ('3', '12')", () => "region IS NULL"]),
      ])() // biome-ignore format: one test in a line
    },
    havings: ['> 1', '= 1', 'IS NOT NULL', "> '2024-01-01'", 'BETWEEN 2 AND 9', 'IN (1, 2)', '<> 3 OR count(*) > 4'],
    orderedBy: (random) => random.pick(['count(*)', 'n1', 'hour', 'day']),
    directions: ['', ' ASC', ' DESC', ' NULLS FIRST', ' DESC NULLS FIRST', ' NULLS LAST'],
    limits: ['', ' LIMIT 5', ' OFFSET 2 LIMIT 3', ' LIMIT 4 OFFSET 2', ' LIMIT 0', ' LIMIT 1000', ' OFFSET 1 ROWS LIMIT 2'],
    additions: [
      '+ 1', "|| ''", 'NOT', 'IS', 'eventName', 'count(*)', 'FILTER (WHERE true)', 'OVER ()', ', events', '(', ')', '-1', '1', 'AS eventname', 'AS eventtime', 'x', 'NULL',
      'LIMIT 1 OFFSET 1', 'UNION SELECT 1', 'DISTINCT', 'ALL', 'ESCAPE', "'a'", 'AND', 'OR', '* 2', 'NULLS FIRST', 'e.', '.eventName', 'CROSS JOIN events', 'TRUE', '/* */',
      'IN (1)', 'BETWEEN 1 AND 2', "LIKE 'a'", ',', '=', 'TABLESAMPLE BERNOULLI (10)', 'year', 'hour', 'WHERE', 'GROUP BY 1', "TIMESTAMP '2024-03-05 10:00:00'",
    ],
  } // biome-ignore format: lists
}

describe.each([['lake'], ['athena']] as const)(
  'what the columns answer in the dialect %s is what DuckDB answers',
  (dialect) => {
    let cases: readonly Awaited<ReturnType<typeof aCase>>[]
    beforeAll(async () => {
      cases = [await aCase(oddCase), await aCase(ofThatYear), await aCase(aSnapshot([]))]
    })

    test('whatever is asked', async () => {
      const queries = new GroupedQueries('questions', partsOf(dialect))
      let answered = 0
      for (let n = 0; n < 250; n++) {
        const [sql, of] = [queries.next(), cases[n % cases.length]!]
        const answer = await of.fromColumns(sql, dialect)
        if (answer === null) continue
        expectEqual(answer, await of.fromDuckdb(sql, dialect), sql)
        answered++
      }
      expect(answered).toBeGreaterThan(150)
    })

    test('of a text that is nearly of the shape, too', async () => {
      const queries = new GroupedQueries('near misses', partsOf(dialect))
      let answered = 0
      for (let n = 0; n < 500; n++) {
        const [sql, of] = [queries.nearMiss(), cases[n % cases.length]!]
        const answer = prepare(sql, { dialect }).ok ? await of.fromColumns(sql, dialect) : null
        if (answer === null) continue
        expectEqual(answer, await of.fromDuckdb(sql, dialect), sql)
        answered++
      }
      expect(answered).toBeGreaterThan(30)
    })
  },
)

describe('the columns answer', () => {
  let odd: Awaited<ReturnType<typeof aCase>>
  beforeAll(async () => {
    odd = await aCase(ofThatYear)
  })

  test.each<[Dialect, string]>([
    ['lake', 'SELECT eventName, count(*) AS n FROM $EDS_ID GROUP BY eventName ORDER BY n DESC, 1 LIMIT 20'],
    [
      'lake',
      "SELECT userIdentity.arn, userIdentity.sessionContext.sessionIssuer.arn, count(*) FROM a1b2-c3d4 WHERE eventTime >= '2024-03-05 10:00:00' AND errorCode IS NOT NULL GROUP BY 1, 2 HAVING count(*) > 0 ORDER BY 3 DESC, 1, 2",
    ],
    ['lake', "SELECT date_trunc('hour', eventTime) AS hour, count(*) FROM $EDS_ID GROUP BY hour ORDER BY hour"],
    ['lake', 'SELECT accessKeyId, min(eventTime), max(eventTime) FROM events GROUP BY accessKeyId ORDER BY 1'],
    ['athena', 'SELECT substr(eventtime, 1, 13) AS hour, count(*) FROM logs GROUP BY 1 ORDER BY hour'],
    [
      'athena',
      "SELECT useridentity.accesskeyid, count_if(errorcode LIKE 'Access%') denied, count(*) FILTER (WHERE readonly = 'true') FROM db.logs l WHERE year = '2024' AND l.eventname <> '' GROUP BY 1 ORDER BY denied DESC, 1",
    ],
    ['athena', 'SELECT DISTINCT eventname FROM "logs" ORDER BY eventname'],
  ])('of %s: %s', async (dialect, sql) => {
    const answer = await odd.fromColumns(sql, dialect)
    expect(answer).not.toBeNull()
    expect(answer).toEqual(await odd.fromDuckdb(sql, dialect))
  })

  test.each<[string, Dialect, string]>([
    [
      'a field of the record',
      'lake',
      "SELECT element_at(requestParameters, 'bucketName'), count(*) FROM $EDS_ID GROUP BY 1",
    ],
    ['two tables', 'lake', 'SELECT count(*) FROM events, files'],
    ['a query in a query', 'lake', 'SELECT count(*) FROM (SELECT eventName FROM events)'],
    ['a window', 'lake', 'SELECT eventName, rank() OVER (ORDER BY count(*)) FROM events GROUP BY 1'],
    ['some of rows in no order', 'lake', 'SELECT eventName, count(*) FROM events GROUP BY 1 LIMIT 2'],
    ['a column beside groups that is no key', 'lake', 'SELECT eventName, userAgent, count(*) FROM events GROUP BY 1'],
    [
      'a name that is an alias here and a column there',
      'athena',
      'SELECT substr(eventtime, 1, 13) AS hour, count(*) FROM logs GROUP BY hour',
    ],
    [
      'a time that is counted from now',
      'lake',
      "SELECT count(*) FROM events WHERE eventTime > now() - INTERVAL '7' day",
    ],
    ['LIKE with an escape', 'lake', "SELECT count(*) FROM events WHERE eventName LIKE 'a!_%' ESCAPE '!'"],
  ])('nothing of %s', async (_, dialect, sql) => {
    expect(await odd.fromColumns(sql, dialect)).toBeNull()
  })

  test('a query with parameters', async () => {
    const sql =
      "SELECT eventname, count(*) FROM logs WHERE eventname = :name OR eventname LIKE 'Get%' GROUP BY 1 ORDER BY 1"
    const parameters = { name: "it's" }
    const answer = await odd.fromColumns(sql, 'athena', parameters)
    expect(answer).toEqual(await odd.fromDuckdb(sql, 'athena', parameters))
    expect(answer?.rows).toHaveLength(3)
  })

  test('EXPLAIN with the sentence that they do', async () => {
    expect(await odd.fromColumns('EXPLAIN SELECT count(*) FROM $EDS_ID', 'lake')).toEqual({
      columns: ['explain_key', 'explain_value'],
      rows: [JSON.stringify(['physical_plan', answeredFromColumnsOfTrino])],
    })
  })
})

test('eventtime of Athena is answered by DuckDB where a record writes it in another form', async () => {
  const two = await aCase(
    aSnapshot([
      { eventTime: '2024-03-05T10:00:00Z' },
      { eventTime: '2024-03-05T11:00:00Z', eventTimeWritten: '2024-03-05T12:00:00+01:00' },
    ]),
  )
  expect(await two.fromColumns('SELECT max(eventtime) FROM logs', 'athena')).toBeNull()
  expect(await two.fromColumns('SELECT max(eventTime) FROM $EDS_ID', 'lake')).not.toBeNull()
})

test('a query is cancelled while it counts', async () => {
  const cancelWord = aCancelWord()
  Atomics.store(cancelWord, 0, 1)
  const grouped = trinoGroupedQueryIn('SELECT eventName, count(*) FROM events GROUP BY 1', { dialect: 'lake' })!
  const pages = pagesFromColumns(oddCase, { grouped, shown: null, notes: [], limit: 10, cancelWord })!
  expect(await pages.page(() => {})).toMatchObject({ ok: false, code: 'cancelled' })
})

test('of the table shown, those events are counted that the window shows', async () => {
  const grouped = trinoGroupedQueryIn('SELECT count(*) FROM shown', { dialect: 'lake' })!
  const shown = rowSet(Uint32Array.of(0, 5, 999), oddCase.events)
  const pages = pagesFromColumns(oddCase, { grouped, shown, notes: [], limit: 10, cancelWord: aCancelWord() })!
  expect(await pages.page(() => {})).toMatchObject({ ok: true, value: { rows: [[3]], end: 'all' } })
})
