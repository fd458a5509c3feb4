import type { Database } from 'sql.js'
import { expect, test } from 'vitest'
import { RowFunctions } from '../../../src-main/store/functions.ts'
import { DatabaseImage, nextPage } from '../../../src-main/store/image/database-image.ts'
import { writeRows } from '../../../src-main/store/image/rows.ts'
import { fitsTextIndex, writeTextIndex } from '../../../src-main/store/image/text-index.ts'
import { aSnapshot } from './a-snapshot.ts'
import { aStore } from './a-store.ts'

const { sqlite } = aStore(aSnapshot([]))
const encoder = new TextEncoder()

/** Small pages make deep trees of few rows. */
const pageSize = 512
const schema = `
  PRAGMA page_size = ${pageSize};
  CREATE TABLE entry (id INTEGER PRIMARY KEY, text TEXT AS (text_of(id)));
  CREATE INDEX all_texts ON entry (text);
  CREATE INDEX some_texts ON entry (text) WHERE text IS NOT NULL`

function define(db: Database, texts: readonly (string | null)[]): RowFunctions {
  const functions = new RowFunctions(sqlite, db)
  functions.define('text_of', (context, row) => texts[row] != null && sqlite.result(context, texts[row]), true)
  return functions
}

/** A table whose row `i` has the text `texts[i]`, with its two indexes, written page by page and opened by SQLite. */
function open(texts: readonly (string | null)[]) {
  const empty = new sqlite.Database()
  const none = define(empty, [])
  empty.run(schema)
  const rootOf = (name: string) =>
    empty.exec(`SELECT rootpage FROM sqlite_schema WHERE name = '${name}'`)[0]!.values[0]![0] as number
  const roots = { entry: rootOf('entry'), all: rootOf('all_texts'), some: rootOf('some_texts') }
  const image = new DatabaseImage(empty.export(), 0)
  empty.close()
  none.dispose()

  const dictionary = ['', ...new Set(texts.filter((text) => text !== null))]
  const codeOf = new Map(dictionary.map((text, code) => [text, code]))
  const codes = Uint32Array.from(texts, (text) => (text === null ? 0 : codeOf.get(text)!))
  const encoded = dictionary.map((text) => encoder.encode(text))
  const starts = Uint32Array.from(
    [0, ...encoded].map((_, i) => encoded.slice(0, i).reduce((sum, { length }) => sum + length, 0)),
  )
  const utf8 = { bytes: Uint8Array.from(encoded.flatMap((bytes) => [...bytes])), starts }
  writeRows(image, roots.entry, texts.length)
  writeTextIndex(image, roots.all, { codes }, utf8, false)
  writeTextIndex(image, roots.some, { codes }, utf8, true)
  const db = new sqlite.Database(image.finish())
  const functions = define(db, texts)
  const ask = (sql: string) => db.exec(sql)[0]?.values.flat() ?? []
  const close = () => {
    db.close()
    functions.dispose()
  }
  return { db, ask, close }
}

/** Names as CloudTrail has them, rows without one, texts beyond ASCII and of several lengths. */
const someTexts = (count: number): (string | null)[] =>
  Array.from({ length: count }, (_, i) =>
    i % 7 === 3 ? null : `${['Get', 'List', 'Übung', '\u{1f511}'][i % 4]}${(i * 37) % 91}`,
  )

/** The counts at which leaves and interior pages come to be; each of the first hundreds, since any may be a boundary. */
const counts = [...Array.from({ length: 420 }, (_, i) => i), 5_000, 5_001, 40_000]

test('tables and indexes of every size pass SQLite’s own check, row by row', () => {
  for (const count of counts) {
    const { ask, close } = open(someTexts(count))
    expect([count, ...ask('PRAGMA integrity_check')]).toEqual([count, 'ok'])
    expect(ask('SELECT count(*), coalesce(max(id), 0) FROM entry')).toEqual([count, count])
    close()
  }
})

test('an index answers as the rows do, whatever is asked', () => {
  const texts = someTexts(5_000)
  const { ask, close } = open(texts)
  const rowsOf = (is: (text: string | null) => boolean) => texts.flatMap((text, i) => (is(text) ? [i + 1] : []))
  for (const wanted of ['Get0', 'Übung12', '\u{1f511}90', 'not there']) {
    const sql = `SELECT id FROM entry INDEXED BY some_texts WHERE text = '${wanted}' ORDER BY id`
    expect(ask(sql)).toEqual(rowsOf((text) => text === wanted))
  }
  expect(ask('SELECT id FROM entry INDEXED BY all_texts WHERE text IS NULL')).toEqual(rowsOf((text) => text === null))
  expect(ask("SELECT count(*) FROM entry INDEXED BY all_texts WHERE text > 'List'")).toEqual([
    texts.filter((text) => text !== null && text > 'List').length,
  ])
  close()
})

test('the database takes further rows and indexes like any other', () => {
  const texts = [...someTexts(700), 'Later', 'GetLater']
  const { db, ask, close } = open(texts.slice(0, 700))
  db.run('CREATE TABLE note (text TEXT); CREATE INDEX late ON entry (id % 10)')
  for (let i = 0; i < 300; i++) db.run(`INSERT INTO note VALUES ('note ${i}')`)
  db.run('DELETE FROM entry WHERE id % 3 = 0')
  expect(ask('PRAGMA integrity_check')).toEqual(['ok'])
  expect(ask('SELECT count(*) FROM entry')).toEqual([467])
  close()
})

test('texts that differ for JavaScript alone stand together by row', () => {
  // Written as UTF-8 both are U+FFFD.
  const store = aStore(aSnapshot(['\ud800', 'b', '\udfff', '\ud800', 'a'].map((eventName) => ({ eventName }))))
  expect(store.rows("SELECT id FROM events WHERE eventName = '\ufffd'").flat()).toEqual([1, 3, 4])
  expect(store.rows('SELECT * FROM pragma_integrity_check')).toEqual([['ok']])
  store.close()
})

test('a key too long for a page is left to SQLite, and found all the same', () => {
  const long = 'x'.repeat(5_000)
  expect(fitsTextIndex(16_384, { bytes: encoder.encode(long), starts: Uint32Array.of(0, 0, 5_000) })).toBe(false)
  const store = aStore(aSnapshot([{ eventName: long }, { eventName: 'GetObject' }, { eventName: long }]))
  expect(store.rows(`SELECT id FROM events WHERE eventName = '${long}'`).flat()).toEqual([1, 3])
  expect(store.rows(`EXPLAIN QUERY PLAN SELECT id FROM events WHERE eventName = 'x'`).join()).toContain(
    'event_by_eventName',
  )
  expect(store.rows('SELECT * FROM pragma_integrity_check')).toEqual([['ok']])
  store.close()
})

test.each([
  [16_384, 65_536, 65_538],
  [512, 2_097_152, 2_097_154],
  [512, 2_097_151, 2_097_152],
])('with pages of %i bytes, the page at one gigabyte is never used: behind %i comes %i', (size, page, next) => {
  expect(nextPage(page, size)).toBe(next)
})
