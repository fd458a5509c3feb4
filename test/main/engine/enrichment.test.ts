import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Engine } from '../../../src-main/engine/engine.ts'
import { everything } from '../../../src-shared/filter/model.ts'
import type { SqlDialect } from '../../../src-shared/sql/dialect.ts'
import { open, startEngine, valueIn } from '../../fixtures/engine.ts'
import { autonomousSystem, city, mmdbOf } from '../../fixtures/mmdb.ts'

const sampleCase = join(import.meta.dirname, '../../../resources/sample-case')
let engine: Engine
let folder: string
let files: { readonly cities: string; readonly owners: string; readonly list: string; readonly broken: string }

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'trailproof-'))
  const written = (name: string, content: string | Buffer) => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  files = {
    cities: written(
      'cities.mmdb',
      mmdbOf(
        {
          '198.51.100.0/24': city('DE', 'Berlin', 52.52, 13.405),
          '203.0.113.0/24': city('BR', 'Recife', -8.05, -34.9),
        },
        { type: 'GeoLite2-City' },
      ),
    ),
    owners: written(
      'owners.mmdb',
      mmdbOf({ '198.51.100.0/24': autonomousSystem(64496, 'Example Net') }, { type: 'ASN' }),
    ),
    list: written('own.csv', '203.0.113.0/24,Office\n111122223333,Prod\n222233334444,Test\n'),
    broken: written('broken.mmdb', 'cut'),
  }
  engine = startEngine()
})
afterAll(async () => {
  await engine.dispose()
  rmSync(folder, { recursive: true, force: true })
})

const use = async (...paths: readonly string[]) =>
  valueIn(await engine.enrich({ files: paths.map((path) => ({ path, sha256: null })) }))
const rows = async (sql: string, dialect: SqlDialect = 'sqlite') =>
  valueIn(await engine.runSql({ sql, dialect, limit: 1_000 })).rows
const countries = 'SELECT country, count(*) FROM events WHERE country IS NOT NULL GROUP BY country ORDER BY country'
const facet = async (column: 'country' | 'owner' | 'accountName') =>
  valueIn(await engine.facet({ filter: everything, column, search: '', limit: 10 })).values

test('files are told before a case is open, and fill the columns of the one that is opened', async () => {
  const told = await use(files.cities, files.owners, files.broken)
  expect(told.files.map(({ kind, type }) => [kind, type])).toEqual([
    ['mmdb', 'GeoLite2-City'],
    ['mmdb', 'ASN'],
    [null, null],
  ])
  await open(engine, sampleCase)
  const { files: used, addresses } = valueIn(await engine.enrichment())
  expect(addresses).toBeGreaterThan(3)
  expect(used[0]!.addresses).toBeGreaterThan(0)
  const found = await rows(countries)
  expect(found.map(([country]) => country)).toEqual(['BR', 'DE'])
  expect(await rows(countries, 'athena')).toEqual(found)
  const counted = await facet('country')
  expect(new Map(counted.map(({ value, events }) => [value, events]))).toEqual(new Map(found as [string, number][]))
  expect(await rows("SELECT DISTINCT asn, owner FROM events WHERE country = 'DE'")).toEqual([
    ['AS64496', 'Example Net'],
  ])
})

test('other files change the columns and the findings of the open case, and no verdict', async () => {
  const verdicts = await rows('SELECT logVerdict, count(*) FROM events GROUP BY 1 ORDER BY 1')
  const before = valueIn(await engine.findings())
  await use(files.list)
  expect(await rows(countries)).toEqual([])
  expect(await rows(countries, 'athena')).toEqual([])
  const offices = "SELECT count(*) FROM events WHERE owner = 'Office' AND sourceIPAddress LIKE '203.0.113.%'"
  const [[office]] = (await rows(offices)) as [[number]]
  expect(office).toBeGreaterThan(0)
  expect(await rows(offices, 'athena')).toEqual([[office]])
  expect((await facet('owner')).find(({ value }) => value === 'Office')?.events).toBe(office)
  expect((await facet('accountName')).some(({ value }) => value === 'Prod')).toBe(true)
  expect(await rows('SELECT logVerdict, count(*) FROM events GROUP BY 1 ORDER BY 1')).toEqual(verdicts)
  // The rules have run again, and SQL has what they found, once.
  const after = valueIn(await engine.findings())
  expect(after.length).toBeGreaterThan(0)
  expect(after.length).toBeLessThanOrEqual(before.length)
  for (const dialect of ['sqlite', 'athena'] as const)
    expect(await rows('SELECT count(*), count(DISTINCT name) FROM findings', dialect)).toEqual([
      [after.length, after.length],
    ])
  expect(valueIn(await engine.incidents()).length).toBeGreaterThan(0)
})

test('without files the columns are empty, and the last of several choices counts', async () => {
  const [first, , last] = await Promise.all([use(files.cities), use(files.list), use()])
  expect(last.files).toEqual([])
  expect(first.files.length).toBeLessThanOrEqual(1)
  expect(await rows('SELECT count(country), count(owner), count(accountName) FROM events')).toEqual([[0, 0, 0]])
  expect(await facet('country')).toEqual([])
})
