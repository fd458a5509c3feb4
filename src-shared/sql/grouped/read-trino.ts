import { utcOf } from '../../base/time.ts'
import { ownName } from '../dialects/names.ts'
import type { Asked } from '../dialects/prepare.ts'
import type { ViewColumn } from '../dialects/schema.ts'
import { selectsIn } from '../dialects/selects.ts'
import { type EventsKind, isOfEvents, type Table, tablesOf } from '../dialects/tables.ts'
import { Text } from '../dialects/text.ts'
import { withTexts } from '../parameters.ts'
import { statementsOf } from '../statements.ts'
import { nameOf } from '../tokens.ts'
import { type ConditionGrammar, signedNumber, wellFormedText } from './conditions.ts'
import { Cursor, OtherShape, otherShape } from './cursor.ts'
import { sameOperand } from './expressions.ts'
import type { GroupedQuery, GroupedType, Literal } from './query.ts'
import { Reading, type Shown } from './reading.ts'
import { columnsOfKind, operandAt } from './trino-columns.ts'
import { TrinoExpressions } from './trino-expressions.ts'

/** A grouped query in the dialect of Lake or Athena. */
export interface TrinoGroupedQuery {
  readonly query: GroupedQuery
  /** Names of the columns of its answer. */
  readonly columns: readonly string[]
  /** Types of the columns of its answer. */
  readonly types: readonly GroupedType[]
  /** Whether its times are of the type TIMESTAMP WITH TIME ZONE. */
  readonly hasZones: boolean
  /** Whether it asks for the text of eventTime, which is the one of its record. */
  readonly readsTimeText: boolean
  /** Whether EXPLAIN stands before it. */
  readonly isExplained: boolean
}

/**
 * The grouped query that a text of Lake's or Athena's dialect is, as DuckDB reads what `prepare` makes of it; null for everything
 * else, in part or in whole. The text is one that `prepare` takes.
 */
export function trinoGroupedQueryIn(typed: string, asked: Asked): TrinoGroupedQuery | null {
  const filled = withTexts(typed, asked.parameters ?? {}, 'signs')
  if (!filled.ok) return null
  const text = textOf(filled.value.sql)
  const [select, ...others] = selectsIn(text)
  if (select === undefined || others.length > 0) return null
  const [table] = tablesOf(select, asked.dialect)
  if (table === undefined || select.sources.length !== 1 || table.source.columns.length > 0) return null
  const { kind } = table
  if (!isOfEvents(kind)) return null
  try {
    return new TrinoReading(text, table, kind).read()
  } catch (error) {
    if (error instanceof OtherShape) return null
    throw error
  }
}

export const textOf = (sql: string): Text => new Text(statementsOf(sql, 'signs')[0]?.tokens ?? [])

/** Words that begin a clause or go on with an expression, and are no alias without AS. */
const noAlias: ReadonlySet<string> = new Set([
  'from', 'where', 'group', 'having', 'order', 'limit', 'offset', 'fetch', 'window', 'over', 'filter', 'union', 'intersect', 'except', 'and', 'or', 'not', 'is', 'in',
  'like', 'between', 'at', 'case', 'when', 'then', 'else', 'end', 'null', 'true', 'false', 'distinct', 'all', 'select', 'with', 'join', 'on', 'using', 'collate',
]) // biome-ignore format: a list

class TrinoReading extends Reading {
  protected readonly expressions: TrinoExpressions
  protected readonly grammar: ConditionGrammar = {
    literal: (type) => literalOf(this.cursor, type),
    likeIgnoresCase: false,
    hasFormsOfSqlite: false,
  }
  readonly #text: Text
  readonly #table: Table
  readonly #kind: EventsKind
  readonly #columns: readonly ViewColumn[]
  readonly #names: string[] = []

