import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { type Machine, roomOf } from '../../../src-main/ingest/room.ts'
import { startReaders } from '../../fixtures/engine.ts'
import { ingest } from '../../fixtures/ingested.ts'
import { aTrail } from '../../fixtures/trail.ts'

const folder = mkdtempSync(join(tmpdir(), 'trailproof-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('without memory for more events, every file is hashed and judged all the same, and each that was left out is named', async () => {
  // More files than are given to readers ahead of what is taken.
  const hours = 7
  const logsPerHour = 250
  await aTrail().hours(hours).logsPerHour(logsPerHour).recordsPerLog(2).deleteLogFile(3).write(folder)
  const logFiles = hours * logsPerHour - 1
  const { counts, leftOut, report, sources, snapshot } = await ingest([folder], {
    startReaders: startReaders(1),
    signal: new AbortController().signal,
    hasRoom: (events) => events < 100,
  })
  expect(leftOut).toBeGreaterThan(0)
  expect(counts.events).toBeGreaterThanOrEqual(100)
  expect(counts.events).toBe((logFiles - leftOut) * 2)
  expect(counts.records).toBe(counts.events + counts.duplicates + counts.unparsed)
  expect(snapshot.events).toBe(counts.events)
  expect(report?.counts.logs).toMatchObject({ verified: logFiles, missing: 1, unverified: 0, uncovered: 0 })
  const unread = sources.filter(({ problems }) => problems.some((problem) => problem.includes('no memory for more')))
  expect(unread).toHaveLength(leftOut)
  for (const { kind, sha256, records, status } of unread)
    expect({ kind, isHashed: sha256 !== null, records, status }).toEqual({
      kind: 'log',
      isHashed: true,
      records: 0,
      status: 'verified',
    })
})

const megabyte = 1024 * 1024

/** Has so many megabytes left at each question, one after the other. */
function aMachine(taken: number, available: number[]): Machine & { questions: number } {
  return {
    questions: 0,
    availableMemory() {
      this.questions++
      return (available.shift() ?? 0) * megabyte
    },
    memoryUsage: { rss: () => taken * megabyte },
  }
}

test('there is room as long as what comes later and 300 MB for others fit', () => {
  expect(roomOf(aMachine(1000, [901]))(1, 1)).toBe(true)
  expect(roomOf(aMachine(1000, [900]))(1, 1)).toBe(false)
})

test('a machine is asked at once, and again after 100,000 events or 64 MB of text', () => {
  const machine = aMachine(1000, [2000, 2000, 2000, 10])
  const hasRoom = roomOf(machine)
  const asked: number[] = []
  const ask = (events: number, megabytes: number) => {
    const answer = hasRoom(events, megabytes * megabyte)
    asked.push(machine.questions)
    return answer
  }
  expect([ask(10, 1), ask(99_999, 64), ask(100_010, 64), ask(100_020, 127), ask(100_030, 128)]).toEqual(
    Array(5).fill(true),
  )
  expect(asked).toEqual([1, 1, 2, 2, 3])
  expect(ask(100_040, 191), 'the last answer holds').toBe(true)
  expect(ask(100_050, 192), 'memory ran out meanwhile').toBe(false)
  expect(machine.questions).toBe(4)
})
