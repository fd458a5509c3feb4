import { formatCount } from '../../base/count.ts'
import { type Failure, fail, type Ok, ok } from '../../base/result.ts'
import type { SqlDialect } from '../dialect.ts'
import { withTexts } from '../parameters.ts'
import { commentWithoutEnd, openComment, statementsOf } from '../statements.ts'
import { aliasInWhere } from './aliases.ts'
import { keepsCodes } from './codes.ts'
import { refusedComparison } from './comparisons.ts'
import { configViews } from './config.ts'
import { copiesIn, mostCopies } from './copies.ts'
import { rewriteDivisions } from './decimals.ts'
import { Edits } from './edits.ts'
import { rewriteFields } from './fields.ts'
import { foreignStatement, foreignTables, sqliteCall } from './foreign.ts'
import { rewriteFunctions } from './functions.ts'
import { macrosFor } from './macros.ts'
import { isStar, nameColumns } from './names.ts'
import { notesOf } from './notes.ts'
import { partitionColumns } from './partitions.ts'
import { athenaColumns, caseColumns, lakeColumns, rowColumn, type ViewColumn } from './schema.ts'
import { type Select, selectsIn } from './selects.ts'
import { rewriteSyntax, showZones } from './syntax.ts'
import { type EventsKind, isOfEvents, rewriteTables, type Table, tablesOf, viewNames } from './tables.ts'
import { mostDeep, Text } from './text.ts'
import { choiceOfRows } from './top-rows.ts'
import { rewriteCasts } from './types.ts'
import { rewriteUnnests } from './unnest.ts'
import { type Rows, typesOf, type View, viewOf, type Wanted } from './views.ts'

/** A query of Lake's or Athena's dialect as DuckDB runs it. */
export interface Prepared {
  /** Statements that make the views and macros it needs, to be run before it on the same connection. */
  readonly before: readonly string[]
  readonly sql: string
  /** The tables of the case that it reads, with the columns. */
  readonly tables: readonly { readonly name: string; readonly columns: readonly string[] }[]
  /** What was read otherwise than it is written, each a sentence. */
  readonly notes: readonly string[]
  /** The place in the typed text of an offset in `sql`. */
  readonly placeOf: (offset: number) => number
  /** Names of columns that a query may use, for what may have been meant by an unknown one. */
  readonly columnNames: readonly string[]
}

export interface Asked {
  readonly dialect: Exclude<SqlDialect, 'sqlite'>
  /** Values of parameters by their names. */
  readonly parameters?: Readonly<Record<string, string>>
}

/** Why a text is not run, and where in it that shows; null where no place does. */
export interface SqlTextFailure extends Failure<'sql-invalid' | 'sql-not-a-query'> {
  readonly place: Place | null
}

/**
 * Writes a query of CloudTrail Lake or Athena for DuckDB. DuckDB knows names, types and meaning; here its tables become views that
 * are made for this query, and what DuckDB cannot read or means otherwise is written anew.
 */
export function prepare(typed: string, asked: Asked): Ok<Prepared> | SqlTextFailure {
  const filled = withTexts(typed, asked.parameters ?? {}, 'signs')
  if (!filled.ok) return failed('sql-invalid', filled.message, null)
  const { sql, typedAt } = filled.value
  const prepared = prepareFilled(sql, asked)
  if (!prepared.ok) return { ...prepared, place: prepared.place && placeBy(typedAt, prepared.place) }
  const { placeOf } = prepared.value
  return ok({ ...prepared.value, placeOf: (offset) => typedAt(placeOf(offset)) })
}

const placeBy = (typedAt: (offset: number) => number, { from, until }: Place): Place => ({
  from: typedAt(from),
  until: Math.max(typedAt(from) + 1, typedAt(until)),
})

/** Half-open, in characters of the typed text. */
interface Place {
  readonly from: number
  readonly until: number
}

/** Of a text whose parameters have their values. */
function prepareFilled(typed: string, asked: Asked): Ok<Prepared> | SqlTextFailure {
  const [statement, ...others] = statementsOf(typed, 'signs')
  if (statement === undefined) return failed('sql-not-a-query', 'There is no query in the text.', null)
  const text = new Text(statement.tokens)
  const foreign = foreignStatement(text)
  if (foreign !== null) return failed('sql-not-a-query', foreign, text, 0)
  if (others.length > 0)
    return failed(
      'sql-not-a-query',
      'There is more than one statement: run them one at a time.',
      new Text(others[0]!.tokens),
      0,
    )
  const comment = openComment(typed)
  if (comment !== null) return { ...failed('sql-invalid', commentWithoutEnd(comment.text), null), place: comment }
  const broken = brokenAt(text)
  if (broken !== null) return failed('sql-invalid', broken.sentence, text, broken.at)
  const selects = selectsIn(text)
  const tooMany = tooManyIn(selects)
  if (tooMany !== null) return failed('sql-invalid', tooMany, null)
  const elsewhere = foreignTables(text, selects)
  if (elsewhere !== null) return failed('sql-invalid', elsewhere, null)
  const sqlite = sqliteCall(text)
  if (sqlite >= 0) {
    const name = text.tokens[sqlite]!.text
    return failed('sql-invalid', `${name}() is a function of SQLite: run the query in that dialect.`, text, sqlite)
  }
  return write(typed, text, selects, asked)
}

