import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Engine, open, startEngine, valueIn } from '../../../fixtures/engine.ts'
import { questionsOf } from './questions.ts'
import { recordsIn } from './records.ts'

const root = join(import.meta.dirname, '../../../..')
const real = join(root, '../shared/data/real')
const folders = [
  join(root, 'resources/sample-case/example-audit-logs'),
  // These are no part of the repository.
  ...['invictus-aws-dataset', 'sans-504-slice'].map((name) => join(real, name)).filter(existsSync),
]

describe.each(folders)('queries over %s', (folder) => {
  let engine: Engine
  beforeAll(async () => {
    engine = startEngine()
    await open(engine, folder)
  })
  afterAll(() => engine.dispose())

  test.each(questionsOf(recordsIn(folder)))('$dialect: $sql', async ({ dialect, sql, columns, rows }) => {
    const answer = valueIn(await engine.runSql({ sql, dialect, limit: 100_000 }))
    expect(answer.columns).toEqual(columns)
    expect(answer.rows).toEqual(rows)
  })
})
