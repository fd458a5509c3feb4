import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { columnNames } from '../../../src-shared/model/columns.ts'
import { startReaders } from '../../fixtures/engine.ts'
import { expectEqual } from '../../fixtures/expect-equal.ts'
import { ingest } from '../../fixtures/ingested.ts'
import { aTrail } from '../../fixtures/trail.ts'

const folder = mkdtempSync(join(tmpdir(), 'trailproof-'))
// Enough files for more chunks than there are readers.
beforeAll(async () => {
  await aTrail().hours(6).logsPerHour(400).recordsPerLog(2).editRecord(1).write(folder)
})
afterAll(() => rmSync(folder, { recursive: true }))

async function caseReadBy(workers: number) {
  const { snapshot, counts, report, sources } = await ingest([folder], {
    startReaders: startReaders(workers),
    signal: new AbortController().signal,
  })
  // Codes are given in order of arrival: equal ones mean that nothing depends on which reader was faster.
  return {
    columns: columnNames.map((name) => snapshot.columns[name]),
    locator: snapshot.locator,
    counts,
    report,
    sources,
  }
}

test('one, two, three or eight readers make the same case, code by code', async () => {
  const one = await caseReadBy(1)
  expect(one.counts.events).toBe(6 * 400 * 2)
  for (const workers of [2, 3, 8]) expectEqual(await caseReadBy(workers), one, `${workers} readers`)
})