  constructor(text: Text, table: Table, kind: EventsKind) {
    super(new Cursor(text.tokens))
    this.#text = text
    this.#table = table
    this.#kind = kind
    const { alias } = table.source
    this.#columns = columnsOfKind(kind, text, alias)
    const ofTable = { alias, columns: this.#columns }
    this.expressions = new TrinoExpressions(this.cursor, ofTable, () => this.condition())
  }

  read(): TrinoGroupedQuery {
    const isExplained = this.cursor.took('explain')
    const query = this.query()
    return {
      query,
      columns: this.#names,
      types: query.shown.map((value) => this.typeOf(value)),
      hasZones: this.#kind === 'athena',
      readsTimeText: this.expressions.readsTimeText,
      isExplained,
    }
  }

  /** NULL stands last in either direction. */
  protected readonly isNullFirst = (): boolean => false

  protected readShown(place: number): Shown {
    const first = this.cursor.place
    const expression = this.expressions.expression()
    const own = ownName(this.#text, { first, last: this.cursor.place - 1 })
    const name = this.#alias() ?? own ?? `_col${place}`
    this.#names.push(name)
    return { expression, alias: name.toLowerCase() }
  }

  protected table(): GroupedQuery['from'] {
    const { alias, range, aliasRange } = this.#table.source
    if (aliasRange !== null && noAlias.has(alias)) otherShape()
    this.cursor.goTo((aliasRange ?? range).last + 1)
    return this.#kind === 'shown' ? 'shown' : 'events'
  }

  protected cut(): Pick<GroupedQuery, 'limit' | 'offset'> {
    const { cursor } = this
    const before = this.#offset()
    const limit = cursor.took('limit') ? cursor.wholeNumber() : null
    return { limit, offset: before ?? this.#offset() ?? 0 }
  }

  /** Before GROUP BY and HAVING an alias gives way to a column of its name, and not before ORDER BY. */
  protected override isAlias(alias: string, { expression }: Shown, clause: 'order' | 'other'): boolean {
    const isColumn = this.#columns.some(({ name }) => name.toLowerCase() === alias)
    if (clause === 'order' || !isColumn) return true
    const isItself = 'operand' in expression && sameOperand(expression.operand, operandAt(this.#columns, [alias]))
    return isItself || otherShape()
  }

  /** No name is that of a column here and an alias there. */
  protected isMeant(shown: readonly Shown[]): boolean {
    return shown.every(({ alias, expression }) => {
      const named = alias === null ? undefined : this.expressions.names.get(alias)
      return named === undefined || ('operand' in expression && sameOperand(expression.operand, named))
    })
  }

  #offset(): number | null {
    const { cursor } = this
    if (!cursor.took('offset')) return null
    const offset = cursor.wholeNumber()
    if (!cursor.took('rows')) cursor.took('row')
    return offset
  }

  #alias(): string | null {
    const { cursor } = this
    if (cursor.took('as')) return cursor.name()
    const token = cursor.peek()
    const name = token === undefined ? null : nameOf(token)
    if (name === null || (token!.kind === 'word' && noAlias.has(name.toLowerCase()))) return null
    cursor.take()
    return name
  }
}

export function literalOf(cursor: Cursor, type: GroupedType): Literal {
  switch (type) {
    case 'text':
    case 'time':
      return wellFormedText(cursor)
    case 'day':
      cursor.took('date')
      return dayIn(cursor.string())
    case 'milliseconds':
      return momentIn(cursor)
    case 'flag':
      return flagIn(cursor)
    case 'integer':
    case 'number of the event':
      return signedNumber(cursor)
  }
}

const dayForm = /^\d{4}-\d\d-\d\d$/
const momentForm = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?Z?)?$/

const dayIn = (text: string): string => (dayForm.test(text) && timeIn(text) !== null ? text : otherShape())

/** Of UTC: the time zone of queries. */
function momentIn(cursor: Cursor): number {
  if (cursor.took('date')) return timeIn(dayIn(cursor.string()))!
  const isCall = cursor.took('from_iso8601_timestamp', '(')
  if (!isCall) cursor.took('timestamp')
  const time = timeIn(cursor.string()) ?? otherShape()
  if (isCall) cursor.expect(')')
  return time
}

/** Milliseconds; null for what is no time in one of the usual forms. */
function timeIn(text: string): number | null {
  const parts = momentForm.exec(text)
  if (parts === null) return null
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map((part) => Number(part ?? 0))
  const time = utcOf(year!, month!, day!, hour!, minute!, second!)
  return time === null ? null : time + Number((parts[7] ?? '').padEnd(3, '0'))
}

function flagIn(cursor: Cursor): 0 | 1 {
  if (cursor.took('true')) return 1
  if (cursor.took('false')) return 0
  const written = cursor.string()
  return written === 'true' ? 1 : written === 'false' ? 0 : otherShape()
}
