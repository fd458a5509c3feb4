import { afterAll, expect, test, vi } from 'vitest'
import { type Part, parts } from '../../../src-main/store/parts.ts'
import { SqlError } from '../../../src-main/store/sql.ts'
import { Statement } from '../../../src-main/store/statement.ts'
import { anUnjudgedStore } from './a-store.ts'
import { smallCase } from './small-case.ts'

const store = anUnjudgedStore(smallCase)
const { database } = store
afterAll(() => store.close())

const aboutEvents = [
  'SELECT count(*) FROM events',
  'SELECT eventName, count(*) AS n FROM events GROUP BY 1 ORDER BY 2 DESC, 1',
  "SELECT e.eventID, c.offset FROM copies c JOIN events e ON e.id = c.event WHERE e.eventName LIKE '%Object'",
  'WITH failed AS (SELECT * FROM events) SELECT eventID FROM failed WHERE errorCode IS NOT NULL -- logVerdict',
  "SELECT 'files', accessKeyId FROM events WHERE accessKeyId IN (SELECT issuedAccessKeyId FROM events)",
  'VALUES (1)',
]

const laterParts = (sql: string) => [...database.touched(sql)].filter((part) => part !== 'events').sort()

test.each(aboutEvents)('%s has its answer before files are judged, and the same one after', (sql) => {
  expect(laterParts(sql)).toEqual([])
})

const aboutFiles: readonly (readonly [string, ...Part[]])[] = [
  ['SELECT logVerdict FROM events', 'verdicts'],
  ['SELECT * FROM events LIMIT 1', 'files', 'lookups', 'records', 'sessions', 'verdicts'],
  ['SELECT country FROM events', 'lookups'],
  ["SELECT eventID FROM events WHERE file LIKE 'one%'", 'files'],
  ['SELECT max(eventTime) FROM events GROUP BY logVerdict', 'verdicts'],
  ['SELECT count(*) FROM files', 'files'],
  ['SELECT max(id) FROM "files"', 'files'],
  ['SELECT verdict FROM files', 'files', 'verdicts'],
  ['SELECT 1 FROM events WHERE EXISTS (SELECT 1 FROM files)', 'files'],
  ['SELECT * FROM coverage', 'coverage'],
  ['SELECT kind, count(*) FROM absences GROUP BY kind', 'absences'],
  ['SELECT session, origin FROM events', 'sessions'],
  ['SELECT count(*) FROM sessions', 'sessions'],
  ['SELECT joinedBy FROM session_hops', 'sessions'],
  ['SELECT count(*) FROM findings', 'findings'],
  ['SELECT title FROM findings', 'findings'],
  ['SELECT e.eventName FROM events e JOIN finding_events f ON f.event = e.id WHERE f.finding = 1', 'findings'],
  ['SELECT bytes FROM files WHERE id = 1 OR id = 2', 'files'],
  ['WITH v AS (SELECT logVerdict AS x FROM events) SELECT count(x) FROM v', 'verdicts'],
  ["SELECT field(id, 'requestParameters.bucketName') FROM events", 'records'],
  ['SELECT Record(id) FROM events', 'records'],
  ['SELECT requestParameters FROM events', 'records'],
]

test.each(aboutFiles)('%s touches what is there later', (sql, ...later) => {
  expect(laterParts(sql)).toEqual(later)
})

test.each([';', ' ;; ', '-- a comment\n', '/* EXPLAIN */;', '\uFEFF', '\uFEFF;-- a\n;'])(
  'what stands before a query changes nothing: %j',
  (before) => {
    for (const [sql, ...later] of aboutFiles) expect([sql, ...laterParts(`${before}${sql};`)]).toEqual([sql, ...later])
  },
)

test('what is called touches events', () => {
  expect([...database.touched('SELECT count(*) FROM events')]).toEqual(['events'])
})

test.each([
  'SELECT nothing FROM events',
  'DELETE FROM files',
  'SELECT 1; SELECT logVerdict FROM events',
  'EXPLAIN SELECT logVerdict FROM events',
  'SELECT logVerdict FROM',
  '',
])('“%s” touches nothing and does nothing', (sql) => {
  expect(database.touched(sql)).toEqual(new Set())
  expect(store.rows('SELECT count(*) FROM files')).toEqual([[0]])
})

test('a query that can be prepared but not explained touches everything', () => {
  const spy = vi.spyOn(Statement.prototype, 'all').mockImplementationOnce(() => {
    throw new SqlError('no EXPLAIN')
  })
  expect([...database.touched('SELECT 1')].sort()).toEqual([...parts].sort())
  spy.mockRestore()
})

test('answers given before are those given after', () => {
  const ask = () => aboutEvents.map((sql) => store.rows(sql))
  const before = ask()
  store.judge(smallCase)
  expect(ask()).toEqual(before)
})
