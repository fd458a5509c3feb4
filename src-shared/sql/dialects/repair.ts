import { columns } from '../../model/columns.ts'
import { isSaid, tokenize } from '../tokens.ts'
import { nearest } from '../unknown-name.ts'
import { dialectOf } from './dialect-of.ts'
import { foreignStatement, foreignTables } from './foreign.ts'
import { isPartition } from './partitions.ts'
import { athenaColumns, caseColumns, lakeColumns } from './schema.ts'
import { selectsIn } from './selects.ts'
import { Text } from './text.ts'
import { ungroupedIn } from './ungrouped.ts'

/** One place of a text that is put right. */
export interface Change {
  readonly from: number
  readonly until: number
  /** What stands there instead. */
  readonly text: string
  /** Why, a sentence. */
  readonly because: string
}

/** A text that may be what was meant. It is shown, and never run unasked. */
export interface Repair {
  readonly sql: string
  readonly changes: readonly Change[]
}

type Rule = (text: Text, sql: string) => Change | null

/** Characters of a text that is read for slips: many times what a person writes. */
const longestRead = 100_000

/** What may have been meant by a text that is no query; null where no rule finds something, and of a text that is longer than that. */
export function repairOf(typed: string): Repair | null {
  if (typed.length > longestRead || isForeign(typed)) return null
  let changes: readonly Change[] = []
  let sql = typed
  // One change at a time: it may bring the next to light. No text has more slips than this.
  for (let i = 0; i < 20; i++) {
    const change = firstChange(sql)
    if (change === null) break
    changes = withChange(changes, change)
    sql = sql.slice(0, change.from) + change.text + sql.slice(change.until)
  }
  return changes.length === 0 ? null : { sql, changes }
}

/** A text that no change makes a query of events. */
function isForeign(typed: string): boolean {
  const text = textOf(typed)
  return foreignStatement(text) !== null || foreignTables(text, selectsIn(text)) !== null
}

const textOf = (sql: string): Text => new Text(tokenize(sql, 'signs').filter(isSaid))

function firstChange(sql: string): Change | null {
  const text = textOf(sql)
  for (const rule of rules) {
    const change = rule(text, sql)
    if (change !== null) return change
  }
  return null
}

/** Adds a change of the text that the others have made, as a change of the text that was typed. They are in order of place. */
function withChange(made: readonly Change[], change: Change): readonly Change[] {
  let [shift, before] = [0, 0]
  for (const { from, until, text } of made) {
    if (from + shift >= change.from) break
    shift += text.length - (until - from)
    before++
  }
  return made.toSpliced(before, 0, { ...change, from: change.from - shift, until: change.until - shift })
}

const clauseStarts = ['select', 'from', 'where', 'having', 'limit'] as const

/** `FROM FROM`. */
const doubled: Rule = (text) => {
  const at = text.tokens.findIndex((_, at) => clauseStarts.some((word) => text.is(at, word) && text.is(at + 1, word)))
  if (at < 0) return null
  const [first, second] = [text.tokens[at]!, text.tokens[at + 1]!]
  return { from: first.until, until: second.until, text: '', because: `${first.text.toUpperCase()} stands twice.` }
}

/** `< =`. */
const parted: Rule = (text) => {
  const at = text.tokens.findIndex(
    (_, at) => text.is(at, '<', '>', '!') && text.is(at + 1, '=') && !text.is(at - 1, 'from'),
  )
  const bang = text.tokens.findIndex(
    ({ kind, text: sign }, at) => kind === 'unknown' && sign === '!' && text.is(at + 1, '='),
  )
  const found = at >= 0 ? at : bang
  if (found < 0) return null
  const [first, second] = [text.tokens[found]!, text.tokens[found + 1]!]
  const sign = `${first.text}=`
  return { from: first.from, until: second.until, text: sign, because: `${sign} is one sign.` }
}

/** `requestParametersORDER BY`, `DESCLIMIT 10`. */
const glued: Rule = (text) => {
  for (const [at, token] of text.tokens.entries()) {
    if (token.kind !== 'word') continue
    const found =
      (text.is(at + 1, 'by') ? /^(.+)(ORDER|GROUP)$/i : null)?.exec(token.text) ??
      (text.tokens[at + 1]?.kind === 'number' ? /^(.+)(LIMIT)$/i : null)?.exec(token.text) ??
      /^(ASC|DESC|FROM|WHERE|AND|OR)(LIMIT|WHERE|ORDER|GROUP|SELECT)$/i.exec(token.text)
    if (found === null || found === undefined) continue
    const between = token.from + found[1]!.length
    return {
      from: between,
      until: between,
      text: ' ',
      because: `${found[1]} and ${found[2]!.toUpperCase()} are two words.`,
    }
  }
  return null
}

