import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dialectOf } from '../../../../src-shared/sql/dialects/dialect-of.ts'
import { prepare } from '../../../../src-shared/sql/dialects/prepare.ts'
import { repairOf } from '../../../../src-shared/sql/dialects/repair.ts'

test.each([
  ['SELECT eventName FROM $EDS_ID', 'lake'],
  ['SELECT eventName FROM <event data store id>', 'lake'],
  ['SELECT eventName FROM a1b2c3d4-5678-90ab-cdef-EXAMPLE11111', 'lake'],
  ["SELECT element_at(requestParameters, 'x') FROM my_store", 'lake'],
  ['SELECT eventJson FROM my_store', 'lake'],
  ['SELECT eventname FROM cloudtrail_logs', 'athena'],
  ['SELECT eventname FROM "default"."trail_of_ours" t', 'athena'],
  ["SELECT count(*) FROM events WHERE regexp_like(eventName, 'x')", 'athena'],
  ["SELECT count(*) FROM events WHERE eventTime > now() - interval '1' day", 'athena'],
  ['SHOW PARTITIONS cloudtrail_logs', 'athena'],
  ['SELECT eventName FROM events', 'sqlite'],
  ["SELECT field(id, 'requestParameters.x') FROM events", 'sqlite'],
  ['WITH n AS (SELECT count(*) c FROM events) SELECT c FROM n', 'sqlite'],
  ['SELECT 1', 'sqlite'],
  ['', 'sqlite'],
])('%s is told to be of %s', (sql, dialect) => {
  expect(dialectOf(sql)).toMatchObject({ dialect })
})

test('the reason is told', () => {
  expect(dialectOf('SELECT eventname FROM trail').because).toBe(
    'trail is no table of the case: it is taken for one of CloudTrail’s logs.',
  )
})

test('a megabyte of text is told by its first characters, and that is said', () => {
  const long = `SELECT eventname FROM trail WHERE eventname IN (${"'x', ".repeat(200_000)}'y')`
  expect(dialectOf(long)).toEqual({
    dialect: 'athena',
    because:
      'trail is no table of the case: it is taken for one of CloudTrail’s logs (of this text its first 100,000 characters tell).',
  })
})

test('any text is told, however broken', () => {
  const pieces = [
    'SELECT',
    ' ',
    'FROM',
    ' t',
    '(',
    ')',
    '[',
    ']',
    ',',
    ' AS',
    "'x",
    '"',
    '.',
    ' UNNEST',
    ' WITH',
    ' JOIN',
    '<',
    '$x',
    '->',
    ' ORDER BY',
  ]
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), (parts) => {
      const sql = parts.join('')
      expect(['sqlite', 'lake', 'athena']).toContain(dialectOf(sql).dialect)
      expect(prepare(sql, { dialect: 'athena' }).ok).toBeTypeOf('boolean')
      repairOf(sql)
    }),
    { examples: [[['SELECT', ',']]] },
  )
})
