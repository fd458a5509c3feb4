import type { Cell } from '../../../src-shared/contract/index.ts'
import type { GroupedQuery, Operand, Value } from '../../../src-shared/sql/grouped/query.ts'
import { hasRow, type RowSet } from '../row-set.ts'
import type { Events } from '../snapshot.ts'
import { type Accumulator, accumulatorOf, type GroupValues } from './aggregates.ts'
import { type CodedOperand, codedOperand, type FieldOf } from './coded-operand.ts'
import { groupTruth, type RowTruths, rowTruths, yes } from './conditions.ts'
import { comparing, firstInOrder } from './group-order.ts'
import { canGroup, Grouping } from './grouping.ts'

/** Rows that are counted before `goOn` is asked again: some milliseconds. */
const rowsAtOnce = 1 << 16

/** A query that can be answered, and nothing of it yet. */
interface Prepared {
  readonly query: GroupedQuery
  readonly events: number
  /** The events that are looked at; null for all. */
  readonly only: RowSet | null
  readonly where: RowTruths | null
  readonly keys: readonly CodedOperand[]
  readonly aggregates: readonly FilteredAccumulator[]
}

/** `filter`: of the events that it is of; null for all. */
interface FilteredAccumulator {
  readonly values: Accumulator
  readonly filter: RowTruths | null
}

/**
 * The rows that the engines have for a grouped query over view `events` or `shown`, from the codes of the columns. Groups are in the order
 * of their keys where the query names no other order. Null where the columns cannot answer it.
 */
export function groupedAnswer(
  events: Events,
  query: GroupedQuery,
  { shown, fieldOf, goOn }: Answering,
): Iterable<Cell[]> | null {
  const prepared = prepare(events, query, { only: query.from === 'shown' ? shown : null, fieldOf })
  return prepared === null ? null : rowsOf(prepared, goOn)
}

interface Answering {
  /** The events of view `shown`; null for all. */
  readonly shown: RowSet | null
  readonly fieldOf: FieldOf
  /** Called at intervals. It throws to end the work. */
  readonly goOn: () => void
}

/**
 * Whether a condition on columns leaves so few events that reading their records is faster than a column of all. One that
 * asks for a field itself needs all.
 */
export function leavesFew(events: Events, { where }: GroupedQuery, few: number): boolean {
  const truths = where === null ? null : rowTruths(where, (operand) => codedOperand(events, operand, () => null))
  if (truths === null) return false
  const found = new Uint8Array(rowsAtOnce)
  let left = 0
  for (let from = 0; from < events.events && left <= few; from += rowsAtOnce) {
    const until = Math.min(from + rowsAtOnce, events.events)
    truths(from, until, found)
    for (let k = 0; k < until - from; k++) if (found[k] === yes) left++
  }
  return left <= few
}

function prepare(
  events: Events,
  query: GroupedQuery,
  { only, fieldOf }: Pick<Prepared, 'only'> & Pick<Answering, 'fieldOf'>,
): Prepared | null {
  const codedOf = remembered((operand) => codedOperand(events, operand, fieldOf))
  const where = query.where === null ? null : rowTruths(query.where, codedOf)
  if (query.where !== null && where === null) return null
  const keys = query.keys.map(codedOf)
  const operands = query.aggregates.map(({ of }) => (of === null ? null : codedOf(of)))
  const isPaired = keys.length > 0 && query.aggregates.some(({ function: name }) => name === 'count distinct')
  if (!keys.every((key) => key !== null) || !canGroup(keys, events.events, isPaired)) return null
  if (query.aggregates.some(({ of }, i) => of !== null && operands[i] === null)) return null
  const filters = query.aggregates.map(({ where }) => where && rowTruths(where, codedOf))
  if (query.aggregates.some(({ where }, i) => where !== null && filters[i] === null)) return null
  const aggregates = query.aggregates.map((aggregate, i) => ({
    values: accumulatorOf(aggregate, operands[i]!),
    filter: filters[i]!,
  }))
  return { query, events: events.events, only, where, keys, aggregates }
}

function remembered(make: (operand: Operand) => CodedOperand | null): (operand: Operand) => CodedOperand | null {
  const made = new Map<string, CodedOperand | null>()
  return (operand) => {
    const key = JSON.stringify(operand)
    const coded = made.has(key) ? made.get(key)! : make(operand)
    made.set(key, coded)
    return coded
  }
}

function* rowsOf(prepared: Prepared, goOn: () => void): Generator<Cell[]> {
  const { query, keys, aggregates } = prepared
  const grouping = count(prepared, goOn)
  const keyValues = keys.map((_, key) => grouping.valuesOf(key))
  const valuesOf = (value: Value): GroupValues =>
    'key' in value ? keyValues[value.key]! : aggregates[value.aggregate]!.values
  const { having, order, shown, offset, limit } = query
  const holds = having === null ? null : groupTruth(having, (value) => valuesOf(value).cellOf)
  const kept = numbers(keys.length === 0 ? 1 : grouping.count).filter((group) => holds === null || holds(group) === yes)
  goOn()
  const wanted = limit === null ? kept.length : Math.min(offset + limit, kept.length)
  const compare = comparing(order, keys.length, grouping.count, valuesOf)
  const inOrder = firstInOrder(kept, wanted, compare)
  goOn()
  const columns = shown.map(valuesOf)
  for (const group of inOrder.subarray(offset)) yield columns.map(({ cellOf }) => cellOf(group))
}

const numbers = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, number) => number)

/** Puts every row into its group and every aggregate. */
function count({ events, only, where, keys, aggregates }: Prepared, goOn: () => void): Grouping {
  const grouping = new Grouping(keys)
  const truths = new Uint8Array(rowsAtOnce)
  const groups = new Int32Array(rowsAtOnce)
  const filtered = new Int32Array(rowsAtOnce)
  // Without keys there is one group even where there is no event.
  for (let from = 0; from < Math.max(events, 1); from += rowsAtOnce) {
    goOn()
    const until = Math.min(from + rowsAtOnce, events)
    where?.(from, until, truths)
    for (let k = 0; k < until - from; k++) groups[k] = where === null || truths[k] === yes ? 0 : -1
    if (only !== null) for (let row = from; row < until; row++) if (!hasRow(only, row)) groups[row - from] = -1
    if (keys.length > 0) grouping.number(groups, from, until)
    const groupCount = keys.length === 0 ? 1 : grouping.count
    for (const { values, filter } of aggregates) {
      if (filter !== null) {
        filter(from, until, truths)
        for (let k = 0; k < until - from; k++) filtered[k] = truths[k] === yes ? groups[k]! : -1
      }
      values.add(filter === null ? groups : filtered, from, until, groupCount)
    }
  }
  return grouping
}
