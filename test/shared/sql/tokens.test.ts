import fc from 'fast-check'
import initSqlJs from 'sql.js'
import { expect, test } from 'vitest'
import { isSaid, nameOf, type Token, tokenize } from '../../../src-shared/sql/tokens.ts'

const db = new (await initSqlJs()).Database()
db.run('CREATE TABLE t (a, b, "c d")')

/** What SQLite makes of a text: the program of its first statement, or null when it refuses the text. */
function programOf(sql: string): unknown {
  try {
    return db.exec(`EXPLAIN ${sql}`)
  } catch {
    return null
  }
}

const pieces = [
  'SELECT', 'FROM', 't', 'a', 'b', 'WHERE', 'AND', '"c d"', '`a`', '[b]', "'x'", "'it''s'", "x'00ff'", "x'0'", "X'zz'",
  '1', '0', '.5', '1.', '1e5', '1e', '1.5x', '12ab', '0x1F', '0x', '1_000', '?', '?1', ':x', '@y', '$z', '$z::q(r)', '\u0024{v}',
  '(', ')', ',', '.', ';', '=', '==', '<>', '!=', '!', '<', '<<', '||', '|', '->', '->>', '-', '--', '-- c\n', '/* c */',
  '/*', '*/', '/', '*', '+', '%', '&', '~', '"', "'", '`', '[', ']', ' ', '\n', '\t', '\v', '\r', '\uFEFF', 'é', '𝒳', '#', '#1',
  '{', '}', '\\', '\u0000', '_a', 'a$b',
] // biome-ignore format: a list
const anyText = fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((all) => all.join(''))

const expression = fc.letrec<{ expression: string; value: string }>((tie) => ({
  value: fc.constantFrom(
    ...['a', 't.b', '"c d"', '[c d]', '`a`', "'it''s; --'", "x'00ff'", '1', '.5', '1.5e-3', '0x1F', '1_000', '?', '?2'],
    ...[':x', '@y', '$z', "'/*'", 'a/*;*/', "'\"'", '-1', '--comment\n1', 'NULL', 'count(*)'],
  ),
  expression: fc.oneof(
    { depthSize: 'small' },
    tie('value'),
    fc.tuple(tie('expression'), fc.constantFrom('+', '||', '->>', '<>', '<<', ' AND ', '=='), tie('expression')).map((all) => all.join('')),
    tie('expression').map((inner) => `(${inner})`),
  ),
})).expression // biome-ignore format: a grammar
const aQuery = fc
  .tuple(expression, expression, fc.constantFrom('', ' ', '\uFEFF', '/**/', ' --\n', ';'))
  .map(
    ([shown, condition, around]) =>
      `${around}SELECT ${shown} AS "n;"${around && ' '}FROM t WHERE ${condition}${around}`,
  )

test('tokens side by side are the text', () => {
  fc.assert(
    fc.property(fc.oneof(anyText, fc.string({ unit: 'binary' })), (sql) => {
      const tokens = tokenize(sql)
      expect(tokens.map(({ text }) => text).join('')).toBe(sql)
      expect(tokens.every(({ text, from, until }) => until > from && text === sql.slice(from, until))).toBe(true)
    }),
    { numRuns: 1000 },
  )
})

const spaced = (tokens: readonly Token[]) =>
  tokens
    .filter(isSaid)
    .map(({ text }) => text)
    .join(' ')

test('SQLite makes the same of a text and of its tokens with one space between', () => {
  let accepted = 0
  fc.assert(
    fc.property(fc.oneof(anyText, aQuery), (sql) => {
      // EXPLAIN stands before the first word: SQLite takes no semicolon between.
      const said = sql.replace(/^;/, '')
      if (said.includes('\0') || said.includes('\u0024{')) return
      const program = programOf(said)
      if (program !== null && tokenize(said).some(isSaid)) accepted++
      expect(programOf(spaced(tokenize(said)))).toEqual(program)
    }),
    { numRuns: 1500 },
  )
  expect(accepted).toBeGreaterThan(300)
})

test('SQLite refuses what is no token, and what is not closed but for a comment', () => {
  fc.assert(
    fc.property(anyText, (sql) => {
      const broken = tokenize(sql).find(
        ({ kind, isClosed, text }) => kind !== 'comment' && text[0] !== '\0' && (kind === 'unknown' || !isClosed),
      )
      if (broken === undefined || sql.includes('\0')) return
      expect(() => db.exec(`SELECT ${broken.text}`)).toThrow()
    }),
    { numRuns: 1000 },
  )
})

const kinds = (sql: string) => tokenize(sql).map(({ kind, text }) => [kind, text])

test.each([
  ["'it''s'", 'string'],
  ["x'0aFF'", 'blob'],
  ['"a""b"', 'quoted name'],
  ['`a``b`', 'quoted name'],
  ['[a b]', 'quoted name'],
  ['?', 'placeholder'],
  ['?12', 'placeholder'],
  [':name', 'placeholder'],
  ['@name', 'placeholder'],
  ['$name', 'placeholder'],
  ['\u0024{a name}', 'placeholder'],
  ['1_000.5e-3', 'number'],
  ['0xFF', 'number'],
  ['.5', 'number'],
  ['->>', 'operator'],
  ['-- to the end', 'comment'],
  ['/* a ; b */', 'comment'],
  ['naïve$1', 'word'],
  ["x'0'", 'unknown'],
  ['12ab', 'unknown'],
  ['!', 'unknown'],
  ['\uFEFF', 'space'],
])('%s is one %s', (text, kind) => expect(kinds(text)).toEqual([[kind, text]]))

test('what is not closed says so', () => {
  const open = (sql: string) => tokenize(sql).filter(({ isClosed }) => !isClosed).map(({ kind }) => kind)
  expect(["'a''", '"a', '`a', '[a', '/* a', "x'0"].map(open)).toEqual([
    ['string'], ['quoted name'], ['quoted name'], ['quoted name'], ['comment'], ['unknown'],
  ])
  expect(["'a'", '"a"', '`a`', '[a]', '/* a */', '-- a', '/**/'].flatMap(open)).toEqual([])
}) // biome-ignore format: a table

test('SQLite sees nothing from a NUL character on', () => {
  expect(kinds("a\0'b")).toEqual([['word', 'a'], ['unknown', "\0'b"]])
}) // biome-ignore format: a table

test.each([
  ['events', 'events'],
  ['"a""b"', 'a"b'],
  ['`a``b`', 'a`b'],
  ['[a b]', 'a b'],
  ['"open', 'open'],
  ["'text'", null],
])('the name that %s spells is %j', (text, name) => expect(nameOf(tokenize(text)[0]!)).toBe(name))
