import { statementsOf } from '../statements.ts'
import { isToken, nameOf } from '../tokens.ts'
import { Conditions } from './conditions.ts'
import { Cursor, OtherShape, otherShape } from './cursor.ts'
import { columnOperand, type Expression, Expressions, sameAggregate, sameOperand } from './expressions.ts'
import {
  type Aggregate,
  type Condition,
  type GroupedQuery,
  type GroupedType,
  type Operand,
  type OrderTerm,
  typeOfOperand,
  type Value,
} from './query.ts'

/**
 * The grouped query that a text is, as SQLite would read it; null for everything else, in part or in whole. The text is
 * one that SQLite accepts: what it refuses is not told here. `columnNames`: all columns of view `events`, in lower case.
 */
export function groupedQueryIn(sql: string, columnNames: ReadonlySet<string>): GroupedQuery | null {
  const [statement, ...others] = statementsOf(sql)
  if (statement === undefined || others.length > 0) return null
  try {
    return new Reading(new Cursor(statement.tokens), columnNames).query()
  } catch (error) {
    if (error instanceof OtherShape) return null
    throw error
  }
}

/** A column of the answer. */
interface Shown {
  readonly expression: Expression
  /** In lower case. */
  readonly alias: string | null
}

const mostKeys = 3
/** Words that follow an expression or a table and are no alias of it. */
const noAlias: ReadonlySet<string> = new Set([
  'from', 'where', 'group', 'having', 'order', 'limit', 'isnull', 'notnull', 'collate', 'over', 'filter', 'window', 'union',
  'intersect', 'except', 'join', 'left', 'right', 'full', 'inner', 'cross', 'natural', 'indexed', 'not',
]) // biome-ignore format: a list
/** Names that SQLite knows beside those of columns. */
const special: ReadonlySet<string> = new Set(['rowid', 'oid', '_rowid_', 'true', 'false'])

class Reading {
  readonly #cursor: Cursor
  readonly #columnNames: ReadonlySet<string>
  readonly #expressions: Expressions
  readonly #keys: Operand[] = []
  readonly #aggregates: Aggregate[] = []
  #shown: readonly Shown[] = []

  constructor(cursor: Cursor, columnNames: ReadonlySet<string>) {
    this.#cursor = cursor
    this.#columnNames = columnNames
    this.#expressions = new Expressions(cursor)
  }

