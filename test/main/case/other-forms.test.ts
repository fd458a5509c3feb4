import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { filterOf } from '../../../src-shared/filter/model.ts'
import { statusWords } from '../../../src-shared/words/status.ts'
import { type Engine, finished, judgedSummary, open, startEngine, valueIn } from '../../fixtures/engine.ts'
import { aRecord, idOf } from '../../fixtures/records.ts'

const text = 'say "no" to /tmp\\x, Zoë 💧'
const records = [1, 2, 3].map((n) =>
  aRecord({ eventID: idOf(`other form ${n}`), eventTime: `2024-03-05T09:12:3${n}Z`, errorMessage: `${text} ${n}` }),
) as { eventID: string }[]
const [looked, bridged, both] = records as [{ eventID: string }, { eventID: string }, { eventID: string }]
const guardDuty = { 'detail-type': 'GuardDuty Finding', source: 'aws.guardduty', detail: {} }
const envelope = (detail: object) => ({ 'detail-type': 'AWS API Call via CloudTrail', source: 'aws.ec2', detail })

/** `lookup-events` output, EventBridge events, and the same record in both and in a log. */
function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'trailproof-'))
  const entries = [looked, both].map((record) => ({ EventId: record.eventID, CloudTrailEvent: JSON.stringify(record) }))
  writeFileSync(join(folder, 'lookup.json'), JSON.stringify({ Events: entries }, null, 4))
  const events = [guardDuty, envelope(bridged), envelope(both)].map((event) => JSON.stringify(event))
  writeFileSync(join(folder, 'bridge.ndjson'), events.join('\n'))
  writeFileSync(join(folder, 'log.json'), JSON.stringify({ Records: [both] }))
  return folder
}

let engine: Engine
beforeAll(async () => {
  engine = startEngine()
  await open(engine, aFolder())
})
afterAll(() => engine.dispose())

test('records are counted, copies in several forms are one event, and no digest covers their files', async () => {
  const summary = engine.summary()!
  expect(summary).toMatchObject({ records: 5, events: 3, duplicates: 2, conflicting: 0, unparsed: 0 })
  expect(summary.files).toMatchObject({ log: 1, records: 2, other: 0 })
  const { files } = valueIn(
    await engine.sources({ kind: 'records', problemsOnly: false, text: '', offset: 0, limit: 9 }),
  )
  expect(files.map(({ form, events, status, problems, notes }) => ({ form, events, status, problems, notes }))).toEqual(
    [
      {
        form: 'EventBridge events',
        events: expect.any(Number),
        status: 'uncovered',
        problems: [],
        notes: ['It also holds what is no CloudTrail record and is not read: 1 × GuardDuty Finding.'],
      },
      { form: 'lookup-events output', events: expect.any(Number), status: 'uncovered', problems: [], notes: [] },
    ],
  )
})

test('the verdict on a file of records says that digests list log files alone', async () => {
  const [copy] = valueIn(await engine.eventDetail({ row: 0 })).copies
  expect(copy!.verdict).toEqual({ status: 'uncovered', where: 'no-log-file' })
})

test('they are counted apart from log files: in the status bar, and in Integrity among all and under no status', async () => {
  expect(judgedSummary(engine)!.integrity).toMatchObject({ logs: { uncovered: 1 }, otherFiles: { otherForms: 2 } })
  expect(statusWords(judgedSummary(engine)!)).toContain('2 files of events in another form')
  const totalOf = async (status: 'uncovered' | null) =>
    valueIn(await engine.integrityObjects({ kind: 'logs', status, text: '', offset: 0, limit: 9 })).total
  expect([await totalOf('uncovered'), await totalOf(null)]).toEqual([1, 3])
})

test('the detail of an event has its record, and what lies in the file where that is another text', async () => {
  const details = await Promise.all([0, 1].map(async (row) => valueIn(await engine.eventDetail({ row }))))
  expect(details.map(({ copies }) => JSON.parse(copies[0]!.text!))).toEqual([looked, bridged])
  const [inString, asItself] = details.map(({ copies }) => copies[0]!.original)
  expect(JSON.parse(`"${inString}"`)).toBe(JSON.stringify(looked))
  expect(asItself).toBeNull()
})

test('a search, SQL and an export have the records', async () => {
  const filter = filterOf([{ column: 'record', operator: 'contains', values: [text] }])
  valueIn(await engine.recordSearches({ filter }))
  await expect
    .poll(async () => valueIn(await engine.recordSearches({ filter }))[0])
    .toMatchObject({ state: 'done', events: 3, filesNotSearched: 0 })
  const sql = "SELECT field(id, 'errorMessage') AS said FROM events ORDER BY said"
  const { rows } = valueIn(await engine.runSql({ sql, limit: 9 }))
  expect(rows).toEqual([1, 2, 3].map((n) => [`${text} ${n}`]))
  const file = join(mkdtempSync(join(tmpdir(), 'trailproof-')), 'out.ndjson')
  const query = {
    filter: filterOf([]),
    sort: { column: 'eventTime', descending: false },
    format: 'ndjson',
    columns: [],
    file,
  } as const
  await finished(engine, () => engine.exportEvents(query))
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  expect(lines.map((line) => JSON.parse(line))).toEqual(records)
})
