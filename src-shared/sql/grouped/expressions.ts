import { parsePath } from '../../base/json-slice.ts'
import { deedFieldNames, deedPath } from '../../model/deed-fields.ts'
import { type Cursor, otherShape } from './cursor.ts'
import { type Aggregate, type GroupedType, groupedColumn, type Operand, typeOfOperand } from './query.ts'

export type Expression = { readonly operand: Operand } | { readonly aggregate: Aggregate }
type ColumnOperand = Extract<Operand, { kind: 'column' }>
type NamedOperand = Extract<Operand, { kind: 'column' | 'field' }>

/** What `substr(eventTime, 1, n)` is as a form of strftime. */
export const beginnings: Readonly<Record<number, string>> = {
  4: '%Y', 7: '%Y-%m', 10: '%Y-%m-%d', 13: '%Y-%m-%dT%H', 16: '%Y-%m-%dT%H:%M',
} // biome-ignore format: a table
const timeForm = /^[^%]*(?:%[YmdHM][^%]*)+$/
/** The sum of larger numbers may be none that JavaScript holds. */
const summed: readonly GroupedType[] = ['flag', 'integer']

/** Reads columns, what is made of eventTime, and aggregates of either. */
export class Expressions {
  /** What stands before the dots of columns, in lower case. */
  readonly qualifiers = new Set<string>()
  readonly #cursor: Cursor

  constructor(cursor: Cursor) {
    this.#cursor = cursor
  }

  expression(): Expression {
    const aggregate = this.#aggregate()
    return aggregate === null ? { operand: this.operand() } : { aggregate }
  }

  operand(): Operand {
    const cursor = this.#cursor
    if (cursor.took('strftime', '(')) return this.#written(() => this.#form())
    if (cursor.took('date', '(')) return this.#written(() => '%Y-%m-%d')
    if (cursor.took('field', '(')) return this.#field()
    if (cursor.took('substr', '(') || cursor.took('substring', '(')) return this.#beginning()
    const named = this.#named()
    const isBucket = named.kind === 'column' && named.name === 'eventTimeMs' && cursor.took('/')
    return isBucket ? this.#bucket() : named
  }

  #aggregate(): Aggregate | null {
    const cursor = this.#cursor
    if (cursor.took('count', '(')) return this.#count()
    const name = (['min', 'max', 'sum'] as const).find((name) => cursor.took(name, '('))
    if (name === undefined) return null
    const of = this.operand()
    cursor.expect(')')
    return name === 'sum' && !summed.includes(typeOfOperand(of)) ? otherShape() : { function: name, of, where: null }
  }

  #count(): Aggregate {
    const cursor = this.#cursor
    if (cursor.took('*', ')')) return { function: 'count', of: null, where: null }
    const isDistinct = cursor.took('distinct')
    const of = this.operand()
    cursor.expect(')')
    return { function: isDistinct ? 'count distinct' : 'count', of, where: null }
  }

  #column(): ColumnOperand {
    const named = this.#named()
    return named.kind === 'column' ? named : otherShape()
  }

  #named(): NamedOperand {
    const first = this.#cursor.name()
    if (!this.#cursor.took('.')) return operandNamed(first) ?? otherShape()
    this.qualifiers.add(first.toLowerCase())
    return operandNamed(this.#cursor.name()) ?? otherShape()
  }

  #written(readForm: () => string): Operand {
    const form = readForm()
    this.#expectEventTime()
    this.#cursor.expect(')')
    return { kind: 'written', form }
  }

  #form(): string {
    const form = this.#cursor.string()
    this.#cursor.expect(',')
    return timeForm.test(form) && form.isWellFormed() ? form : otherShape()
  }

  #field(): Operand {
    const cursor = this.#cursor
    if (this.#column().name !== 'id') otherShape()
    cursor.expect(',')
    const path = cursor.string()
    cursor.expect(')')
    return path.isWellFormed() && (parsePath(path)?.length ?? 0) > 0 ? { kind: 'field', path } : otherShape()
  }

  #beginning(): Operand {
    const cursor = this.#cursor
    this.#expectEventTime()
    cursor.expect(',')
    if (cursor.wholeNumber() !== 1) otherShape()
    cursor.expect(',')
    const form = beginnings[cursor.wholeNumber()] ?? otherShape()
    cursor.expect(')')
    return { kind: 'written', form }
  }

  #expectEventTime(): void {
    if (this.#column().name !== 'eventTime') otherShape()
  }

  #bucket(): Operand {
    const divisor = this.#cursor.wholeNumber()
    const factor = this.#cursor.took('*') ? this.#cursor.wholeNumber() : 1
    return divisor === 0 || factor > divisor ? otherShape() : { kind: 'bucket', divisor, factor }
  }
}

/** Null where the name is of no column that is told from the arrays, or read from records into such. */
export function operandNamed(name: string): NamedOperand | null {
  const column = groupedColumn(name)
  if (column !== null) return { kind: 'column', name: column }
  const deed = deedFieldNames.find((each) => each === name.toLowerCase())
  return deed === undefined ? null : { kind: 'field', path: deedPath(deed) }
}

export const sameOperand = (one: Operand | null, another: Operand | null): boolean =>
  JSON.stringify(one) === JSON.stringify(another)

export const sameAggregate = (one: Aggregate, another: Aggregate): boolean =>
  JSON.stringify(one) === JSON.stringify(another)
