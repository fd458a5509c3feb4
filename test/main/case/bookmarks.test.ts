import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { filterOf } from '../../../src-shared/filter/model.ts'
import type { KeptList } from '../../../src-shared/model/bookmark.ts'
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
/** Kept of this very case, as far as is told. */
const kept = (...refs: EventRef[]): KeptList => ({ isHere: true, sources: [], refs })
const mark = async (...lists: KeptList[]) => valueIn(await engine.markKept({ lists })).events
const inSql = async (dialect: 'sqlite' | 'athena') => {
  const sql = 'SELECT eventID, count(*) FROM events WHERE bookmarked GROUP BY eventID ORDER BY 1'
  return valueIn(await engine.runSql({ sql, dialect, limit: 10 })).rows.map(([id]) => id)
}

test('marked events, and no others, are found by the filter, the order, SQL and facets', async () => {
  expect(await idsOf()).toEqual([])
  const refs = [await refOf(2), await refOf(1)]
  expect(await mark(kept(...refs))).toEqual([
    [
      { row: 2, time: Date.UTC(2024, 2, 5, 10, 2) },
      { row: 1, time: Date.UTC(2024, 2, 5, 10, 1) },
    ],
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
  await mark(kept(refs[0]!))
  expect(await idsOf()).toEqual([idOf('three')])
  for (const dialect of ['sqlite', 'athena'] as const) expect(await inSql(dialect)).toEqual([idOf('three')])
})

test('an event that the case does not hold is told, and marks nothing', async () => {
  const unknown: EventRef = { eventID: null, source: '0'.repeat(64) as Sha256, record: 0 }
  expect(await mark(kept(unknown, await refOf(0)))).toEqual([[null, expect.objectContaining({ row: 0 })]])
  expect(await mark(kept(unknown))).toEqual([null])
  expect(await idsOf()).toEqual([])
})

test('what was kept is of the case that holds half of the sources named, at any path, or one of them at its own', async () => {
  const { sources } = valueIn(await engine.markKept({ lists: [] }))
  expect(sources).toHaveLength(1)
  const others = ['0', '1'].map((digit) => digit.repeat(64) as Sha256)
  const list = (isHere: boolean, ...named: readonly Sha256[]): KeptList => ({ isHere, sources: named, refs: [] })
  const belongs = async (...lists: KeptList[]) => (await mark(...lists)).map((events) => events !== null)
  expect(
    await belongs(
      list(false, ...sources),
      list(false, ...sources, others[0]!),
      list(false, ...sources, ...others),
      list(true, ...sources, ...others),
      list(true, ...others),
      list(false),
      list(true),
    ),
  ).toEqual([true, true, false, true, false, false, true])
})

test('an event of another case is not marked, though this case holds it, too', async () => {
  const ref = await refOf(1)
  const elsewhere = { isHere: false, sources: ['0'.repeat(64) as Sha256], refs: [ref] }
  expect(await mark(elsewhere)).toEqual([null])
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
  expect(await mark(kept(ref))).toMatchObject([[{ row: 2 }]])
  expect(await idsOf()).toEqual([idOf('two')])
})
