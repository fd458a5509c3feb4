import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Engine } from '../../../src-main/engine/engine.ts'
import { ok } from '../../../src-shared/base/result.ts'
import type { SqlPage } from '../../../src-shared/contract/index.ts'
import type { SqlDialect } from '../../../src-shared/sql/dialect.ts'
import { answeredFromColumns } from '../../../src-shared/words/sql.ts'
import { open, startEngine, valueIn } from '../../fixtures/engine.ts'
import { randomFrom } from '../../fixtures/random.ts'

const sampleCase = join(import.meta.dirname, '../../../resources/sample-case')
let engine: Engine
beforeAll(async () => {
  engine = startEngine()
  await open(engine, sampleCase)
})
afterAll(() => engine.dispose())

const run = (sql: string, dialect: SqlDialect = 'athena') => engine.runSql({ sql, dialect, limit: 100_000 })
const rows = async (sql: string, dialect?: SqlDialect) => valueIn(await run(sql, dialect)).rows

describe('a query of Lake', () => {
  test('runs as it is published, and its columns are called as AWS calls them', async () => {
    const sql = `SELECT eventName, userIdentity.sessionContext.sessionIssuer.userName, count(*)
      FROM a1b2c3d4-5678-90ab-cdef-example11111
      WHERE eventTime > '2025-03-11 08:00:00' AND eventTime < '2025-03-12 00:00:00' AND readOnly = false
      GROUP BY eventName, userIdentity.sessionContext.sessionIssuer.userName ORDER BY 3 DESC, 1, 2 LIMIT 5`
    const { columns, engine, rows: found } = valueIn(await run(sql, 'lake'))
    expect({ columns, engine }).toEqual({ columns: ['eventName', 'userName', '_col2'], engine: 'columns' })
    const expected = await rows(
      `SELECT eventName, sessionIssuerUserName, count(*) FROM events
      WHERE eventTime > '2025-03-11 08:00:00' AND eventTime < '2025-03-12 00:00:00' AND readOnly = 0
      GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 NULLS LAST LIMIT 5`,
      'sqlite',
    )
    expect(found).toEqual(expected)
  })

  test('that names a place in records has it from a column read once', async () => {
    const found = await rows(
      `SELECT element_at(requestParameters, 'bucketName') AS bucket, count(*) FROM $EDS_ID
      WHERE element_at(requestParameters, 'bucketName') IS NOT NULL GROUP BY 1 ORDER BY 1`,
      'lake',
    )
    const expected = await rows(
      "SELECT field(id, 'requestParameters.bucketName') b, count(*) FROM events WHERE b IS NOT NULL GROUP BY 1 ORDER BY 1",
      'sqlite',
    )
    expect(found).toEqual(expected)
    expect(found.length).toBeGreaterThan(3)
  })

  test('with a misspelt column says what may have been meant, and where', async () => {
    const answer = await run('SELECT eventName\nFROM $EDS_ID WHERE evenName = 1', 'lake')
    expect(answer).toMatchObject({ ok: false, code: 'sql-invalid' })
    expect(!answer.ok && answer.message).toMatch(/evenName.*Did you mean eventname/)
    expect(!answer.ok && answer.message).toContain('(line 2, column 20)')
  })
})

test('DuckDB is started before a query asks for it, as often as wished; a case that ends meanwhile ends in order', async () => {
  expect(await Promise.all([engine.warmSql(undefined), engine.warmSql(undefined)])).toEqual([
    ok(undefined),
    ok(undefined),
  ])
  expect(await rows('SELECT count(*) FROM events WHERE eventName LIKE reverse(eventName)')).toEqual([[0]])
  const other = startEngine()
  await open(other, sampleCase)
  const warming = other.warmSql(undefined).then(
    () => 'answered',
    () => 'ended',
  )
  await other.dispose()
  expect(['answered', 'ended']).toContain(await warming)
})

