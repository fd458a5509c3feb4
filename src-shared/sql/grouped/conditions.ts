import { type Cursor, otherShape } from './cursor.ts'
import type { Condition, GroupedType, Literal, Sign, Test } from './query.ts'

/** SQLite allows a thousand levels; a query that people write has a few. */
const deepest = 50
/** SQLite refuses patterns of LIKE that are longer than 50,000 bytes. */
const longestPattern = 1000

/** What the dialects of conditions differ in. */
export interface ConditionGrammar {
  /** Reads a literal that is compared with values of the type, as what these are. */
  readonly literal: (type: GroupedType) => Literal
  readonly likeIgnoresCase: boolean
  /** Whether there are ISNULL, NOTNULL and `x IS 1`. */
  readonly hasFormsOfSqlite: boolean
}
const signs: Readonly<Record<string, Sign>> = {
  '=': '=', '==': '=', '<>': '<>', '!=': '<>', '<': '<', '<=': '<=', '>': '>', '>=': '>=',
} // biome-ignore format: a table

/**
 * Reads conditions that compare a value with literals of its type. NOT binds closer than AND, AND closer than OR. What
 * follows a comparison and is none of these words is read by nobody, so that the text as a whole is refused.
 */
export class Conditions<On> {
  readonly #cursor: Cursor
  readonly #value: () => On
  readonly #typeOf: (on: On) => GroupedType
  readonly #grammar: ConditionGrammar
  #depth = 0

  constructor(
    cursor: Cursor,
    grammar: ConditionGrammar,
    { value, typeOf }: { readonly value: () => On; readonly typeOf: (on: On) => GroupedType },
  ) {
    this.#cursor = cursor
    this.#grammar = grammar
    this.#value = value
    this.#typeOf = typeOf
  }

  condition(): Condition<On> {
    if (++this.#depth > deepest) otherShape()
    const any = [this.#all()]
    while (this.#cursor.took('or')) any.push(this.#all())
    this.#depth--
    return any.length === 1 ? any[0]! : { any }
  }

  #all(): Condition<On> {
    const all = [this.#negated()]
    while (this.#cursor.took('and')) all.push(this.#negated())
    return all.length === 1 ? all[0]! : { all }
  }

  #negated(): Condition<On> {
    let isNegated = false
    while (this.#cursor.took('not')) isNegated = !isNegated
    return unless(isNegated, this.#cursor.took('(') ? this.#bracketed() : this.#tested())
  }

  #bracketed(): Condition<On> {
    const condition = this.condition()
    this.#cursor.expect(')')
    return condition
  }

  #tested(): Condition<On> {
    const on = this.#value()
    const type = this.#typeOf(on)
    return this.#compared(on, type) ?? this.#listed(on, type) ?? this.#asFlag(on, type)
  }

  /** With one literal, or with NULL. */
  #compared(on: On, type: GroupedType): Condition<On> | null {
    const cursor = this.#cursor
    const sign = signs[cursor.peek()?.text ?? '']
    if (sign !== undefined) {
      cursor.take()
      return { on, test: { sign, literal: this.#literal(type) } }
    }
    const isNull = { on, test: { is: null } }
    const { hasFormsOfSqlite } = this.#grammar
    if (hasFormsOfSqlite && cursor.took('isnull')) return isNull
    if (hasFormsOfSqlite && (cursor.took('notnull') || cursor.took('not', 'null'))) return { not: isNull }
    if (!cursor.took('is')) return null
    const isNot = cursor.took('not')
    if (cursor.took('null')) return unless(isNot, isNull)
    return hasFormsOfSqlite ? unless(isNot, { on, test: { is: this.#literal(type) } }) : otherShape()
  }

  /** IN, BETWEEN and LIKE, which NOT may precede. */
  #listed(on: On, type: GroupedType): Condition<On> | null {
    const cursor = this.#cursor
    const isNot = cursor.took('not')
    if (cursor.took('in', '(')) {
      const literals = cursor.list(() => this.#literal(type))
      cursor.expect(')')
      return unless(isNot, { on, test: { in: literals } })
    }
    if (cursor.took('between')) return unless(isNot, this.#between(on, type))
    if (cursor.took('like')) return unless(isNot, { on, test: this.#like(type) })
    return isNot ? otherShape() : null
  }

  #between(on: On, type: GroupedType): Condition<On> {
    const low = this.#literal(type)
    this.#cursor.expect('and')
    const high = this.#literal(type)
    return {
      all: [
        { on, test: { sign: '>=', literal: low } },
        { on, test: { sign: '<=', literal: high } },
      ],
    }
  }

  /** A flag alone holds where it is 1. */
  #asFlag(on: On, type: GroupedType): Condition<On> {
    return type === 'flag' ? { on, test: { sign: '=', literal: 1 } } : otherShape()
  }

  #literal(type: GroupedType): Literal {
    return this.#grammar.literal(type)
  }

  #like(type: GroupedType): Test {
    const pattern = type === 'text' || type === 'time' ? wellFormedText(this.#cursor) : otherShape()
    if (pattern.length > longestPattern) otherShape()
    return { like: pattern, ignoresCase: this.#grammar.likeIgnoresCase }
  }
}

/** A lone surrogate is changed on its way to an engine. */
export function wellFormedText(cursor: Cursor): string {
  const text = cursor.string()
  return text.isWellFormed() ? text : otherShape()
}

/** A whole number with or without a sign. */
export const signedNumber = (cursor: Cursor): number =>
  cursor.took('-') ? -cursor.wholeNumber() : cursor.wholeNumber()

const unless = <On>(isNot: boolean, condition: Condition<On>): Condition<On> => (isNot ? { not: condition } : condition)
