import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CatalogueQuestion, catalogue } from '../../../src-main/questions/catalogue.ts'
import type { Cell } from '../../../src-shared/contract/index.ts'
import { readHeader } from '../../../src-shared/sql/header.ts'
import { nameOfCase, withGiven } from '../../../src-shared/sql/remote/remote-query.ts'
import { duckdbIsThere } from '../../fixtures/duckdb-is-there.ts'
import { open, startEngine, valueIn } from '../../fixtures/engine.ts'
import { csv, expectGolden } from '../../golden/golden.ts'

/** Rows that a golden file keeps of an answer. */
const keptRows = 25

let engine: ReturnType<typeof startEngine>
beforeAll(async () => {
  engine = startEngine()
  await open(engine, join(import.meta.dirname, '../../../resources/sample-case'))
})
afterAll(() => engine.dispose())

const parametersOf = (question: CatalogueQuestion) =>
  Object.fromEntries(question.parameters.map(({ name, example }) => [name, example]))

test.each(duckdbIsThere ? catalogue : [])('$id answers its question about the sample case', async (question) => {
  const asked = { sql: question.sql, limit: 10_000, parameters: parametersOf(question) }
  const answer = valueIn(await engine.runSql({ ...asked, dialect: 'athena' }))
  expect(answer.columns).toEqual(question.columns)
  const more = answer.rows.length > keptRows ? `… ${answer.rows.length} rows\n` : ''
  expectGolden(`sql/${question.id}.csv`, csv(answer.columns, answer.rows.slice(0, keptRows)) + more)
  if (!alsoSqlite.has(question.id)) return
  const second = valueIn(await engine.runSql({ ...asked, dialect: 'sqlite' }))
  expect(second.rows.map(comparable).sort()).toEqual(answer.rows.map(comparable).sort())
})

/** Questions whose text means the same to SQLite. */
const alsoSqlite: ReadonlySet<string> = new Set(
  `top-principals denied-by-principal denied-by-api denied-then-allowed root-activity cross-account-calls identity-
    types long-lived-keys key-created-then-used console-logins failed-sign-ins sign-ins-without-mfa root-sign-ins
    roles-assumed assume-role-from-outside role-chains session-of-key top-addresses user-agents old-tls vpc-
    endpoints regions-used buckets-made-public buckets-deleted shared-outside snapshots-made data-events federation-
    changed logging-changed guardrails-changed caller-identity console-users-reading calls-before-first-write email-
    sending errors-by-api errors-by-principal error-messages dry-runs event-categories top-apis rare-apis insights
    events-by-verdict files-not-proven absences unproven-changes duplicates late-events organization-changes
    accounts-seen identity-center-changes shared-events account-settings`.split(/\s+/),
)

describe('the library', () => {
  test('leads from every question to others that are there', () => {
    const ids = new Set(catalogue.map(({ id }) => id))
    expect(catalogue.flatMap(({ id, next }) => next.filter((to) => !ids.has(to) || to === id))).toEqual([])
    expect(ids.size).toBeGreaterThanOrEqual(80)
  })

  test('is for Athena and Trino, too, but for questions that only a case can answer', () => {
    const ofCase = catalogue.filter(({ sql }) => nameOfCase(sql) !== null).map(({ id }) => id)
    expect(ofCase.sort()).toEqual(['absences', 'duplicates', 'events-by-verdict', 'files-not-proven', 'resources-before-and-after', 'unproven-changes']) // biome-ignore format: a list
    const sent = catalogue.map((question) => withGiven(question.sql, parametersOf(question)))
    expect(sent.filter(({ ok }) => !ok)).toEqual([])
  })

  test('says the parameters of each text in its header', () => {
    for (const { sql, parameters } of catalogue) {
      const inText = new Set(
        [...sql.replaceAll(/^--.*$/gm, '').matchAll(/(?<=[ (]):([A-Za-z]\w*)/g)].map(([, name]) => name),
      )
      expect([...inText].sort()).toEqual(parameters.map(({ name }) => name).sort())
    }
  })
})

test('a file without a field in its header is refused', () => {
  expect(() => readHeader('x', '-- title: a\nSELECT 1', ['title', 'question'])).toThrow('x.sql has no question')
})

/** A time as SQLite writes it and as Athena does, true and 1, are the same; nulls come first in one and last in the other. */
function comparable(row: readonly Cell[]): string {
  const cells = row.map((cell) => {
    if (typeof cell !== 'string') return cell
    if (cell === 'true' || cell === 'false') return cell === 'true' ? 1 : 0
    const time = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.(\d{3}))?\d*Z?$/.exec(cell)
    return time === null ? cell : `${time[1]} ${time[2]}.${time[3] ?? '000'}`
  })
  return JSON.stringify(cells)
}
