import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ingest } from '../../../src-main/ingest/ingest.ts'
import { workersFolder } from '../../fixtures/engine.ts'
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
    workerFile: join(workersFolder, 'read-worker.js'),
    workers: 1,
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