describe('both engines over one case', () => {
  const same: readonly (readonly [string])[] = [
    ['SELECT eventSource, errorCode, count(*) FROM events GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 NULLS LAST'],
    ['SELECT count(DISTINCT eventID), count(DISTINCT accessKeyId), count(*) FROM events'],
    ['SELECT logVerdict, count(*) FROM events GROUP BY 1 ORDER BY 1 NULLS LAST'],
    ['SELECT eventID, userAgent FROM events WHERE sourceIPAddress IS NOT NULL ORDER BY eventID'],
    ['SELECT account, region, trail, kind, state, digest, logs, events FROM coverage ORDER BY 1, 2, 3, 4, hour'],
    ['SELECT kind, meaning, account, region, trail, uri FROM absences ORDER BY 1, 3, 4, 5, 6 NULLS LAST'],
    ['SELECT id, path, kind, uri, sha256, bytes, verdict, events, furtherCopies FROM files ORDER BY id'],
    ['SELECT arn, accountId, type, count(*) FROM resources GROUP BY 1, 2, 3 ORDER BY 1 NULLS LAST, 2 NULLS LAST, 3 NULLS LAST'],
    ["SELECT eventName, lag(eventName, 1, 'none') OVER (ORDER BY eventTime, eventID) AS before FROM events ORDER BY eventTime, eventID LIMIT 50"],
    ["SELECT e.eventID FROM events e JOIN events s ON s.accessKeyId = e.issuedAccessKeyId WHERE e.eventName > 'Assume' AND s.eventName BETWEEN 'D' AND 'Gf' ORDER BY 1"],
    ["SELECT min(eventName), max(userAgent), coalesce(errorCode, 'none') AS c FROM events GROUP BY 3 ORDER BY 3"],
    ['SELECT event, fileId, recordIndex FROM copies ORDER BY 1, 2, 3'],
    ['SELECT id, name, rule, title, severity, sentence, why, benignCauses, events, listed, filter FROM findings ORDER BY id'],
    ['SELECT finding, event FROM finding_events ORDER BY 1, 2'],
    ['SELECT f.severity, e.eventName, count(*) FROM findings f JOIN finding_events x ON x.finding = f.id JOIN events e ON e.id = x.event GROUP BY 1, 2 ORDER BY 1, 2'],
  ] // biome-ignore format: a list
  test.each(same)('%s', async (sql) => {
    const found = await rows(sql)
    expect(found).toEqual(await rows(sql, 'sqlite'))
  })
})

/** A column of all three dialects: its name in SQLite's, Lake's and Athena's. */
const names: readonly (readonly [string, string])[] = [
  ['eventName', 'eventName'],
  ['eventSource', 'eventSource'],
  ['awsRegion', 'awsRegion'],
  ['errorCode', 'errorCode'],
  ['sourceIPAddress', 'sourceIPAddress'],
  ['userIdentityType', 'userIdentity.type'],
  ['userIdentityArn', 'userIdentity.arn'],
  ['accessKeyId', 'userIdentity.accessKeyId'],
  ['sessionIssuerUserName', 'userIdentity.sessionContext.sessionIssuer.userName'],
]

describe('counts by value', () => {
  test('are the same from the columns, in Lake and in Athena', async () => {
    const random = randomFrom('counts by value')
    const values = new Map<string, readonly string[]>()
    for (const [name] of names) {
      const found = await rows(`SELECT DISTINCT ${name} FROM events WHERE ${name} IS NOT NULL ORDER BY 1`, 'sqlite')
      values.set(
        name,
        found.map(([value]) => `'${String(value).replaceAll("'", "''")}'`),
      )
    }
    const column = () => `{${random.pick(names)[0]}}`
    const condition = (depth: number): string => {
      if (depth > 0 && random.chance(0.5))
        return `(${condition(depth - 1)} ${random.pick(['AND', 'OR'])} ${condition(depth - 1)})`
      const [name] = random.pick(names)
      const value = () => random.pick(values.get(name)!)
      const tests = [
        () => `= ${value()}`,
        () => `<> ${value()}`,
        () => `> ${value()}`,
        () => `BETWEEN ${value()} AND ${value()}`,
        () => `IN (${value()}, ${value()}, 'none')`,
        () => `NOT IN (${value()}, ${value()})`,
        () => 'IS NULL',
        () => 'IS NOT NULL',
      ]
      return `${random.chance(0.1) ? 'NOT ' : ''}{${name}} ${random.pick(tests)()}`
    }
    const aggregate = () =>
      random.pick([
        () => 'count(*)',
        () => `count(${column()})`,
        () => `count(DISTINCT ${column()})`,
        () => `min(${column()})`,
        () => `max(${column()})`,
      ])()
    let fromColumns = 0
    for (let round = 0; round < 60; round++) {
      const keys = Array.from({ length: random.int(3) }, column)
      const items = [...keys, ...Array.from({ length: random.between(1, 3) }, aggregate)]
      const where = random.chance(0.7) ? ` WHERE ${condition(2)}` : ''
      const group = keys.length === 0 ? '' : ` GROUP BY ${keys.join(', ')}`
      const having = keys.length > 0 && random.chance(0.3) ? ` HAVING count(*) > ${random.between(1, 20)}` : ''
      const query = `SELECT ${items.join(', ')} FROM {table}${where}${group}${having}`
      const spelt = (at: 0 | 1, table: string) =>
        query.replace('{table}', table).replaceAll(/\{(\w+)\}/g, (_, name) => names.find((n) => n[0] === name)![at])
      const sqlite = spelt(0, 'events')
      const plan = await rows(`EXPLAIN QUERY PLAN ${sqlite}`, 'sqlite')
      if (plan[0]?.[3] === answeredFromColumns) fromColumns++
      const inOrder = async (sql: string, dialect: SqlDialect) =>
        (await rows(sql, dialect)).map((row) => JSON.stringify(row)).toSorted()
      const expected = await inOrder(sqlite, 'sqlite')
      expect(await inOrder(spelt(1, 'cloudtrail_logs'), 'athena'), query).toEqual(expected)
      expect(await inOrder(spelt(1, '$EDS_ID'), 'lake'), query).toEqual(expected)
    }
    expect(fromColumns).toBeGreaterThan(50)
  })
})

