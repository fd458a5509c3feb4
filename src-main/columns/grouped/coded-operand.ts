import { dayMs, hourMs, minuteMs } from '../../../src-shared/base/time.ts'
import type { Cell } from '../../../src-shared/contract/index.ts'
import type { ColumnName } from '../../../src-shared/model/columns.ts'
import { fieldKind } from '../../../src-shared/model/field.ts'
import type { GroupedColumn, Operand } from '../../../src-shared/sql/grouped/query.ts'
import { failedCalls } from '../failed-calls.ts'
import type { FieldColumn, FieldData } from '../fields/field-column.ts'
import type { Events, IntegerData, TimeData } from '../snapshot.ts'
import type { TextData } from '../text-data.ts'
import { ranksOf } from './text-order.ts'
import { beginningOf, partOf } from './time-parts.ts'
import { firstTime, lastTime, rankOfText, textRank, timeWriter, writtenAs } from './time-texts.ts'

/** What is told of each event, as a code: code 0 is null. Equal values have equal codes. */
export interface CodedOperand {
  readonly codes: ArrayLike<number>
  /** One more than the greatest code. */
  readonly size: number
  readonly cellOf: (code: number) => Cell
  /** By code, a number that orders as the values do in SQLite; that of null is less than all. Made when asked for. */
  readonly ranks: () => ArrayLike<number>
  /** Where a literal stands among the ranks; null where only the values tell how they compare with it. */
  readonly rankOf: (literal: string | number) => number | null
}

/** The column of a field of records; null where it is to be read from each. */
export type FieldOf = (path: string) => FieldColumn | null

/** Whether all is known of the field, and SQLite has no number of it, which orders before all text. */
const isText = ({ unread, kinds }: FieldData): boolean =>
  unread.size === 0 && kinds.every((bits) => (bits & fieldKind.number) === 0)

/** Null where the events have values that this does not know to write as SQLite has them. */
export function codedOperand(events: Events, operand: Operand, fieldOf: FieldOf): CodedOperand | null {
  const times = timesOf(events)
  switch (operand.kind) {
    case 'column':
      return codedColumn(events, operand.name)
    case 'bucket': {
      const { divisor, factor } = operand
      // SQLite divides towards zero. Adding 0 makes of -0 a 0.
      return ordered(times, (time) => Math.trunc(time / divisor) * factor + 0)
    }
    case 'truncated':
      return ordered(times, beginningOf(operand.unit))
    case 'part of time':
      return numbers(times, partOf(operand.part))
    case 'day':
      return areWritable(times) ? writtenTimes(times, '%Y-%m-%d') : null
    case 'flag in words':
      return inWords(events, operand.name)
    case 'written':
      return areWritable(times) ? writtenTimes(times, operand.form) : null
    case 'field': {
      const field = fieldOf(operand.path)
      return field === null || !isText(field.data) ? null : texts(field.events)
    }
  }
}

function codedColumn(events: Events, name: GroupedColumn): CodedOperand | null {
  switch (name) {
    case 'id':
      return numberedEvents(events.events)
    case 'eventTimeMs':
      return ordered(timesOf(events), (time) => time)
    case 'conflicting':
      return flags(events.conflicting.map((isConflicting) => isConflicting + 1))
    case 'isError':
      return flags(failedCalls(events))
    case 'bookmarked':
      return flags(events.bookmarked)
    default:
      return codedField(events, name)
  }
}

function codedField(events: Events, name: ColumnName): CodedOperand | null {
  const data = events.columns[name]
  switch (data.type) {
    case 'text':
      return texts(data)
    case 'flag':
      return flags(data.values)
    case 'integer':
      return integers(data)
    case 'time':
      return areWritable(data.values) ? times(data.values) : null
    default:
      return null
  }
}

const timesOf = ({ columns }: Events): Float64Array => (columns.eventTime as TimeData).values

const nothing = Number.NEGATIVE_INFINITY

/** Literals are compared with the texts themselves. */
const byText = (dictionary: readonly string[]) => ({
  size: dictionary.length,
  cellOf: (code: number): Cell => (code === 0 ? null : dictionary[code]!),
  ranks: () => ranksOf(dictionary),
  rankOf: () => null,
})

/** `values` by code; the first stands for null. */
const byNumber = (values: Float64Array) => ({
  size: values.length,
  cellOf: (code: number): Cell => (code === 0 ? null : values[code]!),
  ranks: () => values,
  rankOf: (literal: string | number) => Number(literal),
})

