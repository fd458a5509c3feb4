import { expect, test } from 'vitest'
import { insertOf, namedTables, suggestions } from '../../../../src-renderer/panels/sql/editor/completion.ts'
import { errorPlaces } from '../../../../src-renderer/panels/sql/editor/error-place.ts'
import { docAt } from '../../../../src-renderer/panels/sql/editor/hover.ts'
import { statementAt } from '../../../../src-renderer/panels/sql/editor/statement.ts'
import { valueAt } from '../../../../src-renderer/panels/sql/editor/value-at.ts'
import type { SchemaTable } from '../../../../src-shared/contract/index.ts'

const marked = (message: string, sql: string) =>
  errorPlaces(message, sql).map(({ from, until }) => sql.slice(from, until))

test.each([
  ['a token that stands once', 'near "FORM": syntax error', 'SELECT a FORM events', ['FORM']],
  ['a token that could be any of several', 'near ",": syntax error', 'SELECT a,, b, c FROM t', []],
  ['a column wherever it is named', 'no such column: nane', 'SELECT nane FROM t WHERE t.nane = 1', ['nane', 'nane']],
  ['not inside longer names', 'no such column: id', 'SELECT id, eventid, id2 FROM t', ['id']],
  ['not inside text or comments', 'no such column: x', "SELECT x, 'x' -- x\nFROM t /* x */", ['x']],
  ['a table', 'no such table: evnts', 'SELECT * FROM evnts', ['evnts']],
  ['a name in any quotes', 'no such column: nane', 'SELECT "nane", [NANE], \'nane\' FROM t', ['"nane"', '[NANE]']],
  ['a column of a table', 'no such column: t.x', 'SELECT x, t . x FROM t', ['t . x']],
  ['in the middle of a sentence', 'The query failed: no such function: foo', 'SELECT foo(1)', ['foo']],
  ['an end that came too soon', 'incomplete input', 'SELECT (', ['(']],
  ['a place that is told', 'The bracket ( has no other one. (line 2, column 8)', 'SELECT x\nFROM t (1', ['(']],
  [
    'the last sign where the end is told',
    'syntax error at end of input (line 1, column 30)',
    'SELECT a GROUP BY',
    ['BY'],
  ],
  ['a message that names nothing', 'database disk image is malformed', 'SELECT 1', []],
])('an error marks %s', (_, message, sql, expected) => expect(marked(message, sql)).toEqual(expected))

test.each([
  ['SELECT 1; SELECT |2', ' SELECT 2'],
  ["SELECT ';|' FROM t; SELECT 2", "SELECT ';' FROM t"],
  ['-- one; two\nSELECT |1', '-- one; two\nSELECT 1'],
  ['SELECT `;` |, [;]; SELECT 2', 'SELECT `;` , [;]'],
  ['SELECT 1|', 'SELECT 1'],
])('the statement around the cursor in %s', (written, expected) => {
  const text = written.replace('|', '')
  const { from, until } = statementAt(text, written.indexOf('|'))
  expect(text.slice(from, until)).toBe(expected)
})

const table = (name: string, ...columns: string[]): SchemaTable => ({
  name,
  doc: '',
  columns: columns.map((column) => ({ name: column, type: 'TEXT', doc: `About ${column}.` })),
})
const schema: readonly SchemaTable[] = [
  table('events', 'eventID', 'eventName', 'path'),
  table('files', 'path', 'bytes'),
  { name: 'Functions', doc: '', columns: [], functions: [{ signature: 'record(eventID)', doc: 'The record.' }] },
]
const sqlite = { schema, dialect: 'sqlite' } as const
const athena = { schema, dialect: 'athena' } as const
const labels = (before: string, after = '') => suggestions(sqlite, before, before + after).map(({ label }) => label)

test('after FROM and JOIN come tables alone, and no list of functions among them', () => {
  expect(labels('SELECT * FROM ')).toEqual(['events', 'files'])
  expect(labels('SELECT * FROM events JOIN fi')).toEqual(['events', 'files'])
})

test('after an alias come the columns of its table alone', () => {
  expect(labels('SELECT f.', ' FROM files AS f')).toEqual(['path', 'bytes'])
  expect(labels('SELECT files.p')).toEqual(['path', 'bytes'])
  expect(labels('SELECT nobody.')).toEqual([])
  expect(labels('SELECT "f".', ' FROM files AS "f"')).toEqual(['path', 'bytes'])
})

test('columns of the tables that the statement reads come first, each name once', () => {
  const all = suggestions(sqlite, 'SELECT ', 'SELECT  FROM files')
  const path = all.filter(({ label }) => label === 'path')
  expect(path.map(({ detail }) => detail)).toEqual(['TEXT · files'])
  const rankOf = (label: string) => all.find((one) => one.label === label)!.rank
  expect(rankOf('bytes')).toBeLessThan(rankOf('eventName'))
  expect(all.find(({ label }) => label === 'record(eventID)')).toMatchObject({ insert: 'record(', doc: 'The record.' })
})

