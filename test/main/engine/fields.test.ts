import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Job } from '../../../src-shared/model/job.ts'
import { type Engine, open, startEngine, valueIn } from '../../fixtures/engine.ts'
import { aRecord, idOf } from '../../fixtures/records.ts'
import { aTrail } from '../../fixtures/trail.ts'

let engine: Engine
let jobs: Job[]
beforeEach(() => {
  engine = startEngine()
  jobs = []
  engine.onJob((job) => jobs.push(job))
})
afterEach(() => engine.dispose())

const readings = () => [...new Set(jobs.filter(({ kind }) => kind === 'fields').map(({ title }) => title))]
const rowsOf = async (sql: string) => valueIn(await engine.runSql({ sql, limit: 100_000 })).rows

/** As records write them: JSON.parse would change some. */
const parameters = [
  '{"name":"text","n":1,"big":12345678901234567890,"list":[1,"a b"],"yes":true}',
  '{"name":"\\u00e9 \\u0000 \\"","n":"1","big":1.50,"list":{ "a" : null },"yes":"true"}',
  '{"name":null,"n":-0,"list":[ ],"n\\u0061me":"last"}',
  '{}',
]
const paths = ['name', 'n', 'big', 'list', 'list[1]', 'yes', 'list.a', 'absent'].map(
  (name) => `requestParameters.${name}`,
)

/** More log files than a query reads one after the other before it has columns made. */
async function manyFiles() {
  const written = await aTrail().hours(60).recordsPerLog(2).write()
  const records = parameters.map((text, n) =>
    JSON.stringify(aRecord({ eventID: idOf(`field ${n}`), requestParameters: null })).replace(
      '"requestParameters":null',
      `"requestParameters":${text}`,
    ),
  )
  writeFileSync(join(written.folder, 'odd.json'), `{"Records":[${records.join()}]}`)
  return written
}

test('what calls did is a column of SQL in each dialect, from columns and from records', async () => {
  const written = await aTrail().hours(60).recordsPerLog(2).write()
  const roles = ['Admin', 'Deploy', 'Admin'].map((roleName, n) =>
    aRecord({
      eventID: idOf(`role ${n}`),
      eventSource: 'iam.amazonaws.com',
      eventName: 'DeleteRole',
      requestParameters: { roleName },
    }),
  )
  writeFileSync(join(written.folder, 'roles.json'), JSON.stringify({ Records: roles }))
  await open(engine, written.folder)
  const counted = "target, count(*) AS n FROM events WHERE target LIKE 'role/%' GROUP BY target ORDER BY target"
  const expected = [
    ['role/Admin', 2],
    ['role/Deploy', 1],
  ]
  expect(await rowsOf("SELECT DISTINCT summary FROM events WHERE eventName = 'DeleteRole' ORDER BY 1")).toEqual([
    [expect.stringMatching(/deleted role Admin\.$/)],
    [expect.stringMatching(/deleted role Deploy\.$/)],
  ])
  expect(await rowsOf("SELECT target FROM events WHERE eventName = 'DeleteRole' ORDER BY 1 LIMIT 1")).toEqual([
    ['role/Admin'],
  ])
  expect(readings()).toEqual([])
  expect(await rowsOf(`SELECT ${counted}`)).toEqual(expected)
  expect(await rowsOf(`WITH unused AS (SELECT 1) SELECT ${counted}`)).toEqual(expected)
  expect(await rowsOf(`SELECT ${counted.replaceAll('target', "field(id, '[target]' || '')")}`)).toEqual(expected)
  for (const dialect of ['athena', 'lake'] as const)
    expect(valueIn(await engine.runSql({ sql: `SELECT ${counted}`, dialect, limit: 9 })).rows).toEqual(expected)
  expect(readings()).toEqual(['Reading of “target” from all records'])
  expect(await rowsOf("SELECT field(id, 'target') FROM events LIMIT 1")).toEqual([[null]])
})

