import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { filterOf } from '../../../src-shared/filter/model.ts'
import type { EventRef, Sha256 } from '../../../src-shared/model/event.ts'
import { add, type Engine, open, startEngine, valueIn } from '../../fixtures/engine.ts'
import { aRecord, idOf } from '../../fixtures/records.ts'
import { aTrail, temporaryFolder } from '../../fixtures/trail.ts'

let engine: Engine
let folder: string
beforeAll(async () => {
  engine = startEngine()
  const records = ['one', 'two', 'three'].map((name, minute) =>
    aRecord({ eventID: idOf(name), eventTime: `2024-03-05T10:0${minute}:00Z` }),
  )
  folder = (
    await aTrail()
      .records(...records)
      .write()
  ).folder
  await open(engine, folder)
})
afterAll(() => engine.dispose())

const bookmarked = filterOf([{ column: 'bookmarked', operator: 'is', values: ['true'] }])
const sort = { column: 'bookmarked', descending: true } as const
const idsOf = async (filter = bookmarked) =>
  valueIn(await engine.events({ filter, sort, columns: ['eventID'], offset: 0, limit: 10 })).lines.map(
    ({ values }) => values.eventID,
  )
const refOf = async (row: number): Promise<EventRef> => valueIn(await engine.eventRefs({ rows: [row] }))[0]!
const inSql = async (dialect: 'sqlite' | 'athena') => {
  const sql = 'SELECT eventID, count(*) FROM events WHERE bookmarked GROUP BY eventID ORDER BY 1'
  return valueIn(await engine.runSql({ sql, dialect, limit: 10 })).rows.map(([id]) => id)
}

test('marked events, and no others, are found by the filter, the order, SQL and facets', async () => {
  expect(await idsOf()).toEqual([])
  const refs = [await refOf(2), await refOf(1)]
  expect(valueIn(await engine.markEvents({ refs }))).toEqual([
    { row: 2, time: Date.UTC(2024, 2, 5, 10, 2) },
    { row: 1, time: Date.UTC(2024, 2, 5, 10, 1) },
  ])
  expect(await idsOf()).toEqual([idOf('two'), idOf('three')])
  expect(await idsOf(filterOf([]))).toEqual([idOf('two'), idOf('three'), idOf('one')])
  for (const dialect of ['sqlite', 'athena'] as const)
    expect(await inSql(dialect)).toEqual([idOf('two'), idOf('three')].sort())
  const facet = await engine.facet({ filter: filterOf([]), column: 'bookmarked', search: '', limit: 5 })
  expect(valueIn(facet).values).toEqual([
    { value: 'true', events: 2 },
    { value: 'false', events: 1 },
  ])
  await engine.markEvents({ refs: refs.slice(0, 1) })
  expect(await idsOf()).toEqual([idOf('three')])
  for (const dialect of ['sqlite', 'athena'] as const) expect(await inSql(dialect)).toEqual([idOf('three')])
})

test('an event that the case does not hold is told, and marks nothing', async () => {
  const unknown: EventRef = { eventID: null, source: '0'.repeat(64) as Sha256, record: 0 }
  expect(valueIn(await engine.markEvents({ refs: [unknown] }))).toEqual([null])
  expect(await idsOf()).toEqual([])
})

test('a bookmark is found again when an earlier event is added, and its row is another', async () => {
  const ref = await refOf(1)
  const earlier = join(temporaryFolder(), 'earlier.json')
  writeFileSync(
    earlier,
    JSON.stringify({ Records: [aRecord({ eventID: idOf('earlier'), eventTime: '2024-03-05T09:00:00Z' })] }),
  )
  await add(engine, earlier)
  expect(await idsOf()).toEqual([])
  expect(valueIn(await engine.markEvents({ refs: [ref] }))).toMatchObject([{ row: 2 }])
  expect(await idsOf()).toEqual([idOf('two')])
})
