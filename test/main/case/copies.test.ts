import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { filterColumns } from '../../../src-shared/filter/columns.ts'
import type { Filter } from '../../../src-shared/filter/model.ts'
import { parseFilter } from '../../../src-shared/filter/text.ts'
import { type Engine, finished, open, startEngine, valueIn } from '../../fixtures/engine.ts'
import { aRecord, idOf } from '../../fixtures/records.ts'
import { aTrail, temporaryFolder } from '../../fixtures/trail.ts'

// A trail that proves that it was deleted, and a planted file that tells something else of the same event.
const proven = aRecord({ eventID: idOf('deletion'), eventName: 'DeleteTrail', eventSource: 'cloudtrail.amazonaws.com' })
const planted = { ...proven, eventName: 'GetTrail', eventTime: '2001-01-01T00:00:00Z' }

let engine: Engine
let folder: string
beforeAll(async () => {
  engine = startEngine()
  const written = await aTrail().records(proven).write()
  folder = written.folder
  writeFileSync(join(folder, '0.json'), JSON.stringify({ Records: [planted, planted] }))
  const invalid = JSON.stringify({ Records: [aRecord({ eventID: idOf('invalid'), userAgent: 'agent-?' })] })
  writeFileSync(join(folder, '1.json'), Buffer.from(invalid.replace('agent-?', 'agent-\xff'), 'latin1'))
  expect((await open(engine, folder)).summary).toMatchObject({ conflicting: 1 })
})
afterAll(() => engine.dispose())

function filter(text: string): Filter {
  const parsed = parseFilter(text)
  if (!parsed.ok) throw new Error(parsed.message)
  return parsed.value
}

const named = async (text: string) =>
  valueIn(
    await engine.events({
      filter: filter(text),
      sort: { column: 'eventTime', descending: false },
      columns: ['eventName'],
      offset: 0,
      limit: 9,
    }),
  ).lines.map(({ values }) => values.eventName)

const byTime = { column: 'eventTime', descending: false } as const

async function exported(text: string, format: 'ndjson' | 'json') {
  const file = join(temporaryFolder(), `events.${format}`)
  const query = { filter: filter(text), sort: byTime, format, columns: filterColumns, file }
  const { job } = await finished(engine, () => engine.exportEvents(query))
  return {
    message: job.message,
    bytes: readFileSync(file),
    manifest: JSON.parse(readFileSync(`${file}.manifest.json`, 'utf8')),
  }
}

test('what is proven is filtered, found by SQL and by the rules; what is planted is neither', async () => {
  expect(await named('eventName=DeleteTrail')).toEqual(['DeleteTrail'])
  expect(await named('eventName=GetTrail')).toEqual([])
  const sql = `SELECT e.eventName, c.eventName, c.eventTime, c.differs, e.logVerdict, c.logVerdict, c.file, c.record LIKE '%GetTrail%'
    FROM events AS e JOIN copies AS c ON c.event = e.id`
  const row = ['DeleteTrail', 'GetTrail', '2001-01-01T00:00:00Z', 1, 'verified', 'uncovered', '0.json', 1]
  expect(valueIn(await engine.runSql({ sql, limit: 9 })).rows).toEqual([row, row])
  const found = valueIn(await engine.findings())
  expect(found.filter(({ rule }) => rule === 'trail-logging-reduced')).toHaveLength(1)
  const [conflict, ...more] = found.filter(({ rule }) => rule === 'copies-differ')
  expect(more).toEqual([])
  expect(conflict).toMatchObject({
    severity: 'high',
    events: 1,
    sentence: expect.stringContaining('0.json (uncovered)'),
  })
  expect(conflict!.sentence).toContain('Only the one that is shown is proven.')
})

test('a filter that matches a copy alone is told, whatever it asks for', async () => {
  for (const text of [
    'eventName=GetTrail',
    'time=2001-01-01T00:00:00Z..2001-01-02T00:00:00Z',
    'record~GetTrail',
    'sourceFile=0.json',
  ]) {
    const asked = filter(text)
    await expect
      .poll(async () => valueIn(await engine.hiddenMatches({ filter: asked })), { timeout: 20_000 })
      .toEqual({
        events: 1,
        eventIDs: [proven.eventID],
      })
  }
  for (const text of ['eventName=DeleteTrail', 'eventName=NoSuchName', ''])
    expect(valueIn(await engine.hiddenMatches({ filter: filter(text) })).events, text).toBe(0)
})

test('an export says which events with copies that differ it has, and which it leaves out', async () => {
  const left = await exported('eventName=GetTrail', 'ndjson')
  expect(left.bytes.length).toBe(0)
  expect(left.message).toContain('The filter also matches copies of 1 event that is not in the export.')
  expect(left.manifest.conflictingCopies).toMatchObject({
    exported: { events: 0 },
    leftOutThoughACopyMatches: { events: 1, eventIDs: [proven.eventID] },
  })
  const has = await exported('eventName=DeleteTrail', 'json')
  expect(JSON.parse(has.bytes.toString()).Records[0].eventName).toBe('DeleteTrail')
  expect(has.manifest.conflictingCopies.exported).toEqual({ events: 1, eventIDs: [proven.eventID] })
})

test('records are exported as the bytes of their file, valid UTF-8 or not', async () => {
  const original = readFileSync(join(folder, '1.json'))
  const record = original.subarray(original.indexOf('[') + 1, original.lastIndexOf(']'))
  const { bytes } = await exported(`eventID=${idOf('invalid')}`, 'ndjson')
  expect(bytes.equals(Buffer.concat([record, Buffer.from('\n')]))).toBe(true)
  const json = await exported(`eventID=${idOf('invalid')}`, 'json')
  expect(json.bytes.includes(record)).toBe(true)
})

test('the job of opening says how many events are shown from a proven file instead of an equal copy', async () => {
  const other = startEngine()
  try {
    const { folder, logs } = await aTrail().hours(1).recordsPerLog(2).write()
    expect((await open(other, folder)).job.message).toBeNull()
    writeFileSync(join(folder, '0.json'), JSON.stringify({ Records: logs.flatMap(({ records }) => records) }, null, 1))
    expect((await open(other, folder)).job.message).toBe(
      '2 events are now shown from a proven file instead of an equal copy that is not proven.',
    )
  } finally {
    other.dispose()
  }
})