function write(typed: string, text: Text, selects: readonly Select[], asked: Asked): Ok<Prepared> | SqlTextFailure {
  const edits = new Edits(text.tokens)
  const tablesBySelect = new Map(selects.map((select) => [select, tablesOf(select, asked.dialect)]))
  const tablesIn = (select: Select): readonly Table[] => tablesBySelect.get(select) ?? []
  const tables = selects.flatMap(tablesIn)
  const kinds = new Set(tables.map(({ kind }) => kind))

  rewriteSyntax(text, edits)
  rewriteCasts(text, edits)
  rewriteFunctions(text, edits)
  rewriteDivisions(text, edits)
  const fields = rewriteFields(text, edits, selects, tablesIn)
  rewriteUnnests(text, edits, selects, kinds.has('lake'))
  rewriteTables(text, edits, tables)

  const aliases = new Set(tables.map(({ source }) => source.alias))
  const columns = new Map([...kinds].filter(isOfEvents).map((kind) => [kind, columnsOf(kind, text, aliases)] as const))
  const namesIn = (select: Select): ReadonlySet<string> | null => {
    const kindsIn = tablesIn(select).map(({ kind }) => kind)
    if (kindsIn.length !== select.sources.length || !kindsIn.every(isOfEvents)) return null
    return new Set(kindsIn.flatMap((kind) => (columns.get(kind) ?? []).map(({ name }) => name.toLowerCase())))
  }
  const refused = refusedComparison(text, typesOf([...columns.values()].flat())) ?? aliasInWhere(text, selects, namesIn)
  if (refused !== null) return failed('sql-invalid', refused.sentence, text, refused.at)

  const all = [...columns.values()].flat()
  const choice = choiceOfRows(text, edits, selects, all)
  const wanted = wantedBy(text, selects, fields, choice !== null)
  const views = new Map(
    [...columns].map(([kind, own]) => [kind, viewOf(viewNames[kind], own, wanted, rowsOf(kind))] as const),
  )
  const outermost = selects.filter(({ parent }) => parent === null)
  if (outermost.length === 1 && !text.is(outermost[0]!.at + 1, 'distinct')) showZones(text, edits, outermost[0]!)
  for (const select of selects) {
    const own = tablesIn(select).flatMap(({ kind }) => (isOfEvents(kind) ? (views.get(kind) ?? []) : []))
    hideFields(text, edits, select, own)
    nameColumns(text, edits, select, () =>
      own.length === 1 && select.sources.length === 1 ? own[0]!.shown.length : null,
    )
  }
  const chosen = choice === null ? [] : [chosenRows(edits, tables[0]!, columns, wanted, choice)]
  const { sql, placeOf } = edits.apply(typed)
  if (copiesIn(sql) > mostCopies)
    return failed('sql-invalid', 'Calls of functions lie too deep within each other: name the inner ones in a WITH or a subquery, or ask for less.', null) // biome-ignore format: a sentence
  const others = configViews(kinds, tables)
  const made = [...views.values(), ...chosen]
  const statements = [...made.map(({ statement }) => statement), ...others.statements]
  const needs = [...new Set(made.flatMap((view) => view.needs))]
  return ok({
    before: [...macrosFor([sql, ...statements].join('\n')), ...statements],
    sql,
    tables: [...(needs.length > 0 ? [{ name: 'events', columns: needs }] : []), ...others.tables],
    notes: notesOf(text, tables, views.size > 0 ? partitionNames(columns) : []),
    placeOf,
    columnNames: [...new Set(all.map(({ name }) => name))],
  })
}

function columnsOf(kind: EventsKind, text: Text, aliases: ReadonlySet<string>): readonly ViewColumn[] {
  switch (kind) {
    case 'lake':
      return lakeColumns
    case 'athena':
      return [...athenaColumns, ...partitionColumns(text, aliases)]
    case 'events':
    case 'shown':
      return caseColumns
  }
}