test('a keyword after a table is no alias', () => {
  expect([...namedTables(schema, 'SELECT 1 FROM events WHERE 1').keys()]).toEqual(['events'])
  expect([...namedTables(schema, 'SELECT 1 FROM events e').keys()]).toEqual(['events', 'e'])
  expect([...namedTables(schema, 'SELECT 1 FROM /* of */ "Events" AS [a b] -- FROM files').keys()]).toEqual([
    'events',
    'a b',
  ])
})

test.each([
  ['record(id)', 'record('],
  ["field(id, 'requestParameters.bucketName')", 'field('],
  ['text REGEXP pattern', 'REGEXP'],
])('of %s the query takes %s', (signature, expected) => expect(insertOf(signature)).toBe(expected))

test('functions come with what they do, those of the dialect alone', () => {
  const functions = (language: typeof sqlite | typeof athena) =>
    suggestions(language, 'SELECT ', 'SELECT ').filter(({ kind }) => kind === 'function')
  const inSqlite = functions(sqlite).map(({ insert }) => insert)
  expect(inSqlite).toEqual(expect.arrayContaining(['record(', 'count(', 'strftime(']))
  expect(inSqlite).not.toContain('element_at(')
  const inAthena = functions(athena).map(({ insert }) => insert)
  expect(inAthena).toEqual(expect.arrayContaining(['count(', 'element_at(']))
  expect(inAthena).not.toContain('record(')
  expect([...functions(sqlite), ...functions(athena)].filter(({ doc }) => !doc.endsWith('.'))).toEqual([])
})

test('in other dialects a path of a record is gone along part by part', () => {
  const after = (before: string) => suggestions(athena, before, before).map(({ label }) => label)
  expect(after('SELECT ')).toContain('userIdentity.arn')
  expect(after('SELECT userIdentity.')).toEqual(expect.arrayContaining(['arn', 'sessionContext.sessionIssuer.arn']))
  expect(after('SELECT useridentity.sessioncontext.sessionissuer.')).toContain('arn')
  expect(after('SELECT requestParameters.')).toEqual([])
})

const cursorIn = (written: string) => [written.replace('|', ''), written.indexOf('|')] as const

test.each([
  ["SELECT 1 FROM events WHERE eventName = 'Ass|'", 'eventName', 'Ass', 'Ass'],
  ["SELECT 1 FROM events WHERE eventName = 'Ass|umeRole' AND 1", 'eventName', 'Ass', 'AssumeRole'],
  ["SELECT 1; SELECT 1 FROM t WHERE t.awsregion IN ('us-east-1', '|", 'awsRegion', '', ''],
  ["… WHERE eventName = 'a|\nAND x = 'b'", 'eventName', 'a', 'a'],
  ["… WHERE userIdentity.arn LIKE '%it''s|%'", 'userIdentityArn', "%it's", "%it''s%"],
  ["… WHERE max(eventName) = 'a|'", null, 'a', 'a'],
  ["SELECT 'a|'", null, 'a', 'a'],
])('the value at the cursor in %s', (written, column, typed, whole) => {
  const [text, offset] = cursorIn(written)
  const found = valueAt(text, offset)!
  expect([found.column, found.typed, text.slice(found.from, found.until)]).toEqual([column, typed, whole])
})

test.each([
  ["WHERE eventName = 'Ass|'", true],
  ["WHERE eventName = 'Ass|", false],
  ["WHERE eventName = 'Ass|\nAND awsRegion = 'eu-west-1'", false],
])('whether the last quote of the value in %s is written', (written, isClosed) => {
  expect(valueAt(...cursorIn(written))).toMatchObject({ isClosed })
})

test.each(["SELECT |'a'", "SELECT 'a'|", 'SELECT "a|"', "SELECT -- 'a|\n1"])(
  'no value is at the cursor in %s',
  (written) => {
    expect(valueAt(...cursorIn(written))).toBeNull()
  },
)

test.each([
  ['SELECT even|tID FROM events', sqlite, 'eventID', 'TEXT · events'],
  ['SELECT f.p|ath FROM files f JOIN events', sqlite, 'path', 'TEXT · files'],
  ['SELECT rec|ord(id) FROM events', sqlite, 'record(eventID)', 'function'],
  ['SELECT coun|t(*) FROM events', sqlite, 'count(*)', 'function'],
  ['SELECT 1 FROM fil|es', sqlite, 'files', 'table'],
  ['SELECT useridentity.a|rn FROM logs', athena, 'userIdentity.arn', 'text'],
])('what the name in %s means', (written, language, title, detail) => {
  const [text, offset] = cursorIn(written)
  expect(docAt(language, text, offset)).toMatchObject({ title, detail })
})

test.each(['SELECT nob|ody FROM events', "SELECT 'even|tID'", 'SELECT 1 -- even|tID', 'SELECT| 1'])(
  'nothing is said of what is at the cursor in %s',
  (written) => expect(docAt(sqlite, ...cursorIn(written))).toBeNull(),
)
