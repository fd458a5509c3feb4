import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parametersOf, withTexts, withValues } from '../../../src-shared/sql/parameters.ts'
import { tokenize } from '../../../src-shared/sql/tokens.ts'

const text = (value: string) => ({ type: 'text', text: value }) as const

test.each([
  ['SELECT 1 FROM events WHERE eventName = :api', [['api', 'text', 'eventName']]],
  ['… WHERE e.eventname <> @api AND :key = e.accessKeyId', [['api', 'text', 'eventName'], ['key', 'text', 'accessKeyId']]],
  ['… WHERE userIdentity.arn LIKE \u0024{who} LIMIT :n', [['who', 'text', 'userIdentityArn'], ['n', 'number', null]]],
  ['… WHERE copies > ? AND requestParametersBytes BETWEEN ? AND ?', [['?1', 'text', null], ['?2', 'number', 'requestParametersBytes'], ['?3', 'number', 'requestParametersBytes']]],
  ["… WHERE awsRegion NOT IN ('us-east-1', :region, ?2)", [['region', 'text', 'awsRegion'], ['?2', 'text', 'awsRegion']]],
  ["… WHERE eventTime > '\u0024{date} 00:00:00'", [['date', 'text', 'eventTime']]],
  ['SELECT :x, :x FROM events WHERE errorCode = :x', [['x', 'text', 'errorCode']]],
  ['… WHERE max(eventTimeMs) > :x', [['x', 'text', null]]],
  ['SELECT eventName FROM $EDS_ID e JOIN \u0024{other} ON e.x::date = 1', []],
  ['… WHERE userIdentity.accountId NOT IN ({accounts}) AND arn = \'{who}\'', [['accounts', 'text', 'userIdentityAccountId']]],
  ["SELECT ':a', \":b\", -- :c\n1", []],
])('the parameters of %s', (sql, expected) => {
  expect(parametersOf(sql).map(({ name, type, column }) => [name, type, column])).toEqual(expected)
}) // biome-ignore format: a table

test('one name in braces that is both bounds of something is two values', () => {
  const sql = "… WHERE eventTime > '\u0024{date}' AND eventTime < '\u0024{date}'"
  expect(parametersOf(sql).map(({ name }) => name)).toEqual(['date_from', 'date_until'])
  expect(withValues(sql, { date_from: text('2024-03-05'), date_until: text('2024-03-06') })).toMatchObject({
    ok: true,
    value: { sql: "… WHERE eventTime > '2024-03-05' AND eventTime < '2024-03-06'" },
  })
  expect(parametersOf(sql.replaceAll("'\u0024{date}'", ':date')).map(({ name }) => name)).toEqual(['date'])
})

test('values are literals, quoted, as often as a name stands there', () => {
  expect(
    withValues("SELECT :a, ?, '\u0024{b}-x', :a, :n, :none", {
      a: text("it's"),
      '?1': { type: 'number', text: ' -1.5 ' },
      b: text("o'"),
      n: { type: 'number', text: '7' },
      none: { type: 'null', text: '' },
    }),
  ).toMatchObject({ ok: true, value: { sql: "SELECT 'it''s', -1.5, 'o''-x', 'it''s', 7, NULL" } })
})

test('a value that is missing, or no number, is said by its name', () => {
  expect(withValues('SELECT :a', {})).toMatchObject({
    ok: false,
    code: 'parameter-missing',
    message: 'The parameter a has no value.',
  })
  expect(withValues('SELECT :toString', {})).toMatchObject({ ok: false, code: 'parameter-missing' })
  const answer = withValues('LIMIT :n', { n: { type: 'number', text: '1; SELECT 2' } })
  expect(answer).toMatchObject({ ok: false, code: 'parameter-invalid' })
})

test('a place in the text with values is told as one of the typed text', () => {
  const sql = "SELECT :a, '\u0024{b}x' FROM y"
  const filled = withTexts(sql, { a: 'a long text', b: '' })
  if (!filled.ok) throw new Error(filled.message)
  const { sql: text, typedAt } = filled.value
  expect(text).toBe("SELECT 'a long text', 'x' FROM y")
  expect(sql.slice(typedAt(text.indexOf('y')))).toBe('y')
  expect(sql.slice(typedAt(text.indexOf('long'))).slice(0, 2)).toBe(':a')
  expect(sql.slice(typedAt(text.indexOf("x'"))).slice(0, 2)).toBe("x'")
})

test('texts of a command line are numbers where only one may stand', () => {
  expect(
    withTexts("… WHERE a = ?1 AND b > '\u0024{day}' AND b < '\u0024{day}' LIMIT :n", { 1: '7', day: 'd', n: '7' }),
  ).toMatchObject({
    ok: true,
    value: { sql: "… WHERE a = '7' AND b > 'd' AND b < 'd' LIMIT 7" },
  })
})

test('whatever a value is, it stays one text', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (value) => {
      const filled = withValues("SELECT :a, '\u0024{a}'", { a: text(value) })
      const tokens = filled.ok ? tokenize(filled.value.sql).filter(({ kind }) => kind === 'string') : []
      fc.pre(!value.includes('\0'))
      expect(tokens.map(({ text: piece }) => piece.slice(1, -1).replaceAll("''", "'"))).toEqual([value, value])
    }),
  ))
