import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findingsFileFormats } from '../../../src-shared/words/findings-files.ts'
import { type Engine, finished, open, startEngine, valueIn } from '../../fixtures/engine.ts'
import { temporaryFolder } from '../../fixtures/trail.ts'

const sample = join(import.meta.dirname, '../../../resources/sample-case')
let engine: Engine
beforeAll(async () => {
  engine = startEngine()
  await open(engine, sample)
})
afterAll(() => engine.dispose())

test('findings are written as CSV, JSON and SARIF with a manifest, and can be redacted', async () => {
  const found = valueIn(await engine.findings())
  const folder = temporaryFolder()
  const redactionKey = join(temporaryFolder(), 'my.key')
  const written: Record<string, string> = {}
  for (const format of findingsFileFormats) {
    const file = join(folder, `findings.${format}`)
    const { job } = await finished(engine, () => engine.exportFindings({ format, file }) as never)
    expect(job).toMatchObject({ state: 'done', events: found.length })
    written[format] = readFileSync(file, 'utf8')
    expect(JSON.parse(readFileSync(`${file}.manifest.json`, 'utf8')).export).toMatchObject({
      format,
      findings: found.length,
    })
    const secret = join(folder, `redacted.${format}`)
    await finished(engine, () => engine.exportFindings({ format, file: secret, redactionKey }) as never)
    expect(readFileSync(secret, 'utf8')).not.toContain('111122223333')
  }
  expect(parse(written.csv!, { columns: true })).toHaveLength(found.length)
  expect(JSON.parse(written.json!).findings).toHaveLength(found.length)
  const [run] = JSON.parse(written.sarif!).runs
  expect(
    run.results
      .map(
        ({ partialFingerprints }: { partialFingerprints: Record<string, string> }) =>
          partialFingerprints['trailproofFindingId/v1'],
      )
      .sort(),
  ).toEqual(found.map(({ id }) => id).sort())
})
