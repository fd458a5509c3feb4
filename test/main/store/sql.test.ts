import { afterAll, describe, expect, test } from 'vitest'
import { type Sql, SqlError } from '../../../src-main/store/sql.ts'
import { aSnapshot } from './a-snapshot.ts'
import { aStore } from './a-store.ts'

const store = aStore(aSnapshot([{ eventName: 'GetUser' }, { eventName: 'PutUser' }, {}]))
afterAll(() => store.close())
const sql: Sql = store.database

describe('rows', () => {
  test('are typed by the shape handed in', () => {
    const rows = sql.rows('SELECT id, eventName AS name FROM events', { id: 'number', name: 'text or null' })
    const names: readonly (string | null)[] = rows.map(({ name }) => name)
    expect(names).toEqual(['GetUser', 'PutUser', null])
    expect(rows[0]).toEqual({ id: 1, name: 'GetUser' })
  })

  test.each([
    ['columns of other names', 'SELECT 1 AS b', 'returns b instead of a'],
    ['more columns', 'SELECT 1 AS a, 2 AS b', 'returns a, b instead of a'],
    ['a cell of another type', "SELECT 'x' AS a", 'a is "x" instead of number'],
    ['NULL where there must be a value', 'SELECT NULL AS a', 'a is null instead of number'],
  ])('with %s are a mistake', (_, text, message) => {
    expect(() => sql.rows(text, { a: 'number' })).toThrow(message)
    expect(() => sql.rows(text, { a: 'number' })).not.toThrow(SqlError)
  })

  test('that SQLite refuses are an SqlError', () => {
    expect(() => sql.rows('SELECT a FROM nowhere', { a: 'any' })).toThrow(SqlError)
  })
})

describe('parameters', () => {
  test.each([[1], [0.5], [9_007_199_254_740_991], [-3_000_000_000], ["it's; -- ü𝒳"], [''], [null]])(
    '%j is bound',
    (value) => {
      expect(sql.rows('SELECT :value AS v, :value IS NULL AS n', { v: 'any', n: 'number' }, { value })).toEqual([
        { v: value, n: value === null ? 1 : 0 },
      ])
    },
  )

  test('are the placeholders of the text, no more and no less', () => {
    const text = "SELECT ':c' AS a, :a AS b -- :d"
    expect(() => sql.rows(text, { a: 'any', b: 'any' }, {})).toThrow(':a')
    expect(() => sql.rows(text, { a: 'any', b: 'any' }, { a: 1, c: 2 })).toThrow(':c')
    expect(sql.rows(text, { a: 'any', b: 'any' }, { a: 1 })).toEqual([{ a: ':c', b: 1 }])
  })
})

describe('functions', () => {
  sql.define({
    twice: (value) => Number(value) * 2,
    refuses: () => {
      throw new SqlError('It is not to be had.')
    },
    breaks: () => {
      throw new TypeError('x is undefined')
    },
  })

  test('answer for every row', () => {
    expect(sql.rows('SELECT twice(id) AS n FROM events', { n: 'number' }).map(({ n }) => n)).toEqual([2, 4, 6])
  })

  test('that refuse are a failure of the query', () => {
    expect(store.run('SELECT refuses()')).toEqual({ ok: false, code: 'sql-invalid', message: 'It is not to be had.' })
  })

  test('that break are a bug, with its stack, and the next query is answered', () => {
    expect(() => store.run('SELECT breaks()')).toThrow(TypeError)
    expect(() => sql.rows('SELECT breaks() AS a', { a: 'any' })).toThrow('x is undefined')
    expect(store.run('SELECT refuses()')).toMatchObject({ code: 'sql-invalid' })
    expect(store.rows('SELECT twice(4)')).toEqual([[8]])
  })
})
