import { expect, test } from 'vitest'
import { filled } from '../../../src-main/engine/filled.ts'

test('a parameter without a value is said to have none: SQLite would be asked a question that nobody asked', () => {
  expect(filled({ sql: 'SELECT * FROM events WHERE eventName = :name' })).toEqual({
    ok: false,
    code: 'sql-invalid',
    message: 'The parameter name has no value.',
  })
})

test('values stand as literals, and a text without parameters stays as it is', () => {
  const sql = "SELECT ':name' FROM events WHERE eventName = :name LIMIT 3"
  expect(filled({ sql, parameters: { name: "O'Brien" } })).toMatchObject({
    ok: true,
    value: "SELECT ':name' FROM events WHERE eventName = 'O''Brien' LIMIT 3",
  })
  expect(filled({ sql: 'SELECT 1' })).toMatchObject({ ok: true, value: 'SELECT 1' })
})
