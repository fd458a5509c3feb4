import { expect, test } from 'vitest'
import { columnNames } from '../../../../src-shared/model/columns.ts'
import type { SeenPlace, TrailPlace } from '../../../../src-shared/model/trail-place.ts'
import { ddlOf } from '../../../../src-shared/sql/ddl/ddl.ts'
import { locationAt, placesAt } from '../../../../src-shared/sql/ddl/places.ts'
import { tokenize } from '../../../../src-shared/sql/tokens.ts'
import { tableNotes } from '../../../../src-shared/words/remote.ts'
import { expectGolden } from '../../../golden/golden.ts'

const place: TrailPlace = {
  location: 's3://trail-logs/AWSLogs/',
  accounts: ['111122223333', '444455556666'],
  families: ['CloudTrail'],
  regions: ['eu-west-1', 'us-east-1'],
  days: { first: '2024-02-28', last: '2024-03-07' },
}
const organization: TrailPlace = {
  ...place,
  location: 's3://org-logs/AWSLogs/o-exampleorgid/',
  days: { first: '2024-01-01', last: '2024-03-01' },
}
/** As the engines write what is projected. */
const folders = ['account', 'family', 'region', 'day'].map((name) => `\${${name}}`).join('/')
const sqlOf = (...given: Parameters<typeof ddlOf>) => ddlOf(...given).map(({ sql }) => sql)

test.each(['athena', 'trino'] as const)('the statements for %s', (engine) => {
  expectGolden(`ddl/${engine}.sql`, `${sqlOf(engine, [place]).join(';\n\n')};\n`)
})

test('events of both engines have every column that events have here, once', () => {
  const [, records = '', events = ''] = sqlOf('athena', [place])
  for (const name of columnNames)
    for (const view of [records, events]) expect(view.split(`"${name}"`).length, name).toBeGreaterThan(1)
  expect(sqlOf('trino', [place])[2]).toBe(events.replace('VIEW events AS', 'VIEW events SECURITY INVOKER AS'))
})

test('two places are two tables and one view over the days of both', () => {
  const [first, second, records = '', ...more] = ddlOf('trino', [place, organization])
  expect(first?.sql).toContain(`'s3://trail-logs/AWSLogs/${folders}'`)
  expect(second?.sql).toContain(`'s3://org-logs/AWSLogs/o-exampleorgid/${folders}'`)
  expect(records).toMatchObject({ creates: 'event_records' })
  const { sql } = records as { sql: string }
  expect(sql.match(/FROM cloudtrail_files(_2)?$/gm)).toHaveLength(2)
  expect(sql.match(/BETWEEN '2024\/01\/01' AND '2024\/03\/07'/g)).toHaveLength(2)
  expect(more.map(({ creates }) => creates)).toEqual(['events', 'resources'])
})

test('a name with a quote stays a text', () => {
  const [table = ''] = sqlOf('athena', [{ ...place, location: "s3://trail-logs/it's/AWSLogs/" }])
  expect(tokenize(table).every(({ isClosed }) => isClosed)).toBe(true)
  expect(table).toContain("LOCATION 's3://trail-logs/it''s/AWSLogs/'")
})

test('an address may lead to AWSLogs, into it, or to the organization', () => {
  const org = 'o-exampleorgid'
  expect(locationAt('s3://b', null)).toBe('s3://b/AWSLogs/')
  expect(locationAt('s3://b/prefix/AWSLogs', null)).toBe('s3://b/prefix/AWSLogs/')
  expect(locationAt('s3://b/AWSLogs/', org)).toBe('s3://b/AWSLogs/o-exampleorgid/')
  expect(locationAt('s3://b/AWSLogs/o-exampleorgid', org)).toBe('s3://b/AWSLogs/o-exampleorgid/')
})

test('places that lack a bucket are counted where no address is given', () => {
  const seen: SeenPlace = { ...place, location: null, organization: null, files: 3 }
  const known: SeenPlace = { ...seen, location: place.location }
  expect(placesAt([seen, known], null)).toEqual({ places: [place], lacking: 1 })
  expect(placesAt([seen], 's3://trail-logs')).toEqual({ places: [place], lacking: 0 })
})

test('what is not read is said, with the number of folders', () => {
  const [note] = tableNotes([place])
  expect(note).toContain('111122223333, 444455556666')
  // 2 accounts, 1 family, 2 Regions, 9 days of a leap year.
  expect(note).toContain('36 folders')
})

test('a range of one day, which Trino refuses, goes to the next, and the views keep to the day', () => {
  const [table = '', records = ''] = sqlOf('trino', [{ ...place, days: { first: '2024-02-28', last: '2024-02-28' } }])
  expect(table).toContain("ARRAY['2024/02/28', '2024/02/29']")
  expect(records).toContain("BETWEEN '2024/02/28' AND '2024/02/28'")
})