  query(): GroupedQuery {
    const cursor = this.#cursor
    cursor.expect('select')
    const isDistinct = cursor.took('distinct')
    this.#shown = cursor.list(() => this.#readShown())
    cursor.expect('from')
    const { from, alias } = this.#table()
    const where = this.#where()
    const isGrouped = this.#readKeys(isDistinct)
    const shown = this.#shown.map(({ expression }) => this.#valueOf(expression))
    const having = isGrouped ? this.#having() : null
    const order = cursor.took('order', 'by') ? cursor.list(() => this.#orderTerm()) : []
    const cut = this.#limit()
    const query = { from, where, keys: this.#keys, aggregates: this.#aggregates, shown, having, order, ...cut }
    const isMeant = [...this.#expressions.qualifiers].every((qualifier) => qualifier === alias)
    return cursor.isAtEnd && isMeant && hasOneAnswer(query, isDistinct) ? query : otherShape()
  }

  #readShown(): Shown {
    const expression = this.#expressions.expression()
    const alias = this.#alias()
    return alias === null || this.#isClear(alias, expression) ? { expression, alias } : otherShape()
  }

  /**
   * Whether the alias means the same wherever it stands. SQLite takes the name of a column before an alias in WHERE, GROUP
   * BY and HAVING, and behind it in ORDER BY.
   */
  #isClear(alias: string, expression: Expression): boolean {
    if (special.has(alias)) return false
    if (!this.#columnNames.has(alias)) return true
    return 'operand' in expression && sameOperand(expression.operand, columnOperand(alias))
  }

  /** In lower case. */
  #alias(): string | null {
    const cursor = this.#cursor
    if (cursor.took('as')) return cursor.name().toLowerCase()
    const token = cursor.peek()
    const name = token === undefined ? null : (nameOf(token)?.toLowerCase() ?? null)
    if (name === null || (token!.kind === 'word' && noAlias.has(name))) return null
    cursor.take()
    return name
  }

  /** `alias`: the name by which columns may be qualified, in lower case. */
  #table(): { readonly from: GroupedQuery['from']; readonly alias: string } {
    const from = this.#cursor.name().toLowerCase()
    return from === 'events' || from === 'shown' ? { from, alias: this.#alias() ?? from } : otherShape()
  }

  #where(): Condition<Operand> | null {
    if (!this.#cursor.took('where')) return null
    return new Conditions(this.#cursor, () => this.#expressions.operand(), typeOfOperand).condition()
  }

  /** Whether there is GROUP BY. */
  #readKeys(isDistinct: boolean): boolean {
    const isGrouped = this.#cursor.took('group', 'by')
    if (isGrouped) for (const key of this.#cursor.list(() => this.#key())) this.#addKey(key)
    if (isDistinct) for (const { expression } of this.#shown) this.#addKey(operandIn(expression))
    const aliases = this.#shown.flatMap(({ alias }) => alias ?? [])
    const isUnclear = (isDistinct && isGrouped) || new Set(aliases).size < aliases.length
    return isUnclear || this.#keys.length > mostKeys ? otherShape() : isGrouped
  }

  #addKey(key: Operand): void {
    if (!this.#keys.some((known) => sameOperand(known, key))) this.#keys.push(key)
  }

  #key(): Operand {
    return operandIn(this.#numbered() ?? this.#aliased() ?? { operand: this.#expressions.operand() })
  }

  /** The column of the answer that a number stands for. */
  #numbered(): Expression | null {
    if (this.#cursor.peek()?.kind !== 'number') return null
    return this.#shown[this.#cursor.wholeNumber() - 1]?.expression ?? otherShape()
  }

  /** The column of the answer that an alias stands for. */
  #aliased(): Expression | null {
    const [token, next] = [this.#cursor.peek(), this.#cursor.peek(1)]
    if (token === undefined || isToken(next, '(') || isToken(next, '.')) return null
    const name = nameOf(token)?.toLowerCase()
    const named = this.#shown.find(({ alias }) => alias !== null && alias === name)
    if (named === undefined) return null
    this.#cursor.take()
    return named.expression
  }

  #having(): Condition<Value> | null {
    if (!this.#cursor.took('having')) return null
    const value = () => this.#valueOf(this.#aliased() ?? this.#expressions.expression())
    return new Conditions(this.#cursor, value, (on) => this.#typeOf(on)).condition()
  }

  #orderTerm(): OrderTerm {
    const cursor = this.#cursor
    const by = this.#valueOf(this.#numbered() ?? this.#aliased() ?? this.#expressions.expression())
    const isDescending = !cursor.took('asc') && cursor.took('desc')
    if (!cursor.took('nulls')) return { by, isDescending, nullsFirst: !isDescending }
    const nullsFirst = cursor.took('first')
    if (!nullsFirst) cursor.expect('last')
    return { by, isDescending, nullsFirst }
  }

  #limit(): Pick<GroupedQuery, 'limit' | 'offset'> {
    const cursor = this.#cursor
    if (!cursor.took('limit')) return { limit: null, offset: 0 }
    const first = cursor.wholeNumber()
    if (cursor.took('offset')) return { limit: first, offset: cursor.wholeNumber() }
    if (cursor.took(',')) return { limit: cursor.wholeNumber(), offset: first }
    return { limit: first, offset: 0 }
  }

  /** A column that is no key has the value of any event of its group: only SQLite knows of which. */
  #valueOf(expression: Expression): Value {
    if ('aggregate' in expression) return { aggregate: this.#placeOf(expression.aggregate) }
    const key = this.#keys.findIndex((key) => sameOperand(key, expression.operand))
    return key < 0 ? otherShape() : { key }
  }

  #placeOf(aggregate: Aggregate): number {
    const known = this.#aggregates.findIndex((other) => sameAggregate(other, aggregate))
    return known < 0 ? this.#aggregates.push(aggregate) - 1 : known
  }

  #typeOf(value: Value): GroupedType {
    if ('key' in value) return typeOfOperand(this.#keys[value.key]!)
    const { function: name, of } = this.#aggregates[value.aggregate]!
    return of !== null && (name === 'min' || name === 'max') ? typeOfOperand(of) : 'integer'
  }
}

const operandIn = (expression: Expression): Operand => ('operand' in expression ? expression.operand : otherShape())

/** Which rows LIMIT keeps of those in no order, and DISTINCT beside aggregates, are left to SQLite. */
function hasOneAnswer({ keys, aggregates, order, limit }: GroupedQuery, isDistinct: boolean): boolean {
  if (keys.length === 0) return aggregates.length > 0
  return (limit === null || order.length > 0) && !(isDistinct && aggregates.length > 0)
}
