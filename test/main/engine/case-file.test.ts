import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { finished, open, startEngine, valueIn } from '../../fixtures/engine.ts'
import { temporaryFolder } from '../../fixtures/trail.ts'

const sampleCase = join(import.meta.dirname, '../../../resources/sample-case')
const [ofFolder, ofCaseFile] = [startEngine(), startEngine()]
afterAll(() => Promise.all([ofFolder.dispose(), ofCaseFile.dispose()]))

beforeAll(async () => {
  const file = join(temporaryFolder(), 'case.trailproof')
  await open(ofFolder, sampleCase)
  const { job } = await finished(ofFolder, () => ofFolder.saveCase({ file }))
  expect(job.state).toBe('done')
  await open(ofCaseFile, file)
})

/** The sample case has rows in each of these, and none of AWS Config. */
const tables = [
  'events', 'files', 'resources', 'copies', 'coverage', 'absences', 'sessions', 'session_hops', 'findings',
  'finding_events', 'incidents', 'incident_events', 'anomalies',
] // biome-ignore format: a list

test.each(tables)('%s: SQL has in a case file the rows that it has in the folder', async (table) => {
  const sql = `SELECT * FROM ${table}`
  const [folder, file] = await Promise.all(
    [ofFolder, ofCaseFile].map((engine) => engine.runSql({ sql, limit: 100_000 })),
  )
  const { columns, rows, truncated } = valueIn(folder!)
  const saved = valueIn(file!)
  expect({ columns: saved.columns, rows: saved.rows }).toEqual({ columns, rows })
  expect(truncated).toBe(false)
  expect(rows).not.toHaveLength(0)
})
