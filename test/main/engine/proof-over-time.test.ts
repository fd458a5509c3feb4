import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hourMs, minuteMs } from '../../../src-shared/base/time.ts'
import { everything, filterOf } from '../../../src-shared/filter/model.ts'
import { type Engine, open, startEngine, valueIn } from '../../fixtures/engine.ts'

const sample = join(import.meta.dirname, '../../../resources/sample-case')
const sans = join(import.meta.dirname, '../../../../shared/data/real/sans-504-slice')
const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0)

let engine: Engine
beforeAll(() => {
  engine = startEngine()
})
afterAll(() => engine.dispose())

const asked = { filter: everything, range: null, maxBuckets: 300 }

test('bars of proof are those of the histogram, and count the events that are not proven', async () => {
  await open(engine, sample)
  const { from, width, total } = valueIn(await engine.histogram(asked))
  const proof = valueIn(await engine.proofOverTime(asked))
  expect([proof.from, proof.width, proof.count]).toEqual([from, width, total.length])
  const { unprovenEvents } = valueIn(await engine.coverage({ filter: everything }))
  expect(sum(proof.unprovenEvents)).toBe(unprovenEvents)
  for (let bar = 0; bar < proof.count; bar++)
    expect(sum(Object.values(proof.times).map((times) => times[bar]!))).toBe(proof.rows * width)
  // Of one Region, that Region's hours alone.
  const region = filterOf([{ column: 'awsRegion', operator: 'is', values: ['eu-west-1'] }])
  const ofRegion = valueIn(await engine.proofOverTime({ ...asked, filter: region }))
  expect(ofRegion.rows).toBeGreaterThan(0)
  expect(ofRegion.rows).toBeLessThan(proof.rows)
})

// Real log files without any digest: what a time has is files or nothing.
if (existsSync(sans))
  describe('log files of half a week, of some Regions and with days in between of which nothing was kept', () => {
    /** Hours of delivery by Region, as the names of the files have them. */
    const hoursOf = new Map<string, Set<number>>()
    for (const path of readdirSync(sans, { recursive: true, encoding: 'utf8' })) {
      const named = /^\d{12}_CloudTrail_([a-z0-9-]+)_(\d{4})(\d\d)(\d\d)T(\d\d)\d\dZ_/.exec(basename(path))
      if (named === null) continue
      const [, region, year, month, day, hour] = named
      const hours = hoursOf.get(region!) ?? new Set()
      hoursOf.set(region!, hours.add(Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour))))
    }

    /** Whether a file was delivered in the hour of an event, or of its delivery up to 15 minutes later. */
    const isTold = (hours: ReadonlySet<number>, time: number) =>
      [time, time + 15 * minuteMs].some((each) => hours.has(Math.floor(each / hourMs) * hourMs))

    test('every minute of every Region has the class that names of files tell', async () => {
      await open(engine, sans)
      const { from, width, count, rows, times } = valueIn(await engine.proofOverTime(asked))
      expect(rows).toBe(hoursOf.size)
      const told = Array.from({ length: count }, (_, bar) => {
        let minutes = 0
        for (let minute = 0; minute < width / minuteMs; minute++)
          for (const hours of hoursOf.values()) if (isTold(hours, from + bar * width + minute * minuteMs)) minutes++
        return minutes * minuteMs
      })
      expect(times.unproven).toEqual(told)
      expect(times.none).toEqual(told.map((ms) => rows * width - ms))
      expect(sum([...times.proven, ...times.missing, ...times.altered])).toBe(0)
    })
  })
