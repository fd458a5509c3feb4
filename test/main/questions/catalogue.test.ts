import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadDuckdb } from '../../../src-main/duckdb/package.ts'
import type { Engine } from '../../../src-main/engine/engine.ts'
import { type CatalogueQuestion, catalogue } from '../../../src-main/questions/catalogue.ts'
import type { Cell } from '../../../src-shared/contract/index.ts'
import { readHeader } from '../../../src-shared/sql/header.ts'
import { open, startEngine, valueIn } from '../../fixtures/engine.ts'
import { csv, expectGolden } from '../../golden/golden.ts'

/** Rows that a golden file keeps of an answer. */
const keptRows = 25

let engine: Engine
beforeAll(async () => {
  engine = startEngine()
  await open(engine, join(import.meta.dirname, '../../../resources/sample-case'))
})
afterAll(() => engine.dispose())

const parametersOf = (question: CatalogueQuestion) =>
  Object.fromEntries(question.parameters.map(({ name, example }) => [name, example]))

/** Where DuckDB's package is not installed, nothing answers Athena's dialect. */
const isThere = (await loadDuckdb()) !== null

test.each(isThere ? catalogue : [])('$id answers its question about the sample case', async (question) => {
  const asked = { sql: question.sql, limit: 10_000, parameters: parametersOf(question) }
  const answer = valueIn(await engine.runSql({ ...asked, dialect: 'athena' }))
  expect(answer.columns).toEqual(question.columns)
  const more = answer.rows.length > keptRows ? `… ${answer.rows.length} rows\n` : ''
  expectGolden(`sql/${question.id}.csv`, csv(answer.columns, answer.rows.slice(0, keptRows)) + more)
  if (!alsoSqlite.includes(question.id)) return
  const second = valueIn(await engine.runSql({ ...asked, dialect: 'sqlite' }))
  expect(second.rows.map(comparable)).toEqual(answer.rows.map(comparable))
})

const alsoSqlite: readonly string[] = []

describe('the library', () => {
  test('leads from every question to others that are there', () => {
    const ids = new Set(catalogue.map(({ id }) => id))
    expect(catalogue.flatMap(({ id, next }) => next.filter((to) => !ids.has(to) || to === id))).toEqual([])
    expect(ids.size).toBeGreaterThanOrEqual(80)
  })

  test('says the parameters of each text in its header', () => {
    for (const { sql, parameters } of catalogue) {
      const inText = new Set([...sql.replaceAll(/^--.*$/gm, '').matchAll(/(?<![:\w]):([A-Za-z]\w*)/g)].map(([, name]) => name))
      expect([...inText].sort()).toEqual(parameters.map(({ name }) => name).sort())
    }
  })
})

test('a file without a field in its header is refused', () => {
  expect(() => readHeader('x', '-- title: a\nSELECT 1', ['title', 'question'])).toThrow('x.sql has no question')
})

/** A time as SQLite writes it and as Athena does, true and 1, are the same. */
function comparable(row: readonly Cell[]): readonly unknown[] {
  return row.map((cell) => {
    if (typeof cell !== 'string') return cell
    if (cell === 'true' || cell === 'false') return cell === 'true' ? 1 : 0
    const time = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.(\d{3}))?\d*Z?$/.exec(cell)
    return time === null ? cell : `${time[1]} ${time[2]}.${time[3] ?? '000'}`
  })
}