test.each(['sqlite', 'athena', 'lake'] as const)(
  'findings of %s are those of the rules, with their events',
  async (dialect) => {
    const found = await rows(
      `SELECT f.name, f.sentence, f.events, f.listed, count(x.event) FROM findings f
    LEFT JOIN finding_events x ON x.finding = f.id GROUP BY f.id, f.name, f.sentence, f.events, f.listed ORDER BY f.id`,
      dialect,
    )
    const expected = valueIn(await engine.findings(undefined)).map(({ id, sentence, events }) => [
      id,
      sentence,
      events,
      events,
      events,
    ])
    expect(found).toEqual(expected)
    expect(found.length).toBeGreaterThan(20)
  },
)

const parentheses = (count: number) => `SELECT ${'('.repeat(count)}1${')'.repeat(count)} FROM cloudtrail_logs`
/** Each is answered, one way or the other. */
const badInput: readonly (readonly [string, string])[] = [
  ['1 MB of SQL', `SELECT '${'x'.repeat(999_000)}' FROM cloudtrail_logs LIMIT 1`],
  ['a list of 20,000 values', `SELECT count(*) FROM cloudtrail_logs WHERE eventname IN (${Array.from({ length: 20_000 }, (_, i) => `'${i}'`).join(', ')})`],
  ['10,000 parentheses', parentheses(10_000)],
  ['a comment without an end', 'SELECT 1 FROM cloudtrail_logs /* and'],
  ['a text without an end', "SELECT 'x FROM cloudtrail_logs"],
  ['two statements', 'SELECT 1; SELECT 2'],
  ['nothing', '  -- nothing'],
  ['NUL', 'SELECT 1\0 FROM cloudtrail_logs'],
  ['a change', 'DELETE FROM events'],
  ['a file', "SELECT * FROM read_csv('/etc/hosts')"],
  ['a large list', 'SELECT range(1000000000) FROM cloudtrail_logs'],
  ['a large sequence', 'SELECT sequence(1, 1000000000) FROM cloudtrail_logs'],
  ['a regular expression that explodes', "SELECT count(*) FROM cloudtrail_logs WHERE regexp_like(useragent || 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', '^(([a-z])+.)+[A-Z]([a-z])+$')"],
] // biome-ignore format: a list

/** Runs until it is cancelled. */
const endless: readonly (readonly [string, string])[] = [
  ['a recursion', 'WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT count(*) FROM t'],
  ['a cross join', 'SELECT count(*) FROM cloudtrail_logs a, cloudtrail_logs b, cloudtrail_logs c WHERE length(a.useragent) + length(b.useragent) + length(c.useragent) = -1'],
  ['a text that doubles', "WITH RECURSIVE t(x, n) AS (SELECT 'ab', 1 UNION ALL SELECT x || x, n + 1 FROM t WHERE n < 64) SELECT max(n) FROM t"],
  ['a join on <>', 'SELECT count(*) FROM cloudtrail_logs a JOIN cloudtrail_logs b ON a.eventid <> b.eventid JOIN cloudtrail_logs c ON c.eventid <> b.eventid WHERE length(a.useragent || b.useragent || c.useragent) = 1'],
] // biome-ignore format: a list

const isAlive = async () => {
  expect(await rows('SELECT count(*) FROM cloudtrail_logs')).toEqual(
    await rows('SELECT count(*) FROM events', 'sqlite'),
  )
}

