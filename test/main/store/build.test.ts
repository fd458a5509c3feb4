import { afterAll, expect, test } from 'vitest'
import { aFile, aSnapshot } from './a-snapshot.ts'
import { aStore } from './a-store.ts'

const snapshot = aSnapshot(
  [
    {
      eventTime: '2024-03-05T10:15:00.250Z',
      eventID: '0f0e0d0c-0b0a-4908-8706-050403020100',
      requestID: 'TX4CAN1DEXAMPLE1',
      eventName: 'GetObject',
      readOnly: true,
      managementEvent: false,
      requestParametersBytes: 0,
      bucketName: 'exämple',
      file: 1,
      copiesIn: [0, 1],
      conflicting: true,
      resources: [{ arn: 'arn:aws:s3:::exämple', accountId: '111122223333', type: 'AWS::S3::Bucket' }, { type: 'x' }],
    },
    {
      eventTime: '2024-03-05T10:00:00Z',
      eventID: 'Not a UUID, and longer than sixteen: ü',
      eventName: 'AssumeRole',
      issuedAccessKeyId: 'ASIAEXAMPLE',
    },
    { eventName: 'NoTime', requestParametersBytes: 12, accessKeyId: 'ASIAEXAMPLE', userName: 'a\u0000b' },
  ],
  [aFile('one.json.gz'), aFile('two.json.gz', 'invalid'), aFile('digest.json.gz', null)],
)
const store = aStore(snapshot)
afterAll(() => store.close())

test.each([
  ['text, in order of eventTime', 'eventName', ['AssumeRole', 'GetObject', 'NoTime']],
  ['text beyond ASCII', 'bucketName', [null, 'exämple', null]],
  ['text with NUL', 'userName', [null, null, 'a\u0000b']],
  ['times as ISO text', 'eventTime', ['2024-03-05T10:00:00Z', '2024-03-05T10:15:00.250Z', null]],
  ['times as milliseconds', 'eventTimeMs', [1709632800000, 1709633700250, null]],
  ['ids', 'eventID', ['Not a UUID, and longer than sixteen: ü', '0f0e0d0c-0b0a-4908-8706-050403020100', null]],
  ['short ids', 'requestID', [null, 'TX4CAN1DEXAMPLE1', null]],
  ['true', 'readOnly', [null, 1, null]],
  ['false', 'managementEvent', [null, 0, null]],
  ['sizes, of which 0 is not NULL', 'requestParametersBytes', [null, 0, 12]],
  ['numbers', 'id', [1, 2, 3]],
  ['file', 'file', ['one.json.gz', 'two.json.gz', 'one.json.gz']],
  ['file number', 'fileId', [1, 2, 1]],
  ['position in the file', 'recordIndex', [0, 0, 1]],
  ['verdict of the file', 'logVerdict', ['verified', 'invalid', 'verified']],
  ['copies', 'copies', [1, 3, 1]],
  ['conflict', 'conflicting', [0, 1, 0]],
])('events has %s', (_, column, values) => {
  expect(store.rows(`SELECT ${column} FROM events ORDER BY id`).flat()).toEqual(values)
})

test('resources and copies lead to their event', () => {
  expect(
    store.rows('SELECT eventName, r.arn, r.accountId, r.type FROM resources r JOIN events e ON e.id = r.event'),
  ).toEqual([
    ['GetObject', 'arn:aws:s3:::exämple', '111122223333', 'AWS::S3::Bucket'],
    ['GetObject', null, null, 'x'],
  ])
  expect(store.rows('SELECT event, file, recordIndex, "offset", length, conflicting FROM copies')).toEqual([
    [2, 'one.json.gz', 2, 212, 99, 1],
    [2, 'two.json.gz', 1, 112, 99, 1],
  ])
})

test('files counts the records that are events and those that are further copies', () => {
  expect(store.rows('SELECT path, verdict, events, furtherCopies FROM files ORDER BY id')).toEqual([
    ['one.json.gz', 'verified', 2, 1],
    ['two.json.gz', 'invalid', 1, 1],
    ['digest.json.gz', null, 0, 0],
  ])
})

test('the key that AssumeRole issued joins to its use by an index, from either side of a LEFT JOIN', () => {
  const uses = Array.from({ length: 5000 }, (_, i) => ({ eventName: 'GetObject', accessKeyId: `ASIA${i}` }))
  for (const join of ['JOIN', 'LEFT JOIN']) {
    const many = aStore(aSnapshot([{ eventName: 'AssumeRole', issuedAccessKeyId: 'ASIA77' }, ...uses]))
    const from = `FROM events a ${join} events b ON b.accessKeyId = a.issuedAccessKeyId WHERE a.eventName = 'AssumeRole'`
    expect(many.rows(`SELECT a.eventName, b.eventName ${from}`)).toEqual([['AssumeRole', 'GetObject']])
    const plan = many.rows(`EXPLAIN QUERY PLAN SELECT count(b.id) ${from}`).join('\n')
    expect(plan).toContain('INDEX event_by_accessKeyId')
    many.close()
  }
})

test.each([
  ['SELECT accessKeyId, eventTime FROM events', []],
  ["SELECT 1 FROM events WHERE eventTime > '2024-01-01'", ['event_by_eventTime']],
  ['SELECT 1 FROM events a JOIN events b ON a.issuedAccessKeyId = b.accessKeyId', ['event_by_accessKeyId']],
  ['SELECT 1 FROM events ORDER BY eventTime', ['event_by_eventTime']],
])('%s has the indexes that it may need made once: %j', (sql, made) => {
  const fresh = aStore(aSnapshot([{ eventName: 'GetObject' }]))
  fresh.run(sql)
  fresh.run(sql)
  const names = "SELECT name FROM sqlite_schema WHERE name IN ('event_by_eventTime', 'event_by_accessKeyId')"
  expect(fresh.rows(names).flat()).toEqual(made)
  fresh.close()
})

test('a scan that needs the id alone goes in order of id, so that records are asked for file by file', () => {
  const many = aStore(aSnapshot(Array.from({ length: 500 }, (_, i) => ({ eventName: `Get${i % 7}` }))))
  for (const sql of [
    "SELECT max(field(id, 'a')) FROM events",
    "SELECT field(id, 'a'), count(*) FROM events GROUP BY 1",
  ])
    expect(many.rows(`EXPLAIN QUERY PLAN ${sql}`).join('\n')).not.toContain('INDEX')
  const named = "EXPLAIN QUERY PLAN SELECT max(field(id, 'a')) FROM events WHERE eventName = 'Get3'"
  expect(many.rows(named).join('\n')).toContain('INDEX event_by_eventName')
  many.close()
})

test('the view joins with itself four times', () => {
  const sql = 'SELECT count(*) FROM events a JOIN events b JOIN events c JOIN events d ON d.eventID = a.eventID'
  expect(store.rows(sql)).toEqual([[18]])
})

test('a case without events has all tables, empty', () => {
  const empty = aStore(aSnapshot([], []))
  expect(empty.rows('SELECT (SELECT count(*) FROM events), (SELECT count(*) FROM files)')).toEqual([[0, 0]])
  empty.close()
})

test.each([1, 2, 3, 1000, 1024, 1025])('%i events are %i rows', (count) => {
  const many = aStore(aSnapshot(Array.from({ length: count }, () => ({ eventName: 'GetUser' }))))
  expect(many.rows('SELECT count(*), min(id), max(id) FROM events')).toEqual([[count, 1, count]])
  expect(many.rows('PRAGMA integrity_check'.replace('PRAGMA ', 'SELECT * FROM pragma_'))).toEqual([['ok']])
  many.close()
})