describe('fields of all events in SQL', () => {
  test('are those that records have, though they come from columns', async () => {
    const written = await manyFiles()
    await open(engine, written.folder)
    // A path that is computed is read from each record.
    const wanted = [...paths, 'userIdentity', '$.eventName', 'userIdentity.sessionContext.attributes.creationDate']
    const same = wanted.map(
      (path) =>
        `sum(field(id, '${path}') IS field(id, '${path}' || '') AND typeof(field(id, '${path}')) = typeof(field(id, '${path}' || '')))`,
    )
    const [[events, ...equal]] = (await rowsOf(
      `SELECT count(*), ${same.join(', ')} FROM (SELECT id FROM events ORDER BY id)`,
    )) as [number[]]
    expect(equal).toEqual(wanted.map(() => events))
    expect(readings()).toHaveLength(1)
    expect(readings()[0]).toContain('“userIdentity”, “$.eventName”')
  })

  test('are read once for all queries', async () => {
    const written = await manyFiles()
    await open(engine, written.folder)
    const sql = "SELECT field(id, 'eventName') AS name, count(*) AS events FROM events GROUP BY 1 ORDER BY 2 DESC, 1"
    const first = await rowsOf(sql)
    expect(await rowsOf(sql)).toEqual(first)
    expect(first).toEqual(await rowsOf('SELECT eventName, count(*) FROM events GROUP BY 1 ORDER BY 2 DESC, 1'))
    expect(readings()).toEqual(['Reading of “eventName” from all records'])
    expect(jobs.at(-1)).toMatchObject({ state: 'done', filesDone: 61, filesTotal: 61 })
  })

  test('of few events are read from their records', async () => {
    const written = await manyFiles()
    await open(engine, written.folder)
    await rowsOf("SELECT field(id, 'eventName') FROM events LIMIT 20")
    await rowsOf("SELECT field(id, 'eventName') FROM events WHERE id = 3")
    expect(readings()).toEqual([])
  })

  test('end the query with the file that is gone, as without a column', async () => {
    const written = await manyFiles()
    await open(engine, written.folder)
    rmSync(written.logs[50]!.path!)
    const answer = await engine.runSql({ sql: "SELECT count(field(id, 'eventName')) FROM events", limit: 1 })
    expect(answer).toMatchObject({ code: 'sql-invalid', message: expect.stringContaining('it vanished') })
  })

  test('a query that is cancelled while they are read ends, and the next one has them', async () => {
    const written = await manyFiles()
    await open(engine, written.folder)
    const sql = "SELECT max(field(id, 'eventName')) FROM events"
    const begun = new Promise<void>((resolve) => engine.onJob(({ kind }) => kind === 'fields' && resolve()))
    const asked = engine.runSql({ sql, limit: 1, id: 'one' })
    await begun
    await engine.cancelSql({ id: 'one' })
    expect(['cancelled', undefined]).toContain(((await asked) as { code?: string }).code)
    expect(await rowsOf(sql)).toEqual(await rowsOf('SELECT max(eventName) FROM events'))
  })
})

const real = join(import.meta.dirname, '../../../../shared/data/real')
if (existsSync(real)) {
  test('of real records', async () => {
    await open(engine, join(real, 'invictus-aws-dataset'))
    const wanted = [
      'requestParameters.bucketName',
      'requestParameters',
      'resources[0].ARN',
      'additionalEventData.bytesTransferredOut',
      'tlsDetails.tlsVersion',
      'responseElements.credentials.accessKeyId',
      '[target]',
      '[summary]',
    ]
    const same = wanted.map(
      (path) =>
        `sum(field(id, '${path}') IS field(id, '${path}' || '') AND typeof(field(id, '${path}')) = typeof(field(id, '${path}' || '')))`,
    )
    const [[events, ...equal]] = (await rowsOf(`SELECT count(*), ${same.join(', ')} FROM events`)) as [number[]]
    expect(events).toBeGreaterThan(0)
    expect(equal).toEqual(wanted.map(() => events))
    expect(readings()).toHaveLength(1)
  })
}