describe('bad input', () => {
  test.each(badInput)('%s is answered, and the case goes on', async (_, sql) => {
    const answer = await run(sql)
    if (!answer.ok) expect(answer.message).not.toBe('')
    await isAlive()
  })

  test.each(endless)('%s without end is cancelled', async (_, sql) => {
    const answer = engine.runSql({ sql, dialect: 'athena', limit: 10, id: 'endless' })
    for (let asked = 0; asked < 3; asked++) await isAlive()
    await engine.cancelSql({ id: 'endless' })
    expect(await answer).toMatchObject({ ok: false, code: 'cancelled' })
    await isAlive()
  })

  test('queries cancelled at random moments leave the case as it was', async () => {
    const random = randomFrom('duckdb')
    for (let round = 0; round < 20; round++) {
      const id = `query ${round}`
      const [, sql] = random.pick([...endless, ['all', 'SELECT * FROM cloudtrail_logs'] as const])
      const answer = engine.runSql({ sql, dialect: 'athena', limit: 10_000, id })
      // A moment is a number of other answers, and no time.
      for (let asked = random.pick([0, 1, 2, 3]); asked > 0; asked--) await engine.runSql({ sql: 'SELECT 1', limit: 1 })
      await engine.cancelSql({ id })
      const { ok } = await answer
      if (ok) expect(sql).toBe('SELECT * FROM cloudtrail_logs')
    }
    await isAlive()
  })

  test('a case that is closed while a query runs says so', async () => {
    const other = startEngine()
    await open(other, sampleCase)
    const answer = other.runSql({ sql: endless[0]![1], dialect: 'athena', limit: 1 })
    await other.runSql({ sql: 'SELECT count(*) FROM cloudtrail_logs', dialect: 'athena', limit: 1 })
    await other.closeCase()
    expect((await answer).ok).toBe(false)
    await other.dispose()
  })
})

describe('page by page', () => {
  const pagesOf = async (sql: string, most = Number.POSITIVE_INFINITY) => {
    const pages: SqlPage[] = []
    for await (const page of engine.sqlPages({ sql, dialect: 'athena', limit: 100_000_000, id: 'pages' })) {
      pages.push(valueIn(page))
      if (pages.length >= most) break
    }
    return pages
  }

  test('all rows come, each once, and none is kept', async () => {
    const pages = await pagesOf(
      'SELECT a.eventid FROM cloudtrail_logs a, (SELECT eventid FROM cloudtrail_logs LIMIT 20) b',
    )
    const [[events]] = (await rows('SELECT count(*) FROM events', 'sqlite')) as [[number]]
    expect(pages.length).toBeGreaterThan(1)
    expect(pages.reduce((sum, { rows }) => sum + rows.length, 0)).toBe(20 * events)
    expect(pages.map(({ end }) => end).slice(-1)).toEqual(['all'])
  })

  test('whoever stops after the first page leaves a free engine', async () => {
    for (let round = 0; round < 5; round++)
      await pagesOf('SELECT a.* FROM cloudtrail_logs a, cloudtrail_logs b, cloudtrail_logs c', 1)
    await isAlive()
  })
})

describe('a query that few events can answer', () => {
  const tables: readonly (readonly [SqlDialect, string])[] = [
    ['lake', 'a1b2c3d4-5678-90ab-cdef-example11111'],
    ['athena', 'cloudtrail_logs'],
    ['athena', 'events'],
  ]
  /** Of what stands within brackets all events are taken. */
  const ofAll = (table: string, rest: string) => `SELECT * FROM (SELECT * FROM ${table}) AS t ${rest}`

  test.each(tables)('has the rows that it has of all: %s, %s', async (dialect, table) => {
    const ends = [
      'LIMIT 7',
      'LIMIT 7 OFFSET 3',
      "WHERE eventName = 'GetObject' LIMIT 5",
      "WHERE eventName LIKE 'Get%' AND length(eventName) > 12 LIMIT 5",
      "WHERE sourceIPAddress = '203.0.113.77' AND awsRegion = 'us-east-1'",
      "WHERE eventName = 'no such name'",
    ]
    for (const end of ends)
      expect(await rows(`SELECT * FROM ${table} ${end}`, dialect)).toEqual(await rows(ofAll(table, end), dialect))
  })

  test.each(tables)(
    'has the earliest and the latest, and of one time whatever is asked: %s, %s',
    async (dialect, table) => {
      for (const direction of ['ASC', 'DESC', 'DESC NULLS FIRST']) {
        const end = `WHERE eventName <> 'x' ORDER BY eventTime ${direction}, eventID LIMIT 25`
        const sql = `SELECT eventTime, eventID, eventName FROM ${table} ${end}`
        const all = `SELECT eventTime, eventID, eventName FROM (SELECT * FROM ${table}) AS t ${end}`
        expect(await rows(sql, dialect)).toEqual(await rows(all, dialect))
      }
    },
  )

  test('reads places in the records of these, by names in each letter case', async () => {
    for (const name of ['bucketName', 'bucketname', 'noSuchName']) {
      const place = `json_extract_scalar(requestParameters, '$.${name}')`
      const order = 'ORDER BY eventTime, eventID LIMIT 9'
      const few = `SELECT eventID, ${place} AS b FROM cloudtrail_logs WHERE eventName = 'GetObject' ${order}`
      // Which events this condition leaves, the columns do not tell.
      const all = `SELECT eventID, max(${place}) AS b FROM cloudtrail_logs WHERE concat(eventName, '') = 'GetObject'
        GROUP BY eventID, eventTime ${order}`
      expect(await rows(few)).toEqual(await rows(all))
    }
  })
})
