import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Engine, open, startEngine, valueIn } from '../../fixtures/engine.ts'
import { aRecord, idOf } from '../../fixtures/records.ts'
import { aTrail } from '../../fixtures/trail.ts'

let engine: Engine
beforeAll(async () => {
  engine = startEngine()
  const proven = aRecord({ eventID: idOf('proven') })
  const altered = aRecord({ eventID: idOf('told otherwise') })
  const { folder } = await aTrail().records(proven, altered).write()
  // Beside the trail: a copy that tells something else of a proven event, an event of its own, and one without a UUID twice.
  const planted = [{ ...altered, eventName: 'GetTrail' }, aRecord({ eventID: idOf('planted') })]
  const masked = ['a', 'b'].map((userAgent) => aRecord({ eventID: 'HIDDEN', userAgent }))
  writeFileSync(join(folder, 'planted.json'), JSON.stringify({ Records: [...planted, ...masked] }))
  await open(engine, folder)
})
afterAll(() => engine.dispose())

const named = async (...eventIDs: string[]) => valueIn(await engine.namedEvents({ eventIDs }))
const none = { events: 0, byVerdict: {}, conflicting: 0, withoutVerdict: 0, unknown: 0 }

test('an event is counted by the verdict of its log file', async () => {
  expect(await named(idOf('proven'))).toEqual({ ...none, events: 1, byVerdict: { verified: 1 } })
  expect(await named(idOf('planted'))).toEqual({ ...none, events: 1, byVerdict: { uncovered: 1 } })
})

test('an event whose copies differ is not counted as verified, though its best copy is', async () => {
  const verdict = valueIn(
    await engine.runSql({ sql: `SELECT logVerdict FROM events WHERE eventID = '${idOf('told otherwise')}'`, limit: 1 }),
  ).rows
  expect(verdict).toEqual([['verified']])
  expect(await named(idOf('told otherwise'))).toEqual({ ...none, events: 1, conflicting: 1 })
})

test('events that share an id are all counted, and an id of none is told', async () => {
  expect(await named('HIDDEN', 'no-such-id', '')).toEqual({
    ...none,
    events: 2,
    byVerdict: { uncovered: 2 },
    unknown: 2,
  })
  expect(await named()).toEqual(none)
})
