import { beforeAll, describe, expect, test } from 'vitest'
import { aSnapshot } from '../store/a-snapshot.ts'
import { smallCase } from '../store/small-case.ts'
import { aCancelWord, aDatabase } from './a-database.ts'

let duckdb: Awaited<ReturnType<typeof aDatabase>>
beforeAll(async () => {
  duckdb = await aDatabase(smallCase)
})

const failureOf = async (sql: string) => {
  const answer = await duckdb.run(sql)
  return answer.ok ? null : { code: answer.code, message: answer.message }
}

describe('SQL reaches the case and nothing else', () => {
  test.each([
    "SELECT * FROM read_csv('/etc/hosts')",
    "SELECT * FROM '/etc/hosts'",
    "SELECT * FROM read_text('/etc/hosts')",
    "SELECT * FROM glob('/*')",
    'SELECT * FROM duckdb_extensions()',
    "SELECT * FROM parquet_scan('https://example.com/x.parquet')",
  ])('%s', async (sql) => {
    expect((await failureOf(sql))?.message).toMatch(/disabled by configuration|does not exist/)
  })

  test.each([
    'CREATE TABLE t AS SELECT 1',
    'CREATE OR REPLACE MACRO case_table(a, b) AS TABLE SELECT 1',
    "SET memory_limit = '100GB'",
    'INSTALL httpfs',
    'LOAD httpfs',
    "ATTACH 'x.db'",
    'PRAGMA enable_profiling',
    'CALL pragma_version()',
    'WITH x AS (SELECT 1) DELETE FROM duckdb_tables()',
  ])('%s is no query', async (sql) => {
    expect(await failureOf(sql)).not.toBeNull()
    expect(await duckdb.rows("SELECT count(*) FROM case_table('events', ['id'])")).toEqual([[11]])
  })
})

describe('values', () => {
  test('are what Trino would show', async () => {
    const sql = `SELECT 7 / 2, 7 / 2.0, 1.50, true, TIMESTAMP '2024-03-05 10:00:00', DATE '2024-03-05', [1, NULL],
      {'a': 'x', 'b': [true]}, MAP {'k': 1}, 9007199254740993, NULL, 'nan'::DOUBLE, '\\x41'::BLOB`
    expect(await duckdb.rows(sql)).toEqual([
      [
        3, 3.5, 1.5, 'true', '2024-03-05 10:00:00.000', '2024-03-05', '[1, null]', '{a=x, b=[true]}', '{k=1}',
        '9007199254740993', null, 'NaN', '41',
      ],
    ]) // biome-ignore format: a row
  })

  test('of rows without names are called by their places', async () => {
    expect(await duckdb.rows("SELECT row(1, 'x'), [row(1, row(2, 3))], MAP {'k': row(1, 2)}")).toEqual([
      ['{field0=1, field1=x}', '[{field0=1, field1={field0=2, field1=3}}]', '{k={field0=1, field1=2}}'],
    ])
  })

  test('are intervals and addresses in the texts of Trino', async () => {
    const sql = `SELECT TIMESTAMP '2024-03-05 10:00:00' - TIMESTAMP '2024-03-04 09:30:00', INTERVAL '-90' MINUTE, INTERVAL '14' MONTH,
      '00000000000000000000ffffc0000201'::UUID, '11111111-2222-4333-8444-555555555555'::UUID`
    expect(await duckdb.rows(sql)).toEqual([
      ['1 00:30:00.000', '-0 01:30:00.000', '1-2', '192.0.2.1', '11111111-2222-4333-8444-555555555555'],
    ])
  })

  test('of a column compare, sort and group as texts, NULL last', async () => {
    const events = "case_table('events', ['errorCode', 'eventName'])"
    expect(await duckdb.rows(`SELECT DISTINCT errorCode FROM ${events} ORDER BY 1`)).toEqual([
      ['AccessDenied'],
      ['Client.UnauthorizedOperation'],
      [null],
    ])
    expect(await duckdb.rows(`SELECT min(eventName), max(eventName) FROM ${events}`)).toEqual([
      ['AssumeRole', 'TerminateInstances'],
    ])
    expect(await duckdb.rows(`SELECT count(*) FROM ${events} WHERE eventName > 'S'`)).toEqual([[2]])
  })

  test('sort by code points, and one with NUL or a lone surrogate is a text like others', async () => {
    const names = ['\u{1f600}', '\uffff', 'a', 'Z', 'a\0b', '\ud800', 'é', '']
    const sorted = ['', 'Z', 'a', 'a\0b', 'é', '\ufffd', '\uffff', '\u{1f600}']
    for (const subset of [names, names.filter((name) => !name.includes('\0'))]) {
      const { rows } = await aDatabase(aSnapshot(subset.map((eventName) => ({ eventName }))))
      const found = await rows("SELECT eventName FROM case_table('events', ['eventName']) ORDER BY 1")
      expect(found.flat()).toEqual(sorted.filter((name) => name === '\ufffd' || subset.includes(name)))
    }
  })
})

