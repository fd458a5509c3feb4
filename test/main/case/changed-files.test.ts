import { readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { filterOf } from '../../../src-shared/filter/model.ts'
import { type Engine, open, startEngine, valueIn } from '../../fixtures/engine.ts'
import { aTrail } from '../../fixtures/trail.ts'

let engine: Engine
beforeEach(() => {
  engine = startEngine()
})
afterEach(() => engine.dispose())

const exchanged = (text: string) => text.replaceAll(/"eventName":"[^"]*"/g, '"eventName":"Planted"')
const holding = (text: string) => filterOf([{ column: 'record', operator: 'contains', values: [text] }])

/** The log files of a trail, and a row whose record lies in the first of them. */
async function opened(damage: (file: Buffer) => Buffer) {
  const { folder, logs } = await aTrail().hours(1).recordsPerLog(40).write()
  const path = logs[0]!.path!
  const genuine = readFileSync(path)
  writeFileSync(path, damage(genuine))
  await open(engine, folder)
  const plant = () => writeFileSync(path, damage(gzipSync(exchanged(gunzipSync(genuine).toString()))))
  return { path, plant }
}

/** Cuts off the end, so that no content has a hash, and leaves enough to read records from. */
const cutOff = (file: Buffer) => file.subarray(0, file.length - 60)

describe.each([
  ['whole', (file: Buffer) => file],
  ['damaged', cutOff],
])('a log file that was %s when it was opened, exchanged since then', (_, damage) => {
  test('is named by its record, its proof, its fields in SQL and a search', async () => {
    const { path, plant } = await opened(damage)
    const field = () => engine.runSql({ sql: "SELECT field(id, 'eventName') AS name FROM events LIMIT 1", limit: 1 })
    const before = valueIn(await engine.eventDetail({ row: 0 }))
    expect(before.copies[0]).toMatchObject({ file: path, problem: null })
    valueIn(await engine.eventProof({ row: 0, offset: 0, limit: 50 }))
    expect(JSON.stringify(valueIn(await field()).rows)).not.toContain('Planted')
    plant()
    const changed = `${path} has changed since it was opened.`
    expect(valueIn(await engine.eventDetail({ row: 0 })).copies[0]).toMatchObject({ text: null, problem: changed })
    const proof = valueIn(await engine.eventProof({ row: 0, offset: 0, limit: 50 }))
    expect(proof.copies[0]!.links[0]).toMatchObject({ kind: 'record', holds: 'unknown', sentence: changed })
    expect(proof.outcome).not.toBe('proven')
    await expect.poll(field).toMatchObject({ ok: false, message: changed })
    valueIn(await engine.recordSearches({ filter: holding('Planted') }))
    await expect
      .poll(async () => valueIn(await engine.recordSearches({ filter: holding('Planted') }))[0])
      .toMatchObject({ state: 'done', events: 0, filesNotSearched: 1, problems: [changed] })
  })
})