function texts({ codes, dictionary, texts }: TextData): CodedOperand {
  return texts.illFormed.size === 0 ? { codes, ...byText(dictionary) } : wellFormed(codes, dictionary)
}

/** Texts that differ in lone surrogates only are equal in SQLite, which has U+FFFD for each. */
function wellFormed(codes: TextData['codes'], dictionary: readonly string[]): CodedOperand {
  const book = new CodeBook<string>('')
  const codeOf = Uint32Array.from(dictionary, (text, code) => (code === 0 ? 0 : book.codeOf(text.toWellFormed())))
  return { codes: Uint32Array.from(codes, (code) => codeOf[code]!), ...byText(book.values) }
}

function flags(codes: Uint8Array): CodedOperand {
  return { codes, ...byNumber(Float64Array.of(nothing, 0, 1)) }
}

function inWords(events: Events, name: GroupedColumn): CodedOperand | null {
  const coded = codedColumn(events, name)
  return coded && { codes: coded.codes, ...byText(['', 'false', 'true']) }
}

function numberedEvents(events: number): CodedOperand {
  const numbers = Float64Array.from({ length: events + 1 }, (_, code) => (code === 0 ? nothing : code))
  return { codes: Uint32Array.from({ length: events }, (_, row) => row + 1), ...byNumber(numbers) }
}

const integers = ({ values }: IntegerData): CodedOperand =>
  numbers(values, (value) => (value === -1 ? Number.NaN : value))

/** Of what is made of values. NaN, and what is made of it, is null. */
function numbers(values: ArrayLike<number>, made: (value: number) => number): CodedOperand {
  const book = new CodeBook<number>(nothing)
  const codes = new Uint32Array(values.length)
  for (let row = 0; row < codes.length; row++) {
    const value = made(values[row]!)
    codes[row] = Number.isNaN(value) ? 0 : book.codeOf(value)
  }
  return { codes, ...byNumber(Float64Array.from(book.values)) }
}

/** Of values in order of time, NaN being null, so that what is made of equal ones has equal neighbours only. */
function ordered(values: Float64Array, made: (value: number) => number): CodedOperand {
  const { codes, distinct } = codesInOrder(values, made)
  return { codes, ...byNumber(distinct) }
}

function times(values: Float64Array): CodedOperand {
  const { codes, distinct } = codesInOrder(values, (time) => time)
  const write = timeWriter()
  let ranks: Float64Array | null = null
  return {
    codes,
    size: distinct.length,
    cellOf: (code) => (code === 0 ? null : write(distinct[code]!)),
    ranks: () => {
      ranks ??= distinct.map((time, code) => (code === 0 ? nothing : textRank(time)))
      return ranks
    },
    rankOf: (literal) => rankOfText(String(literal)),
  }
}

function codesInOrder(values: Float64Array, made: (value: number) => number) {
  const codes = new Uint32Array(values.length)
  const distinct = new Float64Array(values.length + 1).fill(nothing, 0, 1)
  let last = 0
  for (let row = 0; row < values.length; row++) {
    if (Number.isNaN(values[row]!)) continue
    const value = made(values[row]!)
    if (distinct[last] !== value) distinct[++last] = value
    codes[row] = last
  }
  return { codes, distinct: distinct.subarray(0, last + 1) }
}

/** Events of one minute, hour or day have one text, which is made once. */
function writtenTimes(values: Float64Array, form: string): CodedOperand {
  const book = new CodeBook<string>('')
  const codes = new Uint32Array(values.length)
  const unit = form.includes('%M') ? minuteMs : form.includes('%H') ? hourMs : dayMs
  let [known, code] = [Number.NaN, 0]
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    if (Number.isNaN(value)) continue
    const next = Math.floor(value / unit)
    if (next !== known) [known, code] = [next, book.codeOf(writtenAs(form, value))]
    codes[row] = code
  }
  return { codes, ...byText(book.values) }
}

/** Gives codes to values, from 1. */
class CodeBook<Value extends Cell> {
  readonly values: Value[]
  readonly #codes = new Map<Value, number>()

  /** `none` has code 0, and stands for null. */
  constructor(none: Value) {
    this.values = [none]
  }

  codeOf(value: Value): number {
    const known = this.#codes.get(value)
    if (known !== undefined) return known
    const code = this.values.push(value) - 1
    this.#codes.set(value, code)
    return code
  }
}

/** In order of time, those without one last. */
function areWritable(values: Float64Array): boolean {
  const last = values.findLast((value) => !Number.isNaN(value))
  return last === undefined || (values[0]! >= firstTime && last <= lastTime)
}