/** `shown` is a column of its own: the filter of the window is no part of the case. */
const rowsOf = (kind: EventsKind): Rows | null => (kind === 'shown' ? { needs: ['shown'], condition: '"shown"' } : null)

/** The view of the one table of a query with those rows alone that the query shows, and its name in the place of the table's. */
function chosenRows(
  edits: Edits,
  table: Table,
  columns: ReadonlyMap<EventsKind, readonly ViewColumn[]>,
  wanted: Wanted,
  choice: string,
): View {
  const kind = table.kind as EventsKind
  const name = `${viewNames[kind]}_chosen`
  const from = edits.textOf({
    first: table.source.range.first,
    last: (table.source.aliasRange ?? table.source.range).last,
  })
  edits.replaceAll(table.source.range, edits.textOf(table.source.range).replace(viewNames[kind], name))
  const condition = `"${rowColumn}" IN (SELECT "${rowColumn}" FROM ${from} ${choice})`
  return viewOf(name, columns.get(kind)!, wanted, { needs: [rowColumn], condition })
}

const partitionNames = (columns: ReadonlyMap<EventsKind, readonly ViewColumn[]>): readonly string[] =>
  (columns.get('athena') ?? [])
    .slice(athenaColumns.length)
    .flatMap(({ name, isOnlyNamed }) => (isOnlyNamed ? [] : [name]))

function wantedBy(text: Text, selects: readonly Select[], fields: readonly string[], isByRow: boolean): Wanted {
  const names = new Set<string>()
  const whole = new Set<string>()
  for (let at = 0; at < text.length; at++) {
    const name = text.name(at)
    if (name === null) continue
    names.add(name)
    if (!text.is(at + 1, '.')) whole.add(name)
  }
  const isStarred = selects.some(({ items }) => items.some((item) => isStar(text, item)))
  return {
    names: (name) => names.has(name),
    isWhole: (name) => whole.has(name),
    isStar: isStarred,
    fields,
    isByRow,
    keepsCodes: keepsCodes(text),
  }
}

/** A star shows the columns of the table, and none that was made for this query. */
function hideFields(text: Text, edits: Edits, select: Select, views: readonly View[]): void {
  const hidden = [...new Set(views.flatMap((view) => view.hidden))]
  if (hidden.length === 0) return
  for (const item of select.items)
    if (isStar(text, item))
      edits.after(item.last, ` EXCLUDE (${hidden.map((name) => `"${name.replaceAll('"', '""')}"`).join(', ')})`)
}

/** DuckDB reads more for minutes and is not to be interrupted meanwhile. Athena and SQLite have limits of this order, too. */
const mostSelects = 1000
const mostColumns = 2000

function tooManyIn(selects: readonly Select[]): string | null {
  if (selects.length > mostSelects)
    return `The query has ${formatCount(selects.length)} SELECTs, and at most ${formatCount(mostSelects)} are answered: a list of values, as in IN (…) or VALUES, may be longer.`
  const widest = Math.max(0, ...selects.map(({ items }) => items.length))
  return widest <= mostColumns
    ? null
    : `The result would have ${formatCount(widest)} columns, and at most ${formatCount(mostColumns)} are answered.`
}

/** A string or name without its end, or a bracket without its other one. */
function brokenAt(text: Text): { readonly at: number; readonly sentence: string } | null {
  const open = text.tokens.findIndex(({ isClosed }) => !isClosed)
  if (open >= 0) {
    const { kind, text: written } = text.tokens[open]!
    const what = kind === 'string' ? 'The text' : 'The name'
    return { at: open, sentence: `${what} that begins with ${written.slice(0, 20)} has no end.` }
  }
  const twice = text.tokens.findIndex((token, at) => token.kind === 'string' && text.tokens[at - 1]?.kind === 'string')
  if (twice >= 0) {
    const written = text.tokens[twice]!.text.slice(0, 40)
    return {
      at: twice,
      sentence: `A comma is missing before ${written}: DuckDB would read it and the text before it as one.`,
    }
  }
  if (text.deepest !== null)
    return { at: text.deepest, sentence: `Brackets lie more than ${formatCount(mostDeep)} deep here.` }
  const at = text.unpaired
  return at < 0 ? null : { at, sentence: `The bracket ${text.tokens[at]!.text} has no other one.` }
}

function failed(code: SqlTextFailure['code'], message: string, text: Text | null, at = 0): SqlTextFailure {
  const token = text?.tokens[at]
  return { ...fail(code, message), place: token === undefined ? null : { from: token.from, until: token.until } }
}
