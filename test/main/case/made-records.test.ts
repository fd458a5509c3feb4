import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { everything } from '../../../src-shared/filter/model.ts'
import { parseFilter } from '../../../src-shared/filter/text.ts'
import { type Engine, finished, open, startEngine, valueIn } from '../../fixtures/engine.ts'
import { ocsfOf } from '../../fixtures/ocsf.ts'
import { asLakeRow, parquetOf } from '../../fixtures/parquet.ts'
import { aRecord, idOf } from '../../fixtures/records.ts'
import { temporaryFolder } from '../../fixtures/trail.ts'

const records = Array.from({ length: 4 }, (_, n) =>
  aRecord({
    eventID: idOf(`made ${n}`),
    eventTime: `2024-03-05T10:00:0${n}Z`,
    requestParameters: { bucketName: `amzn-s3-demo-bucket${n}` },
  }),
)

let engine: Engine
beforeEach(async () => {
  engine = startEngine()
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'x.gz.parquet'), parquetOf(records.map((record) => asLakeRow(ocsfOf(record, '1.1.0')))))
  const { summary } = await open(engine, folder)
  expect(summary).toMatchObject({ records: 4, events: 4, unparsed: 0, conflicting: 0 })
})
afterEach(() => engine.dispose())

test('an event of a Parquet file says that its record was made, and shows the row', async () => {
  const { copies } = valueIn(await engine.eventDetail({ row: 2 }))
  expect(copies).toMatchObject([{ isMade: true, offset: 2, length: 0, problem: null }])
  expect(JSON.parse(copies[0]!.text!)).toMatchObject({
    eventID: records[2]!.eventID,
    reconstructedFrom: 'OCSF 1.1.0, API Activity (6003)',
  })
  expect(JSON.parse(copies[0]!.original!)).toMatchObject({
    metadata: { uid: records[2]!.eventID },
    severity: 'Informational',
  })
})

test('its fields are read by SQL, and its text is found', async () => {
  const sql = "SELECT field(id, 'requestParameters.bucketName') AS name FROM events ORDER BY eventTime DESC"
  const { rows } = valueIn(await engine.runSql({ sql, limit: 9 }))
  expect(rows).toEqual([3, 2, 1, 0].map((n) => [`amzn-s3-demo-bucket${n}`]))

  const filter = valueIn(parseFilter('record~"amzn-s3-demo-bucket2"'))
  const searched = new Promise<void>((resolve) => {
    const stop = engine.onJob(({ kind, state }) => {
      if (kind !== 'search' || state === 'running') return
      stop()
      resolve()
    })
  })
  const searches = valueIn(await engine.recordSearches({ filter }))
  if (searches.some(({ state }) => state === 'running')) await searched
  const sort = { column: 'eventTime', descending: false } as const
  const { lines } = valueIn(await engine.events({ filter, sort, columns: ['eventID'], offset: 0, limit: 9 }))
  expect(lines.map(({ values }) => values.eventID)).toEqual([records[2]!.eventID])
})

test('an export has the records as they were made, and its manifest counts them', async () => {
  const file = join(temporaryFolder(), 'out.ndjson')
  const sort = { column: 'eventTime', descending: false } as const
  const asked = { filter: everything, sort, format: 'ndjson', columns: [], file } as const
  await finished(engine, () => engine.exportEvents(asked))
  const exported = readFileSync(file, 'utf8').trim().split('\n')
  expect(exported.map((line) => JSON.parse(line))).toMatchObject(
    records.map(({ eventID }) => ({ eventID, reconstructedFrom: expect.stringContaining('OCSF') })),
  )
  expect(JSON.parse(readFileSync(`${file}.manifest.json`, 'utf8'))).toMatchObject({
    coverage: {
      exportedEventsMade: { events: 4, sentence: expect.stringContaining('4 records were made of another form') },
    },
    sources: [{ recordsAreMade: true, events: 4 }],
  })
})
