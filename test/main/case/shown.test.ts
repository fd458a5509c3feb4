import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Filter, filterOf, type Where } from '../../../src-shared/filter/model.ts'
import { type Engine, finished, open, startEngine, valueIn } from '../../fixtures/engine.ts'
import { aTrail, temporaryFolder } from '../../fixtures/trail.ts'

let engine: Engine
beforeEach(async () => {
  engine = startEngine()
  const trail = await aTrail().hours(3).recordsPerLog(8).editRecord(1).write()
  await open(engine, trail.folder)
})
afterEach(() => engine.dispose())

const shownIDs = async (shown: Filter | undefined) =>
  valueIn(await engine.runSql({ sql: 'SELECT eventID FROM shown', limit: 1000, shown })).rows.map(([id]) => id)

test.each<[string, Where]>([
  ['a value', { column: 'eventName', operator: 'is', values: ['ListBuckets'] }],
  ['a verdict, which comes later than the events', { column: 'logVerdict', operator: 'is', values: ['invalid'] }],
  ['a text in the original records', { column: 'record', operator: 'contains', values: ['"ListBuckets"'] }],
  [
    'what is not',
    { not: { any: [{ column: 'eventName', operator: 'is', values: ['ListBuckets'] }, { text: 'alice' }] } },
  ],
])('shown in SQL is what the window shows: filtered by %s', async (_, part) => {
  const filter = filterOf([part])
  const ids = await shownIDs(filter)
  const sort = { column: 'eventTime', descending: false } as const
  const page = valueIn(await engine.events({ filter, sort, columns: ['eventID'], offset: 0, limit: 1000 }))
  expect(ids).toEqual(page.lines.map(({ values }) => values.eventID))
  expect(ids.length).toBeGreaterThan(0)
  expect(ids.length).toBeLessThan(24)
})

test('without a filter shown is every event, and an export of it holds what the filter showed', async () => {
  expect(await shownIDs(undefined)).toHaveLength(24)
  const file = join(temporaryFolder(), 'shown.ndjson')
  const shown = filterOf([{ column: 'logVerdict', operator: 'is', values: ['invalid'] }])
  const { job } = await finished(engine, () =>
    engine.exportSql({ sql: 'SELECT eventID FROM shown', shown, format: 'ndjson', file }),
  )
  expect(job).toMatchObject({ state: 'done', events: 8 })
  const manifest = JSON.parse(readFileSync(`${file}.manifest.json`, 'utf8'))
  expect(manifest.query.shown).toBe('logVerdict=invalid')
  expect(manifest.coverage.eventsNamedByRows).toMatchObject({ events: 8, byVerdict: { invalid: 8 } })
})
