import { addedColumns } from '../../model/added-columns.ts'
import { columns } from '../../model/columns.ts'

/**
 * A SELECT on `events` or `shown` of columns and counts, as a tree: what `SELECT eventName, count(*) FROM events WHERE … GROUP BY 1`
 * and its like say. `read.ts` and `read-trino.ts` make one of text; src-main/columns/grouped/ answers it.
 */
export interface GroupedQuery {
  readonly from: 'events' | 'shown'
  readonly where: Condition<Operand> | null
  /** What events are grouped by, each once. Without any, all events are one group, even where there are none. */
  readonly keys: readonly Operand[]
  readonly aggregates: readonly Aggregate[]
  /** The columns of the answer. */
  readonly shown: readonly Value[]
  readonly having: Condition<Value> | null
  readonly order: readonly OrderTerm[]
  /** Null without LIMIT. */
  readonly limit: number | null
  readonly offset: number
}

/** What is told of one event. */
export type Operand =
  | { readonly kind: 'column'; readonly name: GroupedColumn }
  /** `eventTimeMs / divisor * factor`, in whole numbers. */
  | { readonly kind: 'bucket'; readonly divisor: number; readonly factor: number }
  /** `strftime(form, eventTime)`, and what is the same. */
  | { readonly kind: 'written'; readonly form: string }
  /** `date_trunc(unit, eventTime)`, in milliseconds. */
  | { readonly kind: 'truncated'; readonly unit: TimeUnit }
  /** `hour(eventTime)` and its like. */
  | { readonly kind: 'part of time'; readonly part: TimePart }
  /** The day, as a text `2024-03-05`. */
  | { readonly kind: 'day' }
  /** A flag as the text `true` or `false`. */
  | { readonly kind: 'flag in words'; readonly name: GroupedColumn }
  /** `field(id, path)`, as far as all its values are text: that is known when it is answered. */
  | { readonly kind: 'field'; readonly path: string }

export const timeUnits = ['second', 'minute', 'hour', 'day', 'month', 'year'] as const
export type TimeUnit = (typeof timeUnits)[number]
/** Days of the week are 1 to 7 from Monday. */
export type TimePart = TimeUnit | 'day of week'

export interface Aggregate {
  readonly function: 'count' | 'count distinct' | 'min' | 'max' | 'sum'
  /** Null for `count(*)`. */
  readonly of: Operand | null
  /** The events that it is of, as FILTER says; null for all. */
  readonly where: Condition<Operand> | null
}

/** One of the keys, or one of the aggregates, by its place. */
export type Value = { readonly key: number } | { readonly aggregate: number }

export interface OrderTerm {
  readonly by: Value
  readonly isDescending: boolean
  readonly nullsFirst: boolean
}

export type Condition<On> =
  | { readonly all: readonly Condition<On>[] }
  | { readonly any: readonly Condition<On>[] }
  | { readonly not: Condition<On> }
  | { readonly on: On; readonly test: Test }

/** A literal has the type of what it is compared with: SQLite never finds a number equal to a text. */
export type Literal = string | number
export type Sign = '=' | '<>' | '<' | '<=' | '>' | '>='
export type Test =
  | { readonly sign: Sign; readonly literal: Literal }
  /** Unlike `=`, never NULL. */
  | { readonly is: Literal | null }
  | { readonly in: readonly Literal[] }
  | { readonly like: string; readonly ignoresCase: boolean }

/** `time`: text that stands for a time. */
export type GroupedType = 'text' | 'time' | 'day' | 'flag' | 'integer' | 'milliseconds' | 'number of the event'

/** Columns of view `events` that are told from the arrays alone. Nearly unique texts and places of records are not. */
export type GroupedColumn =
  | Exclude<keyof typeof columns, 'eventID' | 'requestID'>
  | 'conflicting' | 'isError' | 'bookmarked' | 'id' | 'eventTimeMs' // biome-ignore format: a list

const typeOf = new Map<string, GroupedType>([
  ...Object.entries(columns).flatMap(([name, { type }]): [string, GroupedType][] =>
    type === 'id' ? [] : [[name, type]],
  ),
  ['conflicting', addedColumns.conflicting.type],
  ['isError', addedColumns.isError.type],
  ['bookmarked', addedColumns.bookmarked.type],
  ['id', 'number of the event'],
  ['eventTimeMs', 'milliseconds'],
])

const columnOf = new Map([...typeOf.keys()].map((name) => [name.toLowerCase(), name as GroupedColumn]))

/** The column of this name, in any case of letters; null when there is none. */
export const groupedColumn = (name: string): GroupedColumn | null => columnOf.get(name.toLowerCase()) ?? null

export const typeOfColumn = (name: GroupedColumn): GroupedType => typeOf.get(name)!

export function typeOfOperand(operand: Operand): GroupedType {
  switch (operand.kind) {
    case 'column':
      return typeOfColumn(operand.name)
    case 'bucket':
    case 'truncated':
      return 'milliseconds'
    case 'part of time':
      return 'integer'
    case 'day':
      return 'day'
    case 'flag in words':
    case 'written':
    case 'field':
      return 'text'
  }
}

/** What a literal must be to be compared with values of the type as SQLite compares. */
export const isWrittenAsText = (type: GroupedType): boolean => type === 'text' || type === 'time' || type === 'day'
