import { fromMysqlPattern } from '../dialects/patterns.ts'
import type { ViewColumn } from '../dialects/schema.ts'
import type { Cursor } from './cursor.ts'
import { otherShape } from './cursor.ts'
import { beginnings, type Expression } from './expressions.ts'
import type { Aggregate, Condition, Operand, TimePart, TimeUnit } from './query.ts'
import { timeUnits, typeOfOperand } from './query.ts'
import type { ExpressionReader } from './reading.ts'
import { operandAt } from './trino-columns.ts'

const parts: Readonly<Record<string, TimePart>> = {
  year: 'year', month: 'month', day: 'day', day_of_month: 'day', hour: 'hour', minute: 'minute', second: 'second', day_of_week: 'day of week', dow: 'day of week',
} // biome-ignore format: a table
const timeForm = /^[^%]*(?:%[YmdHM][^%]*)+$/
const milliseconds: Operand = { kind: 'column', name: 'eventTimeMs' }

/** The table of a query, as names of columns need it. */
export interface TrinoTable {
  /** In lower case. */
  readonly alias: string
  readonly columns: readonly ViewColumn[]
}

/** Reads columns, what is made of eventTime, and aggregates of either, in the dialects of Lake and Athena. */
export class TrinoExpressions implements ExpressionReader {
  /** Columns that are named without the alias of the table, by their names in lower case. */
  readonly names = new Map<string, Operand>()
  /** Whether the text of eventTime is asked for, which is the one of its record. */
  readsTimeText = false
  readonly #cursor: Cursor
  readonly #table: TrinoTable
  /** Reads a condition on single events. */
  readonly #condition: () => Condition<Operand>

  constructor(cursor: Cursor, table: TrinoTable, condition: () => Condition<Operand>) {
    this.#cursor = cursor
    this.#table = table
    this.#condition = condition
  }

  expression(): Expression {
    const aggregate = this.#aggregate()
    return aggregate === null ? { operand: this.operand() } : { aggregate }
  }

  operand(): Operand {
    const cursor = this.#cursor
    if (cursor.peek()?.kind !== 'word' || !isOpening(cursor, 1)) return this.#column()
    const name = cursor.take().text.toLowerCase()
    cursor.expect('(')
    const operand = this.#call(name)
    cursor.expect(')')
    return operand
  }

  #call(name: string): Operand {
    const cursor = this.#cursor
    switch (name) {
      case 'from_iso8601_timestamp':
        this.#timeText()
        return milliseconds
      case 'date_trunc': {
        const unit = this.#unit()
        cursor.expect(',')
        this.#time()
        return { kind: 'truncated', unit }
      }
      case 'date':
        this.#time()
        return { kind: 'day' }
      case 'cast':
        this.#time()
        cursor.expect('as', 'date')
        return { kind: 'day' }
      case 'date_format': {
        this.#time()
        cursor.expect(',')
        return { kind: 'written', form: this.#form() }
      }
      case 'substr':
      case 'substring':
        return this.#beginning()
      default:
        this.#time()
        return { kind: 'part of time', part: Object.hasOwn(parts, name) ? parts[name]! : otherShape() }
    }
  }

  #aggregate(): Aggregate | null {
    const cursor = this.#cursor
    if (cursor.took('count', '(')) return this.#filtered(this.#count())
    if (cursor.took('count_if', '(')) {
      const where = this.#condition()
      cursor.expect(')')
      return { function: 'count', of: null, where }
    }
    const name = (['min', 'max', 'sum', 'approx_distinct'] as const).find((name) => cursor.took(name, '('))
    if (name === undefined) return null
    const of = this.operand()
    cursor.expect(')')
    if (name === 'sum' && typeOfOperand(of) !== 'integer') otherShape()
    return this.#filtered({ function: name === 'approx_distinct' ? 'count distinct' : name, of })
  }

  #count(): Pick<Aggregate, 'function' | 'of'> {
    const cursor = this.#cursor
    if (cursor.took('*', ')')) return { function: 'count', of: null }
    const isDistinct = cursor.took('distinct')
    const of = this.operand()
    cursor.expect(')')
    return { function: isDistinct ? 'count distinct' : 'count', of }
  }

  #filtered(aggregate: Pick<Aggregate, 'function' | 'of'>): Aggregate {
    const cursor = this.#cursor
    if (!cursor.took('filter', '(', 'where')) return { ...aggregate, where: null }
    const where = this.#condition()
    cursor.expect(')')
    return { ...aggregate, where }
  }

  #column(): Operand {
    const cursor = this.#cursor
    const names = [cursor.name().toLowerCase()]
    while (cursor.took('.')) names.push(cursor.name().toLowerCase())
    const { alias, columns } = this.#table
    const isQualified = names.length > 1 && names[0] === alias
    // A column that is called as the table is.
    if (isQualified && columns.some(({ name }) => name.toLowerCase() === alias)) otherShape()
    const operand = operandAt(columns, isQualified ? names.slice(1) : names) ?? otherShape()
    if (!isQualified) this.names.set(names.join('.'), operand)
    if (typeOfOperand(operand) === 'time') this.readsTimeText = true
    return operand
  }

  /** A value of the type TIMESTAMP, with or without a zone. */
  #time(): void {
    if (typeOfOperand(this.operand()) !== 'milliseconds') otherShape()
  }

  /** A text that stands for a time: `eventtime` of Athena. */
  #timeText(): void {
    if (typeOfOperand(this.operand()) !== 'time') otherShape()
  }

  #unit(): TimeUnit {
    const written = this.#cursor.string().toLowerCase()
    return timeUnits.find((unit) => unit === written) ?? otherShape()
  }

  #form(): string {
    const form = fromMysqlPattern(this.#cursor.string())
    return timeForm.test(form) && form.isWellFormed() ? form : otherShape()
  }

  #beginning(): Operand {
    const cursor = this.#cursor
    this.#timeText()
    cursor.expect(',')
    if (cursor.wholeNumber() !== 1) otherShape()
    cursor.expect(',')
    return { kind: 'written', form: beginnings[cursor.wholeNumber()] ?? otherShape() }
  }
}

const isOpening = (cursor: Cursor, ahead: number): boolean => cursor.peek(ahead)?.text === '('
