// biome-ignore-all lint/suspicious/noTemplateCurlyInString: parameters of SQL are written so.
import { expect, test } from 'vitest'
import { parametersIn } from '../../../../src-shared/sql/dialects/parameters.ts'
import { prepare } from '../../../../src-shared/sql/dialects/prepare.ts'

test('every form of an open value is listed, with its type and places', () => {
  const sql =
    "SELECT eventname FROM logs WHERE useridentity.arn = :arn AND eventname = '${name}' AND sourceipaddress = ? LIMIT ${rows}"
  expect(
    parametersIn(sql).map(({ name, type, places }) => [
      name,
      type,
      ...places.map(({ from, until }) => sql.slice(from, until)),
    ]),
  ).toEqual([
    ['arn', 'text', ':arn'],
    ['name', 'text', '${name}'],
    ['1', 'text', '?'],
    ['rows', 'number', '${rows}'],
  ])
})

test('a name that bounds a time from both sides is two values', () => {
  const sql = "SELECT eventName FROM $EDS_ID WHERE eventTime >= '${date_filter}' AND eventTime <= '${date_filter}'"
  expect(parametersIn(sql).map(({ name, type }) => [name, type])).toEqual([
    ['date_filter_from', 'time'],
    ['date_filter_until', 'time'],
  ])
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

test('a value that is not given is named', () => {
  const prepared = prepare('SELECT eventname FROM logs WHERE eventname = :name', { dialect: 'athena' })
  expect(prepared).toMatchObject({ ok: false, message: 'The query leaves name open: give a value.' })
})
