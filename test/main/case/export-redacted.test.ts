import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allColumns } from '../../../src-shared/contract/export-columns.ts'
import { everything, filterOf } from '../../../src-shared/filter/model.ts'
import { offeredFields } from '../../../src-shared/filter/record-path.ts'
import { exportFormats } from '../../../src-shared/words/export-formats.ts'
import { type Engine, finished, open, startEngine, valueIn } from '../../fixtures/engine.ts'
import { temporaryFolder } from '../../fixtures/trail.ts'

const sample = join(import.meta.dirname, '../../../resources/sample-case')
const sort = { column: 'eventTime', descending: false } as const

let engine: Engine
beforeAll(async () => {
  engine = startEngine()
  const names = join(temporaryFolder(), 'names.csv')
  writeFileSync(names, '111122223333,Example Payments\n203.0.113.0/24,Example Office\n')
  valueIn(await engine.enrich({ files: [{ path: names, sha256: null }] }))
  await open(engine, sample)
})
afterAll(() => engine.dispose())

/**
 * What identifies somebody in the sample case, read from its files in a way of its own, and the IDs of events that name
 * all of it together.
 */
function originals() {
  const found = new Set<string>()
  const namedBy: string[] = []
  const take = (value: unknown, key: string) => {
    if (Array.isArray(value)) for (const each of value) take(each, key)
    else if (typeof value === 'object' && value !== null)
      for (const [name, each] of Object.entries(value)) take(each, name)
    else if (typeof value === 'string') {
      if (/^(accountId|recipientAccountId)$/.test(key)) found.add(value)
      if (key === 'sourceIPAddress' && /^[\d.]+$/.test(value)) found.add(value)
      if (key === 'accessKeyId') found.add(value)
      if (key === 'principalId' && !value.startsWith('arn:')) for (const part of value.split(':')) found.add(part)
      if (key === 'arn') for (const part of value.split(/[:/]/).slice(6)) found.add(part)
    }
  }
  const logs = readdirSync(sample, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\/CloudTrail\/.*\.gz$/.test(name),
  )
  for (const log of logs)
    for (const { eventID, userIdentity, recipientAccountId, sourceIPAddress } of JSON.parse(
      gunzipSync(readFileSync(join(sample, log))).toString(),
    ).Records) {
      const before = found.size
      take({ userIdentity, recipientAccountId, sourceIPAddress }, '')
      if (found.size > before) namedBy.push(eventID)
    }
  const ofAws = /^(AWSServiceRoleFor.*|.*\.amazonaws\.com|aws-service-role|aws-reserved|[a-z]{2}-[a-z]+-\d|)$/
  return { sought: [...found].filter((text) => !ofAws.test(text)), namedBy }
}

/** All events are written in these; in the others those that name all identifiers. */
const ofAllEvents: readonly string[] = ['csv', 'ndjson']

test('no identifier of the sample case is in a redacted export of any format, nor in its manifest', async () => {
  const { sought, namedBy } = originals()
  const naming = filterOf([{ column: 'eventID', operator: 'is', values: namedBy }])
  expect(sought.length).toBeGreaterThan(20)
  const escaped = sought.map((text) => text.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&'))
  const anyOf = new RegExp(`(?<![A-Za-z0-9])(?:${escaped.join('|')})(?![A-Za-z0-9])`)
  const folder = temporaryFolder()
  const redactionKey = join(temporaryFolder(), 'keys', 'sample.key')
  for (const format of exportFormats) {
    const file = join(folder, format)
    const columns = [...allColumns, ...offeredFields]
    const filter = ofAllEvents.includes(format) ? everything : naming
    const { job } = await finished(engine, () =>
      engine.exportEvents({ filter, sort, format, columns, file, redactionKey }),
    )
    expect(job).toMatchObject({ state: 'done', message: expect.stringContaining(`the key is ${redactionKey}`) })
    const manifest = readFileSync(`${file}.manifest.json`, 'utf8')
    expect(JSON.parse(manifest).redaction.sentence).toContain('no longer the original ones')
    for (const text of [readFileSync(file, 'latin1'), manifest])
      expect(anyOf.exec(text)?.[0] ?? null, format).toBeNull()
  }
  expect(statSync(redactionKey).mode & 0o777).toBe(0o600)
})

test('one identifier has one pseudonym in exports with the same key, and events keep their IDs', async () => {
  const folder = temporaryFolder()
  const redactionKey = join(temporaryFolder(), 'sample.key')
  const written = async (name: string, format: 'csv' | 'ndjson') => {
    const file = join(folder, name)
    const columns = ['eventID', 'recipientAccountId'] as const
    await finished(engine, () => engine.exportEvents({ filter: everything, sort, format, columns, file, redactionKey }))
    return readFileSync(file, 'utf8')
  }
  const ndjson = await written('a.ndjson', 'ndjson')
  const rows = ndjson
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  const csv = await written('b.csv', 'csv')
  expect(csv.trimEnd().split('\r\n').slice(1)).toEqual(rows.map((row) => `${row.eventID},${row.recipientAccountId}`))
})

test('names that the user gives accounts and networks are pseudonyms in columns, queries and filters', async () => {
  const folder = temporaryFolder()
  const redactionKey = join(temporaryFolder(), 'sample.key')
  const where = { column: 'accountName', operator: 'is', values: ['Example Payments'] } as const
  const [events, result] = [join(folder, 'events.csv'), join(folder, 'result.csv')]
  const columns = ['accountName', 'owner', 'country'] as const
  await finished(engine, () =>
    engine.exportEvents({ filter: filterOf([where]), sort, format: 'csv', columns, file: events, redactionKey }),
  )
  const sql = "SELECT DISTINCT accountName AS a, owner AS o FROM events WHERE owner = 'Example Office'"
  await finished(engine, () => engine.exportSql({ sql, format: 'csv', file: result, redactionKey }) as never)
  expect(readFileSync(events, 'utf8')).toMatch(/^r-[0-9a-f]{10},r-[0-9a-f]{10},\r$/m)
  expect(readFileSync(result, 'utf8')).toMatch(/^a,o\r\nr-[0-9a-f]{10},(r-[0-9a-f]{10})\r\n,\1\r\n$/)
  for (const file of [events, result]) {
    const manifest = readFileSync(`${file}.manifest.json`, 'utf8')
    expect(readFileSync(file, 'utf8') + manifest).not.toMatch(/Example (Payments|Office)/)
    expect(JSON.parse(manifest).redaction.limits).toMatch(/accountName.*owner.*are pseudonyms.*country, city and AS/)
  }
})
