import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { answer } from '../../../src-main/case/answer.ts'
import { FieldColumns } from '../../../src-main/case/field-columns.ts'
import { Jobs } from '../../../src-main/case/jobs.ts'
import { DuckdbEngine } from '../../../src-main/engine/duckdb-engine.ts'
import { ok } from '../../../src-shared/base/result.ts'
import { fieldReadAnew } from '../../../src-shared/words/fields.ts'
import { aRoom, type RoomStory, readFieldsHere } from '../../fixtures/case-room.ts'
import { valueIn, workersFolder } from '../../fixtures/engine.ts'

const sampleCase = join(import.meta.dirname, '../../../resources/sample-case')
const nothing = () => {}
let engine: DuckdbEngine
afterEach(() => engine.end())

type Snapshot = NonNullable<RoomStory['room']['current']>['snapshot']

/** DuckDB over a case whose columns of fields may take so many bytes. */
async function ask(snapshot: Snapshot, budget: number | undefined, sql: string) {
  const { files, coverage, absences, config, sessions, ...events } = snapshot
  engine = new DuckdbEngine(workersFolder, nothing, async () => [])
  engine.begin(events)
  const parts = { jobs: new Jobs(nothing, nothing), readFields: readFieldsHere }
  engine.finish({ files }, new FieldColumns(() => snapshot, Date.now() + 60_000, parts, budget))
  const table = valueIn(await engine.runSql({ sql, dialect: 'athena', limit: 1000 }, async () => ok(null)))
  await engine.end()
  return table
}

test.each([
  ["json_extract_scalar(requestParameters, '$.bucketName')", 'requestParameters.bucketName'],
  ['requestparameters.bucketname', 'requestParameters.bucketname'],
])('of values that are too large to be kept: %s is read record by record', async (item, path) => {
  const story = aRoom()
  await story.ended(valueIn(await answer(story.room, 'openCase', { paths: [sampleCase] })))
  const { snapshot } = story.room.current!
  const sql = `SELECT ${item} AS b, count(*) AS n FROM cloudtrail_logs
    GROUP BY 1 ORDER BY 2 DESC, 1`
  const kept = await ask(snapshot, undefined, sql)
  // Room for what says that no event has it, and for no values.
  const rows = snapshot.events + (snapshot.alternates?.events ?? 0)
  const read = await ask(snapshot, 4 * rows + 100, sql)
  expect(read.rows).toEqual(kept.rows)
  expect(read.rows.length).toBeGreaterThan(3)
  expect(kept.notes).not.toContain(fieldReadAnew(path))
  expect(read.notes).toContain(fieldReadAnew(path))
})
