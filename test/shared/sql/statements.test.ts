import { expect, test } from 'vitest'
import { isExplanation, queryIn, statementsOf } from '../../../src-shared/sql/statements.ts'

test.each([
  ['SELECT 1', ['SELECT 1']],
  ['SELECT \';\' ; /* ; */ SELECT ";" -- ;\n', ["SELECT ';'", 'SELECT ";"']],
  [' ;; -- nothing\n;', []],
  ['\uFEFF/* a */;SELECT/* b */1;', ['SELECT/* b */1']],
])('the statements of %j', (text, expected) => expect(statementsOf(text).map(({ sql }) => sql)).toEqual(expected))

test.each([
  ['SELECT 1'],
  ['  -- a comment; with semicolon\n/* and\nanother */ ; sElEcT 1;  -- and one behind\n'],
  [';;WITH x(a) AS (VALUES (1)) SELECT a FROM x'],
  ['VALUES (1)'],
  ['EXPLAIN QUERY PLAN SELECT 1'],
  ['\uFEFFselect 1'],
])('%j is a query', (text) => expect(queryIn(text).ok).toBe(true))

test.each([
  ['', 'There is no query in the text.'],
  ['--x', 'There is no query in the text.'],
  ['/* never closed', 'There is no query in the text.'],
  ['delete FROM files', 'DELETE is refused: only SELECT, WITH, VALUES and EXPLAIN run here.'],
  ['"SELECT" 1', '"SELECT" is refused: only SELECT, WITH, VALUES and EXPLAIN run here.'],
  ['(SELECT 1)', '( is refused: only SELECT, WITH, VALUES and EXPLAIN run here.'],
  ['SELECT 1; SELECT 2', 'There is more than one statement: run them one at a time.'],
  ['SELECT 1 \0 FROM files', 'There is a NUL character in the text: SQLite would not read beyond it.'],
])('%j is refused', (text, message) => {
  expect(queryIn(text)).toEqual({ ok: false, code: 'sql-not-a-query', message })
})

test('what begins with EXPLAIN is an explanation', () => {
  expect(['; explain SELECT 1', 'SELECT 1 -- EXPLAIN'].map((text) => isExplanation(statementsOf(text)[0]!))).toEqual([
    true,
    false,
  ])
})
