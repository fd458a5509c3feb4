import { expect, test } from 'vitest'
import { sentQuery } from '../../../../src-shared/sql/remote/remote-query.ts'
import { estimatesIn } from '../../../../src-shared/sql/remote/scan-estimate.ts'

const days = { first: '2024-03-05', last: '2024-03-07' }

test('a query is sent as it is, to its last sign', () => {
  const sent = sentQuery('-- who\nSELECT eventName FROM events;\n', null)
  expect(sent).toMatchObject({ ok: true, value: { sql: '-- who\nSELECT eventName FROM events' } })
})

test('days narrow the views, before the names that the query itself gives, and places are those of its text', () => {
  for (const text of ['SELECT\n  foo FROM events', 'WITH x AS (SELECT 1)\nSELECT foo FROM x, events']) {
    const sent = sentQuery(text, days)
    if (!sent.ok) throw new Error(sent.message)
    const { sql, told } = sent.value
    expect(sql).toMatch(
      /^WITH event_records AS \(SELECT \* FROM event_records WHERE "day" BETWEEN '2024\/03\/05' AND '2024\/03\/07'\),\nevents AS /,
    )
    expect(sql.match(/\bWITH\b/g)).toHaveLength(1)
    const lines = sql.split('\n')
    const at = lines.findLastIndex((line) => line.includes('foo')) + 1
    const place = (line: number) => `line ${line}:3: Column 'foo' cannot be resolved`
    expect(told(place(at))).toBe(place(2))
  }
})

test.each([
  ['', 'no query'],
  ['SELECT 1; SELECT 2', 'more than one'],
  ['DROP TABLE cloudtrail_files', 'DROP is refused'],
  ['EXPLAIN ANALYZE INSERT INTO t SELECT 1', 'INSERT is refused'],
  ['UNLOAD (SELECT 1) TO \'s3://b/\'', 'UNLOAD is refused'],
  ['SELECT count(*) FROM cloudtrail_files', 'Without a condition on day, cloudtrail_files'],
  ['SELECT count(*) FROM hive."default"."CLOUDTRAIL_FILES_2"', 'Without a condition on day'],
])('%s is not sent', (text, said) => {
  const sent = sentQuery(text, null)
  expect(!sent.ok && sent.message).toContain(said)
}) // biome-ignore format: a table

test('a condition on day, and a description, are let through', () => {
  for (const text of ["SELECT count(*) FROM cloudtrail_files WHERE day = '2024/03/05'", 'DESCRIBE cloudtrail_files'])
    expect(sentQuery(text, null)).toMatchObject({ ok: true })
})

test('days are refused where they could not be added', () => {
  for (const text of ['SHOW TABLES', 'WITH RECURSIVE t(n) AS (SELECT 1) SELECT * FROM t'])
    expect(sentQuery(text, days)).toMatchObject({ ok: false, code: 'query' })
})

test('a plan tells folders by the values that the conditions leave, and no bytes without statistics', () => {
  const one = (value: string) => ({ low: { value, bound: 'EXACTLY' }, high: { value, bound: 'EXACTLY' } })
  const plan = (ranges: readonly object[]) =>
    JSON.stringify({
      inputTableColumnInfos: [
        {
          table: { catalog: 'hive', schemaTable: { schema: 'default', table: 'cloudtrail_files' } },
          constraint: { columnConstraints: [{ domain: { ranges } }, { domain: { ranges: [one('a'), one('b')] } }] },
          estimate: { outputSizeInBytes: 'NaN' },
        },
      ],
    })
  const table = 'hive.default.cloudtrail_files'
  expect(estimatesIn(plan([one('2024/03/05'), one('2024/03/06'), one('2024/03/07')]))).toEqual([
    { table, folders: 6, bytes: null },
  ])
  const open = { low: { value: '2024', bound: 'ABOVE' }, high: { bound: 'BELOW' } }
  expect(estimatesIn(plan([open]))).toMatchObject([{ folders: null }])
  expect(estimatesIn('Fragment 0')).toBeNull()
})
