import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { textsOf } from '../../../src-main/columns/coded-text.ts'
import type { FieldData } from '../../../src-main/columns/fields/field-column.ts'
import { jsonValue, parsePath, sliceJson } from '../../../src-shared/base/json-slice.ts'
import { fieldKind } from '../../../src-shared/model/field.ts'
import { randomFrom } from '../../fixtures/random.ts'
import { aSnapshot } from './a-snapshot.ts'
import { aStore } from './a-store.ts'

const { pick, chance } = randomFrom('fields in SQL')
const texts = ['"a"', '"A"', '"Äpfel"', '"\\ud800"', '"\\udc00"', '"\\ufffd"', '""', '"10"', '"9"', '"it\'s"', '"a\\u0000b"', 'true', '"true"', '{"b":[1,"x y"]}', '[]', 'null'] // biome-ignore format: a list
const mixed = [...texts, '10', '9.50', '12345678901234567890', '1e3']
const records = Array.from(
  { length: 2500 },
  () => `{"text":${pick(texts)},"mixed":${pick(mixed)}${chance(0.5) ? ',"half":"yes"' : ''}}`,
)
const lines = records.map((_, row) => ({ eventName: row < 10 ? 'Few' : pick(['A', 'B']) }))

/** As the case would make it. */
function columnOf(path: string, id: number): FieldData {
  const values = records.map((record) => {
    const slice = sliceJson(record, parsePath(path)!)
    if (slice === null || slice === 'null') return null
    const kind =
      slice[0] === '"'
        ? 'string'
        : slice[0] === '{'
          ? 'object'
          : slice[0] === '['
            ? 'array'
            : /^[tf]/.test(slice)
              ? 'boolean'
              : 'number'
    return { text: kind === 'number' ? slice : String(jsonValue(slice)), kind: fieldKind[kind] }
  })
  const dictionary = ['', ...new Set(values.flatMap((value) => (value === null ? [] : value.text)))]
  const kinds = new Uint8Array(dictionary.length)
  const codes = Uint8Array.from(values, (value) => {
    if (value === null) return 0
    const code = dictionary.lastIndexOf(value.text)
    kinds[code]! |= value.kind
    return code
  })
  const unread = new Map<number, string>()
  return { id, path, codes, texts: textsOf(dictionary), kinds, events: codes.length, values: 0, unread }
}

let columns = 0
const asked: string[][] = []
const store = aStore(
  aSnapshot(lines),
  (_, row) => (records[row] === undefined ? null : { text: records[row], problem: null }),
  {
    columnsOf: (paths) => {
      asked.push([...paths])
      return paths.map((path) => [path, columnOf(path, ++columns)])
    },
    // Each record lies in a file of its own.
    fileOf: (row) => row,
    files: () => records.length,
  },
)
afterAll(() => store.close())
beforeEach(() => {
  asked.length = 0
})

/** What the first word hides from the counts of columns, SQLite answers; a path that is computed is read from records. */
const bySqlite = (sql: string) => `WITH unused AS (SELECT 1) ${sql}`
const fromRecords = (sql: string) => bySqlite(sql.replace(/field\(([^,]+), ('[^']+')\)/g, "field($1, $2 || '')"))
const sorted = (rows: readonly (readonly unknown[])[]) => rows.map((row) => JSON.stringify(row)).sort()

describe('a field of all events has one meaning', () => {
  test.each([
    "SELECT field(id, 'text'), count(*) FROM events GROUP BY 1",
    "SELECT field(id, 'text') AS t, eventName, count(*) FROM events WHERE field(id, 'half') = 'yes' GROUP BY t, eventName",
    "SELECT count(DISTINCT field(id, 'text')), min(field(id, 'text')), max(field(id, 'text')), count(field(id, 'text')) FROM events",
    "SELECT eventName, count(*) FROM events WHERE field(id, 'text') LIKE 'a%' OR field(id, 'text') IS NULL GROUP BY 1",
    "SELECT DISTINCT field(id, 'text.b[0]') FROM events",
    "SELECT field(id, 'mixed'), typeof(field(id, 'mixed')), count(*) FROM events GROUP BY 1, 2",
    "SELECT field(id, 'mixed'), count(*) FROM events GROUP BY 1",
    "SELECT max(field(id, 'mixed')), min(field(id, 'mixed')) FROM events",
    "SELECT field(id, '$.absent'), count(*) FROM events GROUP BY 1",
    "SELECT id, field(id, 'mixed'), field(id, 'text') FROM events ORDER BY 2, 3, 1",
    "SELECT field(id + 0.5, 'text'), field('1', 'text'), field(NULL, 'text'), field(-1, 'text') FROM events",
  ])('%s', (sql) => {
    const expected = sorted(store.rows(fromRecords(sql)))
    expect(asked).toEqual([])
    expect(sorted(store.rows(bySqlite(sql)))).toEqual(expected)
    expect(sorted(store.rows(sql))).toEqual(expected)
  })
})

test('counts by a text come from the codes of its column, which is asked for with the others of the query', () => {
  const answer = store.run("SELECT field(id, 'text'), count(*) FROM events WHERE field(id, 'half') = 'yes' GROUP BY 1")
  expect(answer).toMatchObject({ value: { engine: 'columns' } })
  expect(asked).toEqual([['text', 'half']])
})

test('a query that columns leave few events reads these', () => {
  store.rows("SELECT field(id, 'text'), count(*) FROM events WHERE eventName = 'Few' GROUP BY 1")
  expect(asked).toEqual([])
})

test('a query that is explained or wrong has nothing read', () => {
  store.rows("EXPLAIN QUERY PLAN SELECT field(id, 'text'), count(*) FROM events GROUP BY 1")
  expect(store.run("SELECT field(id, 'text'), count(*), nothing FROM events GROUP BY 1")).toMatchObject({ ok: false })
  expect(asked).toEqual([])
})
