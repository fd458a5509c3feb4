import initSqlJs from 'sql.js'
import { expect, test } from 'vitest'
import { planSteps } from '../../../src-shared/words/query-plan.ts'

const db = new (await initSqlJs()).Database()
db.run(
  'CREATE TABLE event (id INTEGER PRIMARY KEY, name, key); CREATE INDEX by_name ON event (name); CREATE TABLE files (id, path)',
)

const stepsOf = (sql: string) =>
  planSteps(
    db
      .exec(`EXPLAIN QUERY PLAN ${sql}`)[0]!
      .values.map(([id, parent, , detail]) => ({ id: Number(id), parent: Number(parent), detail: String(detail) })),
  )
const wordsOf = (sql: string) => stepsOf(sql).map(({ depth, words }) => '  '.repeat(depth) + words)

test.each([
  ['SELECT key FROM event', ['Reads all rows of events.']],
  ["SELECT key FROM event WHERE name = 'a'", ['Finds rows of events by the index by_name (name=?).']],
  ['SELECT key FROM event WHERE id = 7', ['Finds rows of events by their number (rowid=?).']],
  ['SELECT key, count(*) FROM event GROUP BY key ORDER BY 2', ['Reads all rows of events.', 'Sorts rows for GROUP BY.', 'Sorts rows for ORDER BY.']],
  ['SELECT 1 UNION ALL SELECT key FROM event', ['Answers several queries:', '  The first:', '    Takes one given row.', '  UNION ALL:', '    Reads all rows of events.']],
  ['SELECT 1 FROM files WHERE id = (SELECT max(key) FROM event)', ['Reads all rows of files.', 'Answers a query within the query once:', '  Reads rows of events until the least or the greatest is found.']],
  ["SELECT value FROM json_each('[1]')", ['Reads the rows of json_each().']],
  ['WITH RECURSIVE n(i) AS (SELECT 1 UNION SELECT i + 1 FROM n LIMIT 9) SELECT * FROM n', ['Answers n first:', '  Begins with:', '    Takes one given row.', '  Goes on, until no row comes, with:', '    Reads all rows of n.', 'Reads all rows of n.']],
])('the plan of %s', (sql, expected) => expect(wordsOf(sql)).toEqual(expected)) // biome-ignore format: a table

test('a join without an index is said to compare all pairs', () => {
  const steps = stepsOf('SELECT 1 FROM files a, files b WHERE a.path < b.path')
  expect(steps.map(({ words, isCostly }) => [words, isCostly])).toEqual([
    ['Reads all rows of a.', false],
    ['For each of these rows: reads all rows of b.', true],
  ])
  const [, found] = stepsOf('SELECT 1 FROM event a JOIN event b ON a.key = b.id')
  expect(found).toMatchObject({
    words: 'For each of these rows: finds rows of b by their number (rowid=?).',
    isCostly: false,
  })
})

test('what is not known is shown as SQLite says it, and a step may lack a number', () => {
  expect(planSteps([{ id: 1, parent: 0, detail: 'NEWS OF 2030' }])).toMatchObject([{ words: 'NEWS OF 2030.' }])
  const [only, ...others] = planSteps([{ id: 0, parent: 0, detail: 'ANSWER FROM COLUMNS: …' }])
  expect(only).toMatchObject({ words: 'Counts events by the codes of their values; SQLite reads no row.' })
  expect(others).toEqual([])
})
