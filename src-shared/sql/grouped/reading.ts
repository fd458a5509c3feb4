import { isToken, nameOf } from '../tokens.ts'
import { type ConditionGrammar, Conditions } from './conditions.ts'
import { type Cursor, otherShape } from './cursor.ts'
import { type Expression, sameAggregate, sameOperand } from './expressions.ts'
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

/** A column of the answer. */
export interface Shown {
  readonly expression: Expression
  /** In lower case. */
  readonly alias: string | null
}

/** Reads columns, what is made of them, and aggregates of either. */
export interface ExpressionReader {
  expression(): Expression
  operand(): Operand
}

const mostKeys = 3

/** Reads a grouped query clause by clause. What the dialects differ in is left to them. */
export abstract class Reading {
  protected readonly cursor: Cursor
  readonly #keys: Operand[] = []
  readonly #aggregates: Aggregate[] = []
  #shown: readonly Shown[] = []

  constructor(cursor: Cursor) {
    this.cursor = cursor
  }

  protected abstract readonly expressions: ExpressionReader
  protected abstract readonly grammar: ConditionGrammar
  protected abstract readonly isNullFirst: (isDescending: boolean) => boolean
  protected abstract readShown(place: number): Shown
  protected abstract table(): GroupedQuery['from']
  /** Whether a name that is an alias stands for it in a clause; throws where that is not clear. */
  protected isAlias(_name: string, _shown: Shown, _clause: 'order' | 'other'): boolean {
    return true
  }

  /** Behind ORDER BY. */
  protected abstract cut(): Pick<GroupedQuery, 'limit' | 'offset'>
  /** Whether the names of the query mean what was taken for them. */
  protected abstract isMeant(shown: readonly Shown[]): boolean

  query(): GroupedQuery {
    const { cursor } = this
    cursor.expect('select')
    const isDistinct = cursor.took('distinct')
    let columns = 0
    this.#shown = cursor.list(() => this.readShown(columns++))
    cursor.expect('from')
    const from = this.table()
    const where = cursor.took('where') ? this.condition() : null
    const isGrouped = this.#readKeys(isDistinct)
    const shown = this.#shown.map(({ expression }) => this.#valueOf(expression))
    const having = isGrouped ? this.#having() : null
    const order = cursor.took('order', 'by') ? cursor.list(() => this.#orderTerm()) : []
    const cut = this.cut()
    const query = { from, where, keys: this.#keys, aggregates: this.#aggregates, shown, having, order, ...cut }
    return cursor.isAtEnd && this.isMeant(this.#shown) && hasOneAnswer(query, isDistinct) ? query : otherShape()
  }

  /** What holds of single events. */
  protected condition(): Condition<Operand> {
    const value = () => this.expressions.operand()
    return new Conditions(this.cursor, this.grammar, { value, typeOf: typeOfOperand }).condition()
  }

  /** Whether there is GROUP BY. */
  #readKeys(isDistinct: boolean): boolean {
    const isGrouped = this.cursor.took('group', 'by')
    if (isGrouped) for (const key of this.cursor.list(() => this.#key())) this.#addKey(key)
    if (isDistinct) for (const { expression } of this.#shown) this.#addKey(operandIn(expression))
    return (isDistinct && isGrouped) || this.#keys.length > mostKeys ? otherShape() : isGrouped
  }

  #addKey(key: Operand): void {
    if (!this.#keys.some((known) => sameOperand(known, key))) this.#keys.push(key)
  }

  #key(): Operand {
    return operandIn(this.#numbered() ?? this.#aliased() ?? { operand: this.expressions.operand() })
  }

  /** The column of the answer that a number stands for. */
  #numbered(): Expression | null {
    if (this.cursor.peek()?.kind !== 'number') return null
    return this.#shown[this.cursor.wholeNumber() - 1]?.expression ?? otherShape()
  }

  /** The column of the answer that an alias stands for. */
  #aliased(clause: 'order' | 'other' = 'other'): Expression | null {
    const [token, next] = [this.cursor.peek(), this.cursor.peek(1)]
    if (token === undefined || isToken(next, '(') || isToken(next, '.')) return null
    const name = nameOf(token)?.toLowerCase()
    const [named, another] = this.#shown.filter(({ alias }) => alias !== null && alias === name)
    if (another !== undefined) otherShape()
    if (named === undefined || !this.isAlias(name!, named, clause)) return null
    this.cursor.take()
    return named.expression
  }

  #having(): Condition<Value> | null {
    if (!this.cursor.took('having')) return null
    const value = () => this.#valueOf(this.#aliased() ?? this.expressions.expression())
    return new Conditions(this.cursor, this.grammar, { value, typeOf: (on) => this.typeOf(on) }).condition()
  }

  #orderTerm(): OrderTerm {
    const { cursor } = this
    const by = this.#valueOf(this.#numbered() ?? this.#aliased('order') ?? this.expressions.expression())
    const isDescending = !cursor.took('asc') && cursor.took('desc')
    if (!cursor.took('nulls')) return { by, isDescending, nullsFirst: this.isNullFirst(isDescending) }
    const nullsFirst = cursor.took('first')
    if (!nullsFirst) cursor.expect('last')
    return { by, isDescending, nullsFirst }
  }

  /** A column that is no key has the value of any event of its group: only the engine knows of which. */
  #valueOf(expression: Expression): Value {
    if ('aggregate' in expression) return { aggregate: this.#placeOf(expression.aggregate) }
    const key = this.#keys.findIndex((key) => sameOperand(key, expression.operand))
    return key < 0 ? otherShape() : { key }
  }

  #placeOf(aggregate: Aggregate): number {
    const known = this.#aggregates.findIndex((other) => sameAggregate(other, aggregate))
    return known < 0 ? this.#aggregates.push(aggregate) - 1 : known
  }

  protected typeOf(value: Value): GroupedType {
    if ('key' in value) return typeOfOperand(this.#keys[value.key]!)
    const { function: name, of } = this.#aggregates[value.aggregate]!
    return of !== null && (name === 'min' || name === 'max') ? typeOfOperand(of) : 'integer'
  }
}

const operandIn = (expression: Expression): Operand => ('operand' in expression ? expression.operand : otherShape())

/** Which rows LIMIT keeps of those in no order, and DISTINCT beside aggregates, are left to the engine. */
function hasOneAnswer({ keys, aggregates, order, limit }: GroupedQuery, isDistinct: boolean): boolean {
  if (keys.length === 0) return aggregates.length > 0
  return (limit === null || order.length > 0) && !(isDistinct && aggregates.length > 0)
}
