// biome-ignore-all lint/suspicious/noTemplateCurlyInString: parameters of SQL are written so.
import { expect, test } from 'vitest'
import { prepare } from '../../../../src-shared/sql/dialects/prepare.ts'
import { parametersOf } from '../../../../src-shared/sql/parameters.ts'

test('a name that bounds a time from both sides is two values, or one that is given for both', () => {
  const sql = "SELECT eventName FROM $EDS_ID WHERE eventTime >= '${date_filter}' AND eventTime <= '${date_filter}'"
  expect(parametersOf(sql).map(({ name }) => name)).toEqual(['date_filter_from', 'date_filter_until'])
  const filled = (parameters: Readonly<Record<string, string>>) => {
    const prepared = prepare(sql, { dialect: 'lake', parameters })
    return prepared.ok ? prepared.value.sql.replace(/^.*WHERE /, '') : prepared.message
  }
  expect(filled({ date_filter_from: '2024-01-01', date_filter_until: '2024-02-01' })).toBe(
    "eventTime >= '2024-01-01' AND eventTime <= '2024-02-01'",
  )
  expect(filled({ date_filter: '2024-01-01' })).toBe("eventTime >= '2024-01-01' AND eventTime <= '2024-01-01'")
})

test('values become literals, whatever they hold', () => {
  const prepared = prepare(
    "SELECT eventname FROM logs WHERE eventname = :name OR eventname LIKE '%${part}%' LIMIT :rows",
    {
      dialect: 'athena',
      parameters: { name: "x' OR 1=1 --", part: "o'b", rows: '5' },
    },
  )
  expect(prepared.ok && prepared.value.sql).toContain("eventname = 'x'' OR 1=1 --' OR eventname LIKE '%o''b%' LIMIT 5")
})

test('a place of an error is that of the typed text', () => {
  const typed = 'SELECT eventname FROM logs WHERE eventname = :name AND eventname = 5'
  const prepared = prepare(typed, { dialect: 'athena', parameters: { name: 'a value longer than its name' } })
  expect(prepared.ok || (prepared.place && typed.slice(prepared.place.from, prepared.place.until))).toBe('5')
})

test('a value that is not given is named', () => {
  const prepared = prepare('SELECT eventname FROM logs WHERE eventname = :name', { dialect: 'athena' })
  expect(prepared).toMatchObject({ ok: false, message: 'The parameter name has no value.' })
})