describe('records', () => {
  test('are read for rows that pass the filter only', async () => {
    const read: number[] = []
    const { rows } = await aDatabase(smallCase, {
      read: (_, row) => {
        read.push(row)
        return { text: `{"requestParameters": {"n": [1,  2], "s": "x${row}", "none": null}}`, problem: null }
      },
    })
    const sql = `SELECT record_field(id, 'requestParameters.n'), record_field(id, 'requestParameters.s'),
      record_field(id, '$.requestParameters.none'), record_field(id, 'absent') FROM case_table('events', ['id', 'eventName'])
      WHERE eventName = 'StopLogging'`
    expect(await rows(sql)).toEqual([['[1,2]', 'x9', null, null]])
    expect(new Set(read)).toEqual(new Set([9]))
  })

  test('that cannot be read fail the query with the reason', async () => {
    const { run } = await aDatabase(smallCase, { read: () => ({ text: null, problem: 'two.json.gz: it vanished.' }) })
    const answer = await run("SELECT record_text(id) FROM case_table('events', ['id'])")
    expect(answer).toMatchObject({ ok: false, code: 'sql-invalid', message: 'two.json.gz: it vanished.' })
  })

  test('a path that is none is said', async () => {
    const answer = await duckdb.run("SELECT record_field(id, 'a..b') FROM case_table('events', ['id'])")
    expect(answer).toMatchObject({ ok: false, message: 'The path a..b is not of the form a.b[0] or $.a.b[0]' })
  })

  test('a bug in a function of ours is no failure of the query', async () => {
    const broken = await aDatabase(smallCase, {
      read: () => {
        throw new TypeError('a bug')
      },
    })
    await expect(broken.run("SELECT record_text(id) FROM case_table('events', ['id'])")).rejects.toThrow('a bug')
  })
})

describe('pages', () => {
  test('of a large result come one after the other and hold each row once', async () => {
    const begun = await duckdb.begin('SELECT range AS n FROM range(50000)', { limit: 1_000_000 })
    if (!begun.ok) throw new Error(begun.message)
    let next = 0
    for (let isLast = false; !isLast; ) {
      const page = await begun.value.pages.page(() => {})
      if (!page.ok) throw new Error(page.message)
      for (const [n] of page.value.rows) expect(n).toBe(next++)
      isLast = page.value.end !== 'more'
    }
    await begun.value.close()
    expect(next).toBe(50_000)
  })

  test('an error behind the first rows is an error: they are not all rows', async () => {
    const sql = `SELECT CASE WHEN range = 200000 THEN error('late') ELSE '' END FROM range(300000)`
    expect(await duckdb.run(sql, { limit: 1_000_000 })).toMatchObject({
      ok: false,
      code: 'sql-invalid',
      message: 'late',
    })
  })

  test.each([10, 11, 12])('a limit of %i of 11 rows says whether there are more', async (limit) => {
    const answer = await duckdb.run("SELECT id FROM case_table('events', ['id'])", { limit })
    expect(answer.ok && [answer.value.rows.length, answer.value.truncated]).toEqual([Math.min(limit, 11), limit < 11])
  })

  test('columns of one name and a comment at the end are of the query', async () => {
    const answer = await duckdb.run('SELECT 1 AS a, 2 AS a -- two')
    expect(answer).toMatchObject({ ok: true, value: { columns: ['a', 'a'], rows: [[1, 2]] } })
  })

  test('EXPLAIN is answered', async () => {
    expect(JSON.stringify(await duckdb.rows('EXPLAIN SELECT 1'))).toContain('physical_plan')
  })
})

describe('bounds', () => {
  test.each([
    ['SELECT range(1000000000)', /range would make a value of more than/],
    ["SELECT repeat('abc', 1000000000)", /repeat would make/],
    ["SELECT lpad('a', 1000000000, 'b')", /lpad would make/],
    ['SELECT len(generate_series(0, 1000000000, 1))', /generate_series would make/],
  ])('%s is refused', async (sql, message) => {
    expect((await failureOf(sql))?.message).toMatch(message)
  })

  test('a query that needs more memory than there may be is told so, and the next one answered', async () => {
    const small = await aDatabase(smallCase, { memory: 64 << 20 })
    const answer = await small.run('SELECT range % 90000000, list(range) FROM range(100000000) GROUP BY 1 ORDER BY 2')
    expect(answer).toMatchObject({ ok: false, code: 'sql-invalid', message: expect.stringContaining('more memory') })
    expect(await small.rows("SELECT count(*) FROM case_table('events', ['id'])")).toEqual([[11]])
  })

  test.each([
    ['a cross join', 'SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range * b.range = -1'],
    [
      'a recursion without end',
      'WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT count(*) FROM t',
    ],
    ['a sort', 'SELECT * FROM range(100000000) ORDER BY hash(range) LIMIT 5 OFFSET 50000000'],
  ])('%s ends when it is cancelled', async (_, sql) => {
    const cancelWord = aCancelWord()
    const answer = duckdb.run(sql, { cancelWord })
    setTimeout(() => Atomics.store(cancelWord, 0, 1), 100)
    expect(await answer).toMatchObject({ ok: false, code: 'cancelled' })
    expect(await duckdb.rows("SELECT count(*) FROM case_table('events', ['id'])")).toEqual([[11]])
  })
})
