import type { Cell } from '../../../src-shared/contract/index.ts'
import type { ColumnName } from '../../../src-shared/model/columns.ts'
import { fieldKind } from '../../../src-shared/model/field.ts'
import type { GroupedColumn, Operand, TimePart } from '../../../src-shared/sql/grouped/query.ts'
import { failedCalls } from '../failed-calls.ts'
import type { FieldColumn, FieldData } from '../fields/field-column.ts'
import type { Events, IntegerData, TimeData } from '../snapshot.ts'
import type { TextData } from '../text-data.ts'
import { compareUtf8, ranksOf } from './text-order.ts'
import { beginningOf, partOf } from './time-parts.ts'
import { rowsWithTime } from './time-rows.ts'
import { firstTime, lastTime, rankOfText, textRank, timeWriter, writtenAs } from './time-texts.ts'

/** What is told of each event, as a code: code 0 is null. Equal values have equal codes. */
export interface CodedOperand {
  readonly codes: ArrayLike<number>
  /** One more than the greatest code. */
  readonly size: number
  readonly cellOf: (code: number) => Cell
  /** Less than 0 where the value of the first comes before that of the second. Neither is null. */
  readonly compare: (one: number, another: number) => number
  /** Whether the codes order as the values do. */
  readonly areInOrder: boolean
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

/** Makes each operand once. */
export function codedOperands(events: Events, fieldOf: FieldOf): (operand: Operand) => CodedOperand | null {
  const made = new Map<string, CodedOperand | null>()
  return (operand) => {
    const key = JSON.stringify(operand)
    const coded = made.has(key) ? made.get(key)! : codedOperand(events, operand, fieldOf)
    made.set(key, coded)
    return coded
  }
}

/** Null where the events have values that this does not know to write as SQLite has them. */
function codedOperand(events: Events, operand: Operand, fieldOf: FieldOf): CodedOperand | null {
  const times = timesOf(events)
  switch (operand.kind) {
    case 'column':
      return codedColumn(events, operand.name)
    case 'bucket': {
      const { divisor, factor } = operand
      // SQLite divides towards zero. Adding 0 makes of -0 a 0.
      return runsInOrder(times, (time) => Math.trunc(time / divisor) * factor + 0)
    }
    case 'truncated':
      return runsInOrder(times, beginningOf(operand.unit))
    case 'part of time':
      return partsOfTime(times, operand.part)
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
      return ordered(timesOf(events))
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

export const timesOf = ({ columns }: Events): Float64Array => (columns.eventTime as TimeData).values

const nothing = Number.NEGATIVE_INFINITY

/** Literals are compared with the texts themselves. */
const byText = (dictionary: readonly string[]) => ({
  size: dictionary.length,
  cellOf: (code: number): Cell => (code === 0 ? null : dictionary[code]!),
  compare: (one: number, another: number) => compareUtf8(dictionary[one]!, dictionary[another]!),
  areInOrder: false,
  ranks: () => ranksOf(dictionary),
  rankOf: () => null,
})

/** `values` by code; the first stands for null. */
const byNumber = (values: Float64Array, areInOrder: boolean) => ({
  size: values.length,
  cellOf: (code: number): Cell => (code === 0 ? null : values[code]!),
  compare: (one: number, another: number) => values[one]! - values[another]!,
  areInOrder,
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
  return { codes, ...byNumber(Float64Array.of(nothing, 0, 1), true) }
}

function inWords(events: Events, name: GroupedColumn): CodedOperand | null {
  const coded = codedColumn(events, name)
  return coded && { codes: coded.codes, ...byText(['', 'false', 'true']) }
}

function numberedEvents(events: number): CodedOperand {
  const [codes, numbers] = [new Uint32Array(events), new Float64Array(events + 1)]
  numbers[0] = nothing
  for (let code = 1; code <= events; code++) {
    codes[code - 1] = code
    numbers[code] = code
  }
  return { codes, ...byNumber(numbers, true) }
}

/** -1 is null. */
function integers({ values }: IntegerData): CodedOperand {
  const book = new CodeBook<number>(nothing)
  const codes = new Uint32Array(values.length)
  for (let row = 0; row < codes.length; row++) codes[row] = values[row] === -1 ? 0 : book.codeOf(values[row]!)
  return { codes, ...byNumber(Float64Array.from(book.values), false) }
}

const ordered = (values: Float64Array): CodedOperand => {
  const { codes, distinct } = codesInOrder(values)
  return { codes, ...byNumber(distinct, true) }
}

function times(values: Float64Array): CodedOperand {
  const { codes, distinct } = codesInOrder(values)
  const write = timeWriter()
  let ranks: Float64Array | null = null
  return {
    codes,
    size: distinct.length,
    cellOf: (code) => (code === 0 ? null : write(distinct[code]!)),
    compare: (one, another) => textRank(distinct[one]!) - textRank(distinct[another]!),
    areInOrder: false,
    ranks: () => {
      ranks ??= distinct.map((time, code) => (code === 0 ? nothing : textRank(time)))
      return ranks
    },
    rankOf: (literal) => rankOfText(String(literal)),
  }
}

/** Of values in order of time, NaN being null. */
function codesInOrder(values: Float64Array) {
  const codes = new Uint32Array(values.length)
  const distinct = new Float64Array(values.length + 1).fill(nothing, 0, 1)
  const count = rowsWithTime(values)
  let last = 0
  for (let row = 0; row < count; row++) {
    if (distinct[last] !== values[row]) distinct[++last] = values[row]!
    codes[row] = last
  }
  return { codes, distinct: distinct.subarray(0, last + 1) }
}

/** What is made of times, and never decreases with them. */
function runsInOrder(values: Float64Array, made: (value: number) => number): CodedOperand {
  const codes = new Uint32Array(values.length)
  const distinct = [nothing]
  forEachRun(values, made, (from, until) => codes.fill(distinct.push(made(values[from]!)) - 1, from, until))
  return { codes, ...byNumber(Float64Array.from(distinct), true) }
}

function partsOfTime(values: Float64Array, part: TimePart): CodedOperand {
  const [unit, made] = [part === 'day of week' ? 'day' : part, partOf(part)]
  const book = new CodeBook<number>(nothing)
  const codes = new Uint32Array(values.length)
  forEachRun(values, beginningOf(unit), (from, until) => codes.fill(book.codeOf(made(values[from]!)), from, until))
  return { codes, ...byNumber(Float64Array.from(book.values), false) }
}

/** Events of one minute, hour or day have one text, which is made once. */
function writtenTimes(values: Float64Array, form: string): CodedOperand {
  const book = new CodeBook<string>('')
  const codes = new Uint32Array(values.length)
  const unit = form.includes('%M') ? 'minute' : form.includes('%H') ? 'hour' : 'day'
  forEachRun(values, beginningOf(unit), (from, until) =>
    codes.fill(book.codeOf(writtenAs(form, values[from]!)), from, until),
  )
  return { codes, ...byText(book.values) }
}

/**
 * Calls `run` for neighbours of which the same is made. Times are in order, those without one last, so that the end of a
 * run is found in steps that double, and then by halves.
 */
function forEachRun(
  values: Float64Array,
  made: (value: number) => number,
  run: (from: number, until: number) => void,
): void {
  const count = rowsWithTime(values)
  for (let from = 0; from < count; ) {
    const of = made(values[from]!)
    let step = 1
    while (from + step < count && made(values[from + step]!) === of) step *= 2
    let [inside, outside] = [from + (step >> 1), Math.min(from + step, count)]
    while (outside - inside > 1) {
      const middle = (inside + outside) >> 1
      if (made(values[middle]!) === of) inside = middle
      else outside = middle
    }
    run(from, outside)
    from = outside
  }
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

function areWritable(values: Float64Array): boolean {
  const count = rowsWithTime(values)
  return count === 0 || (values[0]! >= firstTime && values[count - 1]! <= lastTime)
}
