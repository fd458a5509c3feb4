import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { In } from '../../../src-shared/contract/index.ts'
import { findingsFileFormats, findingsFileWords } from '../../../src-shared/words/findings-files.ts'
import { type Engine, finished, open, startEngine, valueIn } from '../../fixtures/engine.ts'
import { temporaryFolder } from '../../fixtures/trail.ts'

const sample = join(import.meta.dirname, '../../../resources/sample-case')
let engine: Engine
beforeAll(async () => {
  engine = startEngine()
  await open(engine, sample)
})
afterAll(() => engine.dispose())

test('findings are written as CSV, JSON, Markdown and SARIF with a manifest, and can be redacted', async () => {
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
    expect(written[format]).toContain('ci-deploy')
    expect(readFileSync(secret, 'utf8')).not.toMatch(/111122223333|ci-deploy/)
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

test('what is asked for is in the file, Sigma rules that ran and anomalies, too; the manifest says what is not', async () => {
  const folder = temporaryFolder()
  const rules = join(folder, 'rules')
  mkdirSync(rules)
  writeFileSync(
    join(rules, 'stop.yml'),
    `title: Logging stopped by somebody
id: 11111111-2222-4333-8444-555555555555
status: test
logsource: { product: aws, service: cloudtrail }
detection: { selection: { eventName: StopLogging }, condition: selection }
level: high
`,
  )
  const written = async (name: string, asked: Partial<In<'exportFindings'>>) => {
    const file = join(folder, name)
    await finished(engine, () => engine.exportFindings({ format: 'json', file, ...asked }) as never)
    const [told, manifest] = [file, `${file}.manifest.json`].map((path) => JSON.parse(readFileSync(path, 'utf8')))
    return { told, manifest }
  }
  const plain = await written('plain.json', {})
  expect(plain.told).toMatchObject({ anomalies: null, sigma: null })
  expect(plain.manifest.leavesOut).toEqual({
    findingsOfLowerSeverity: 0,
    sentences: [findingsFileWords.noAnomalies, findingsFileWords.noSigma],
  })

  valueIn(await engine.sigma({ path: rules, placeholders: null }))
  const grave = await written('grave.json', { least: 'high', anomaliesAt: 50 })
  const titles = grave.told.findings.map(({ title }: { title: string }) => title)
  expect(titles).toContain('Logging stopped by somebody')
  expect(grave.told.findings.every(({ severity }: { severity: string }) => severity === 'high')).toBe(true)
  expect(grave.told.sigma.rules).toHaveLength(1)
  expect(grave.manifest).toMatchObject({
    export: { anomalies: grave.told.anomalies.anomalies.length },
    rules: { sigma: { folder: rules, ran: 1, refused: 0 } },
    leavesOut: { findingsOfLowerSeverity: grave.told.findingsOfLowerSeverity, sentences: [] },
  })
  expect(grave.told.findingsOfLowerSeverity).toBeGreaterThan(0)
})
