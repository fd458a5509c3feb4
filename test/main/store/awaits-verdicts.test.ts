import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterAll, expect, test } from 'vitest'
import { buildDatabase } from '../../../src-main/store/build.ts'
import { Cancellation } from '../../../src-main/store/cancel.ts'
import { loadSqlite } from '../../../src-main/store/sqlite.ts'
import { smallCase } from './small-case.ts'

const wasm = createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm')
const readRecord = () => {
  throw new Error('There are no files to read from yet.')
}
const cancellation = new Cancellation(new Int32Array(new SharedArrayBuffer(4)))
const database = buildDatabase(await loadSqlite(readFileSync(wasm)), smallCase, { readRecord, cancellation })
afterAll(() => database.close())

const aboutEvents = [
  'SELECT count(*) FROM events',
  'SELECT eventName, count(*) AS n FROM events GROUP BY 1 ORDER BY 2 DESC, 1',
  "SELECT e.eventID, c.offset FROM copies c JOIN events e ON e.id = c.event WHERE e.eventName LIKE '%Object'",
  'WITH failed AS (SELECT * FROM events) SELECT eventID FROM failed WHERE errorCode IS NOT NULL -- logVerdict',
  "SELECT 'files', accessKeyId FROM events WHERE accessKeyId IN (SELECT issuedAccessKeyId FROM events)",
  'VALUES (1)',
]

test.each(aboutEvents)('%s has its answer before files are judged, and the same one after', (sql) => {
  expect(database.awaitsVerdicts(sql)).toBe(false)
})

test.each([
  'SELECT logVerdict FROM events',
  'SELECT * FROM events LIMIT 1',
  "SELECT eventID FROM events WHERE file LIKE 'one%'",
  'SELECT max(eventTime) FROM events GROUP BY logVerdict',
  'SELECT count(*) FROM files',
  'SELECT 1 FROM events WHERE EXISTS (SELECT 1 FROM files)',
  'SELECT * FROM coverage',
  'WITH v AS (SELECT logVerdict AS x FROM events) SELECT count(x) FROM v',
  "SELECT field(id, 'requestParameters.bucketName') FROM events",
  'SELECT Record(id) FROM events',
  'SELECT requestParameters FROM events',
])('%s awaits the verdicts', (sql) => {
  expect(database.awaitsVerdicts(sql)).toBe(true)
})

test.each([
  'SELECT nothing FROM events',
  'DELETE FROM files',
  'SELECT 1; SELECT logVerdict FROM events',
  'EXPLAIN SELECT 1',
  '',
])('nothing is awaited for “%s”, which is refused as it is', (sql) => {
  const files = database.db.exec('SELECT count(*) FROM files')
  database.awaitsVerdicts(sql)
  expect(database.db.exec('SELECT count(*) FROM files')).toEqual(files)
})

test('answers given before are those given after', () => {
  const ask = () => aboutEvents.map((sql) => database.db.exec(sql))
  const before = ask()
  database.judge(smallCase)
  expect(ask()).toEqual(before)
})
