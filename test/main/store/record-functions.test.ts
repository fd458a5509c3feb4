import { afterAll, expect, test } from 'vitest'
import { aSnapshot } from './a-snapshot.ts'
import { aStore } from './a-store.ts'

const record = `{ "eventName": "PutObject", "requestParameters": {"bucketName": "b", "n": 12345678901234567890, "Host": ["x", {"k": [1, 2.50]}],
  "s3:key": "a\\u0000\\"]}", "yes": true, "no": false, "nothing": null, "size": 7, "twice": 1, "twice": 2, "a.b": "dotted", "": "empty" },
  "responseElements": null, "resources": [{"ARN": "arn:aws:s3:::b"}]}`

const reads: string[] = []
const store = aStore(aSnapshot([{ eventName: 'PutObject' }, { eventName: 'GetObject' }]), (of, row) => {
  reads.push(`${of} ${row}`)
  if (row > 1) return null
  if (row > 0) return { text: null, problem: 'one.json.gz is no longer there.' }
  return { text: record, problem: null }
})
afterAll(() => store.close())

test.each([
  ['requestParameters.bucketName', 'b'],
  ['$.requestParameters.bucketName', 'b'],
  ['requestParameters.Host', '["x",{"k":[1,2.50]}]'],
  ['requestParameters.Host[1].k[0]', 1],
  ['requestParameters.Host[1].k[7]', null],
  ['requestParameters.s3:key', 'a\u0000"]}'],
  ['requestParameters.yes', 'true'],
  ['requestParameters.no', 'false'],
  ['requestParameters.nothing', null],
  ['requestParameters.size', 7],
  ['requestParameters.n', '12345678901234567890'],
  ['requestParameters.twice', 2],
  ['requestParameters."a.b"', 'dotted'],
  ['requestParameters.""', 'empty'],
  ['absent.deeper', null],
  ['eventName.deeper', null],
  [
    '$',
    record
      .replace(/\n/g, '')
      .replace(/([{,[:]) +/g, '$1')
      .replace(/ +([}\]])/g, '$1'),
  ],
])('field %s is %j', (path, value) => {
  expect(store.rows(`SELECT field(1, '${path}')`)).toEqual([[value]])
})

test('record is the text of the file, whole', () => {
  expect(store.rows('SELECT record(1)')).toEqual([[record]])
  expect(store.rows('SELECT record(99), record(NULL), record(0)')).toEqual([[null, null, null]])
})

test('a record is read once for all columns of its row', () => {
  reads.length = 0
  const [row] = store.rows(
    'SELECT requestParameters, responseElements, resourcesJson, eventContext FROM events WHERE id = 1',
  )
  expect(row!.slice(1)).toEqual([null, '[{"ARN":"arn:aws:s3:::b"}]', null])
  expect(reads.length).toBeLessThanOrEqual(1)
})

test('what cannot be read or understood is an error of the query, in words', () => {
  expect(store.run('SELECT record(2)')).toMatchObject({
    code: 'sql-invalid',
    message: 'one.json.gz is no longer there.',
  })
  expect(store.run("SELECT field(1, 'a..b')")).toMatchObject({
    message: 'The path a..b is not of the form a.b[0] or $.a.b[0]',
  })
  expect(store.run("SELECT 'x' REGEXP '('")).toMatchObject({
    code: 'sql-invalid',
    message: expect.stringContaining('The pattern ( is not a regular expression'),
  })
})

test('REGEXP finds anywhere; NULL stays NULL', () => {
  expect(store.rows("SELECT 'PutObject' REGEXP '^(Put|Get)', regexp('x$', 'PutObject'), NULL REGEXP 'x'")).toEqual([
    [1, 0, null],
  ])
})
