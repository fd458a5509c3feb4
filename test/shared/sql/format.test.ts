import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatSql } from '../../../src-shared/sql/format/format.ts'
import { tokenize } from '../../../src-shared/sql/tokens.ts'

const lines = (...text: readonly string[]) => `${text.join('\n')}\n`

describe('a query is set out in lines', () => {
  test('one line a clause, keywords in capitals, names and functions as they are written', () =>
    expect(formatSql('select eventName,Count(*) n from events where x=1 group by 1 order by n desc limit 5')).toBe(
      lines('SELECT eventName, Count(*) n', 'FROM events', 'WHERE x = 1', 'GROUP BY 1', 'ORDER BY n DESC', 'LIMIT 5'),
    ))

  test('a long clause is broken at its commas, and at AND, but not at that of BETWEEN', () => {
    const columns = [
      'eventName',
      'eventSource',
      'userIdentityArn',
      'sourceIPAddress',
      'userAgent',
      'errorCode',
      'errorMessage',
    ]
    expect(
      formatSql(
        `SELECT ${columns.join(', ')}, max(eventTime) AS last_seen FROM events WHERE eventTimeMs BETWEEN 1709600000000 AND 1709700000000 AND eventName IN ('AssumeRole', 'GetSessionToken') OR isError`,
      ),
    ).toBe(
      lines(
        'SELECT',
        ...columns.map((name) => `  ${name},`),
        '  max(eventTime) AS last_seen',
        'FROM events',
        'WHERE eventTimeMs BETWEEN 1709600000000 AND 1709700000000',
        "  AND eventName IN ('AssumeRole', 'GetSessionToken')",
        '  OR isError',
      ),
    )
  })

  test('a long query within another is set out below it', () =>
    expect(
      formatSql(
        "with denied as (select userIdentityArn, count(*) as n from events where errorCode = 'AccessDenied' group by 1 having count(*) > 10) select * from denied left join files f on f.id = denied.n",
      ),
    ).toBe(
      lines(
        'WITH denied AS (',
        '  SELECT userIdentityArn, count(*) AS n',
        '  FROM events',
        "  WHERE errorCode = 'AccessDenied'",
        '  GROUP BY 1',
        '  HAVING count(*) > 10',
        ')',
        'SELECT *',
        'FROM denied',
        'LEFT JOIN files f ON f.id = denied.n',
      ),
    ))

  test('comments stay with what they are about', () =>
    expect(formatSql('-- title: one\nselect a, -- of a\n  -- of b\n  b from t -- the end')).toBe(
      lines('-- title: one', 'SELECT', '  a, -- of a', '  -- of b', '  b', 'FROM t -- the end'),
    ))

  test('statements stand apart', () => expect(formatSql('select 1;select 2')).toBe(lines('SELECT 1;', '', 'SELECT 2')))
})

test('a keyword beside a dot is a name, with space between them, too', () => {
  const once = formatSql('select SELECT . x from t . end')
  expect(once).toBe(lines('SELECT SELECT.x', 'FROM t.end'))
  expect(formatSql(once)).toBe(once)
})

test.each([
  ['placeholders of Lake', "SELECT eventName FROM $EDS_ID WHERE x = '\u0024{date}'"],
  ['a store in angle brackets', 'SELECT 1 FROM <EDS ID>'],
  ['an id that is no name', 'SELECT 1 FROM 3fa85f64-5717-4562-b3fc-2c963f66afa6'],
  ['lambdas and subscripts', 'SELECT filter(a, x -> x>1)[1], left(b, 2), LEFT(c, 3)'],
  ['names that are keywords elsewhere', 'SELECT t.end, "select" FROM t'],
])('%s keep their form', (_, sql) => expect(formatSql(sql).replace(/\n(?!$)/g, ' ')).toBe(`${sql}\n`))

test.each(["SELECT 'abc", 'SELECT 1 /* and so on', 'SELECT "a', '  ', ''])(
  '%s, which has no end, stays as it is',
  (sql) => expect(formatSql(sql)).toBe(sql),
)

test('ten thousand parentheses, and a megabyte of names', () => {
  const deep = `SELECT ${'('.repeat(10_000)}1${')'.repeat(10_000)}`
  expect(formatSql(deep).replace(/\s/g, '')).toBe(deep.replace(/\s/g, ''))
  const wide = `SELECT ${Array.from({ length: 100_000 }, (_, i) => `column${i}`).join(',')} FROM t`
  expect(formatSql(wide).split('\n')).toHaveLength(100_003)
})

const words = [
  'select', 'SELECT', 'from', 'where', 'group by', 'order', 'by', 'having', 'and', 'or', 'between', 'case', 'when', 'end',
  'join', 'left', 'on', 'union all', 'with', 'over', 'in', 'limit', 'a', 'count', 't.end', '"q"', '`b`', '[c d]', "'it''s'",
  '1', '1.5', '.5', '0x1f', '?', ':p', '\u0024{p q}', '$EDS', '(', ')', ',', ';', '.', '=', '<', '>', '<=', '<>', '||', '->',
  '*', '-', '/', '/* c */', '/* c\n d */', '-- e\n', "x'ab'",
] as const // biome-ignore format: a list
const text = fc
  .array(fc.tuple(fc.constantFrom(...words), fc.constantFrom('', ' ', '\n', '  \n ')), { maxLength: 60 })
  .map((parts) => parts.flat().join(''))

/** What a text says: its tokens without space, keywords in any case of letters. */
const saidBy = (sql: string) =>
  tokenize(sql)
    .filter(({ kind }) => kind !== 'space')
    .map(({ kind, text: piece }) => [kind, kind === 'word' ? piece.toLowerCase() : piece.trimEnd()])

test('whatever is written, it says the same afterwards', () => {
  const saysTheSame = (sql: string) => {
    expect(saidBy(formatSql(sql))).toEqual(saidBy(sql))
  }
  fc.assert(fc.property(text, saysTheSame), { numRuns: 1_000 })
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), saysTheSame))
})

test('what is set out once stays so', () => {
  fc.assert(
    fc.property(text, (sql) => {
      expect(formatSql(formatSql(sql))).toBe(formatSql(sql))
    }),
  )
})
