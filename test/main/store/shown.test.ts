import { afterAll, expect, test } from 'vitest'
import { rowSet } from '../../../src-main/columns/row-set.ts'
import { neverCancelled } from '../../../src-main/store/cancel.ts'
import { answeredFromColumns } from '../../../src-shared/words/sql.ts'
import { aSnapshot } from './a-snapshot.ts'
import { aStore } from './a-store.ts'

const names = ['GetUser', 'PutUser', 'DeleteUser']
const store = aStore(
  aSnapshot(
    Array.from({ length: 70_000 }, (_, i) => ({
      eventName: names[i % 3],
      ...(i % 7 === 0 ? {} : { awsRegion: `eu-west-${i % 7}` }),
      eventTime: `2024-03-05T10:${String(Math.floor(i / 2000)).padStart(2, '0')}:00Z`,
    })),
  ),
)
afterAll(() => store.close())

/** Every third row and the last one: some on each side of the 65,536 that are counted at once. */
const some = Uint32Array.from([...Array(23_333).keys()].map((i) => 3 * i).concat(69_999))
const sets = { some: rowSet(some, 70_000), none: rowSet(new Uint32Array(), 70_000), all: null }

const rowsOf = (sql: string, shownRows: Uint8Array | null) => {
  const answer = store.database.ask({ sql, limit: 100_000, ticket: neverCancelled, shownRows }, () => {})
  if (!answer.ok) throw new Error(answer.message)
  return answer.value.rows
}

test('the view has the events it is given, and all of them where none are', () => {
  expect(rowsOf('SELECT id FROM shown', sets.some)).toEqual([...some].map((row) => [row + 1]))
  expect(rowsOf('SELECT count(*) FROM shown', sets.none)).toEqual([[0]])
  expect(rowsOf('SELECT count(*) FROM shown', sets.all)).toEqual([[70_000]])
})

test.each([
  'SELECT count(*) FROM {shown}',
  'SELECT eventName, count(*) FROM {shown} GROUP BY 1 ORDER BY 1',
  'SELECT s.eventName AS name, count(*), count(DISTINCT awsRegion), min(s.eventTime) FROM {shown} s GROUP BY 1 ORDER BY 2 DESC, 1',
  "SELECT substr(eventTime, 1, 16) AS minute, count(*) FROM {shown} WHERE eventName <> 'GetUser' GROUP BY 1 HAVING count(*) > 1 ORDER BY 1",
  'SELECT DISTINCT awsRegion FROM {shown} ORDER BY 1',
])('the columns count of it what SQLite counts: %s', (sql) => {
  const named = sql.replace('{shown}', 'shown')
  expect(rowsOf(`EXPLAIN QUERY PLAN ${named}`, sets.some)).toEqual([[0, 0, 0, answeredFromColumns]])
  // A subselect is SQLite's.
  const inSqlite = sql.replace('{shown}', '(SELECT * FROM shown)')
  for (const rows of Object.values(sets)) expect(rowsOf(named, rows)).toEqual(rowsOf(inSqlite, rows))
})

test('it is joined with all events, and a query after it sees all of them again', () => {
  expect(
    rowsOf('SELECT count(*) FROM events e LEFT JOIN shown s ON s.id = e.id WHERE s.id IS NULL', sets.some),
  ).toEqual([[70_000 - some.length]])
  expect(store.rows('SELECT count(*) FROM shown')).toEqual([[70_000]])
})

test('that a query reads it is told, whatever hides its name', () => {
  for (const sql of ['SELECT 1 FROM shown', 'WITH a AS (SELECT eventName FROM "SHOWN") SELECT * FROM a'])
    expect([...store.database.touched(sql)]).toContain('shown')
  for (const sql of ['SELECT 1 FROM events', "SELECT 'shown' FROM events", 'SELECT 1 AS shown'])
    expect([...store.database.touched(sql)]).not.toContain('shown')
})