/** A text whose quote has no end: it ends with its line. */
const unclosed: Rule = (text, sql) => {
  const token = text.tokens.find(({ kind, isClosed }) => !isClosed && (kind === 'string' || kind === 'quoted name'))
  if (token === undefined) return null
  const quote = token.text[0]!
  const line = sql.slice(token.from).split('\n')[0]!
  const end = token.from + line.replace(/[\s;,)]+$/, '').length
  return { from: end, until: end, text: quote, because: `The quote of ${line.slice(0, 30)} has no end.` }
}

/** A whole query that begins again behind the first, without UNION between. */
const pasted: Rule = (text, sql) => {
  for (let at = 1; at < text.length; at = text.next(at)) {
    if (
      !text.is(at, 'select') ||
      text.is(at - 1, '(', ')', 'all', 'distinct', 'union', 'except', 'intersect', 'explain', 'as')
    )
      continue
    if (text.is(0, 'explain') && at === 1) continue
    // What stands between, such as `example:`, belongs to neither.
    const label = text.tokens[at - 1]!
    const isLabel = label.text.endsWith(':') || label.text === ':' || label.kind === 'unknown'
    const from = isLabel ? startOfLabel(text, at - 1) : label.until
    return { from, until: sql.length, text: '', because: 'A second query begins here.' }
  }
  return null
}

function startOfLabel(text: Text, last: number): number {
  const before = text.tokens[last - 1]!
  const isWord = before.kind === 'word' && text.isGlued(last)
  return isWord ? text.tokens[last - 2]!.until : before.until
}

/** `FROM t and x = 1`. */
const noWhere: Rule = (text) => {
  for (const select of selectsIn(text)) {
    const from = select.clauses.get('from')
    if (from === undefined || select.clauses.has('where')) continue
    for (let at = from.first; at <= from.last; at = text.next(at)) {
      if (text.is(at, 'on', 'using')) break
      if (!text.is(at, 'and')) continue
      const { from: start, until } = text.tokens[at]!
      return { from: start, until, text: 'where', because: 'Conditions begin with WHERE.' }
    }
  }
  return null
}

/** `SELECT eventname, eventsource, count(*) … GROUP BY eventname`. */
const ungrouped: Rule = (text, sql) => {
  // To SQLite such a column is one of the rows of each group.
  if (dialectOf(sql).dialect === 'sqlite') return null
  for (const select of selectsIn(text)) {
    const missing = ungroupedIn(text, select)
    if (missing === null) continue
    const { until } = text.tokens[missing.behind]!
    const names = missing.columns.join(', ')
    const because = `What is shown beside a count stands in GROUP BY: ${names}.`
    return { from: until, until, text: missing.hasGroup ? `, ${names}` : `\nGROUP BY ${names}`, because }
  }
  return null
}

/** Two texts of a list side by side. */
const noComma: Rule = (text) => {
  const at = text.tokens.findIndex(({ kind }, at) => kind === 'string' && text.tokens[at - 1]?.kind === 'string')
  if (at < 0) return null
  const { until } = text.tokens[at - 1]!
  return { from: until, until, text: ',', because: `A comma is missing before ${text.tokens[at]!.text.slice(0, 40)}.` }
}

const columnsOfAll = [
  ...new Set(
    [...lakeColumns, ...athenaColumns, ...caseColumns]
      .map(({ name }) => name.toLowerCase())
      .concat(Object.keys(columns).map((name) => name.toLowerCase())),
  ),
]

/** A name before a comparison that is no column, is given by no AS, and is spelt nearly as a column. */
const misspelt: Rule = (text) => {
  const given = new Set(text.tokens.flatMap((_, at) => (text.is(at - 1, 'as') ? (text.name(at) ?? []) : [])))
  for (const [at, token] of text.tokens.entries()) {
    const name = text.name(at)
    if (name === null || name.length < 6 || text.is(at - 1, '.', 'as') || text.is(at + 1, '.', '(')) continue
    const isCompared = text.is(at + 1, '=', '<>', '!=', '<', '>', '<=', '>=', 'in', 'like', 'is', 'between', 'not')
    if (!isCompared || columnsOfAll.includes(name) || isPartition(name) || given.has(name)) continue
    const near = nearest(name, columnsOfAll)
    if (near === null || Math.abs(near.length - name.length) > 2) continue
    return {
      from: token.from,
      until: token.until,
      text: near,
      because: `There is no column ${token.text}; ${near} is spelt nearly so.`,
    }
  }
  return null
}

/** Tried in this order. */
const rules: readonly Rule[] = [unclosed, pasted, doubled, parted, glued, noWhere, noComma, misspelt, ungrouped]
