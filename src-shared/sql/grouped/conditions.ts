import { type Cursor, otherShape } from './cursor.ts'
import { type Condition, type GroupedType, isWrittenAsText, type Literal, type Sign } from './query.ts'

/** SQLite allows a thousand levels; a query that people write has a few. */
const deepest = 50
/** SQLite refuses patterns of LIKE that are longer than 50,000 bytes. */
const longestPattern = 1000
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
  #depth = 0

  constructor(cursor: Cursor, value: () => On, typeOf: (on: On) => GroupedType) {
    this.#cursor = cursor
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
    if (cursor.took('isnull')) return isNull
    if (cursor.took('notnull') || cursor.took('not', 'null')) return { not: isNull }
    if (!cursor.took('is')) return null
    const isNot = cursor.took('not')
    return unless(isNot, cursor.took('null') ? isNull : { on, test: { is: this.#literal(type) } })
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
    if (cursor.took('like')) return unless(isNot, { on, test: { like: this.#pattern(type) } })
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
    const cursor = this.#cursor
    if (isWrittenAsText(type)) return this.#text()
    if (type === 'flag' && cursor.took('true')) return 1
    if (type === 'flag' && cursor.took('false')) return 0
    return cursor.took('-') ? -cursor.wholeNumber() : cursor.wholeNumber()
  }

  /** A lone surrogate is changed on its way to SQLite. */
  #text(): string {
    const text = this.#cursor.string()
    return text.isWellFormed() ? text : otherShape()
  }

  #pattern(type: GroupedType): string {
    const pattern = isWrittenAsText(type) ? this.#text() : otherShape()
    return pattern.length <= longestPattern ? pattern : otherShape()
  }
}

const unless = <On>(isNot: boolean, condition: Condition<On>): Condition<On> => (isNot ? { not: condition } : condition)
