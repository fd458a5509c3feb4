import type { Cell } from '../../../src-shared/contract/index.ts'
import type { Aggregate, GroupedQuery, Value } from '../../../src-shared/sql/grouped/query.ts'
import { hasRow, type RowSet } from '../row-set.ts'
import type { Events } from '../snapshot.ts'
import { aggregated, type GroupValues } from './aggregates.ts'
import { type CodedOperand, codedOperands, type FieldOf, timesOf } from './coded-operand.ts'
import { groupTruth, type RowTruths, rowTruths, yes } from './conditions.ts'
import { inOrder } from './group-order.ts'
import { Grouping } from './grouping.ts'
import { type GoOn, inPortions, rowsAtOnce } from './portions.ts'

/** A query that can be answered, and nothing of it yet. */
interface Prepared {
  readonly query: GroupedQuery
  readonly events: number
  /** The events that are looked at; null for all. */
  readonly only: RowSet | null
  readonly where: RowTruths | null
  readonly keys: readonly CodedOperand[]
  readonly aggregates: readonly FilteredAggregate[]
}

interface FilteredAggregate {
  readonly aggregate: Aggregate
  /** Null for `count(*)`. */
  readonly coded: CodedOperand | null
  /** The events that it is of; null for all. */
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
  readonly goOn: GoOn
}

/**
 * Whether a condition on columns leaves so few events that reading their records is faster than a column of all. One that
 * asks for a field itself needs all.
 */
export function leavesFew(events: Events, { where }: GroupedQuery, few: number): boolean {
  const codedOf = codedOperands(events, () => null)
  const truths = where === null ? null : rowTruths(where, { codedOf, times: timesOf(events) })
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
  const codedOf = codedOperands(events, fieldOf)
  const conditioned = { codedOf, times: timesOf(events) }
  const where = query.where === null ? null : rowTruths(query.where, conditioned)
  if (query.where !== null && where === null) return null
  const keys = query.keys.map(codedOf)
  const operands = query.aggregates.map(({ of }) => (of === null ? null : codedOf(of)))
  if (!keys.every((key) => key !== null)) return null
  if (query.aggregates.some(({ of }, i) => of !== null && operands[i] === null)) return null
  const filters = query.aggregates.map(({ where }) => where && rowTruths(where, conditioned))
  if (query.aggregates.some(({ where }, i) => where !== null && filters[i] === null)) return null
  const aggregates = query.aggregates.map((aggregate, i) => ({
    aggregate,
    coded: operands[i]!,
    filter: filters[i]!,
  }))
  return { query, events: events.events, only, where, keys, aggregates }
}

function* rowsOf(prepared: Prepared, goOn: GoOn): Generator<Cell[]> {
  const { query, keys } = prepared
  const { grouping, aggregates } = count(prepared, goOn)
  const values = { keys: keys.map((_, key) => grouping.valuesOf(key)), aggregates }
  const of = (value: Value): GroupValues =>
    'key' in value ? values.keys[value.key]! : values.aggregates[value.aggregate]!
  const { having, order, shown, offset, limit } = query
  goOn()
  const groups = numbers(grouping.count)
  const holds = having === null ? null : groupTruth(having, (value) => of(value).cellOf)
  const kept = holds === null ? groups : groups.filter((group) => holds(group) === yes)
  goOn()
  const wanted = limit === null ? null : offset + limit
  const columns = shown.map(of)
  let place = 0
  for (const group of inOrder(kept, { order, keys: keys.length, of, wanted }))
    if (place++ >= offset) yield columns.map(({ cellOf }) => cellOf(group))
}

function numbers(count: number): Int32Array {
  const numbers = new Int32Array(count)
  for (let number = 0; number < count; number++) numbers[number] = number
  return numbers
}

/** Puts every row into its group and every aggregate. */
function count({ events, only, where, keys, aggregates }: Prepared, goOn: GoOn) {
  const groups = new Int32Array(events)
  if (where !== null) leave(groups, groups, where, goOn)
  if (only !== null) for (let row = 0; row < events; row++) if (!hasRow(only, row)) groups[row] = -1
  const grouping = new Grouping(keys, groups, goOn)
  const { count } = grouping
  const values = aggregates.map(({ aggregate, coded, filter }) => {
    const of = filter === null ? groups : leave(groups, new Int32Array(events), filter, goOn)
    return aggregated(aggregate, coded, { groups: of, count, goOn })
  })
  return { grouping, aggregates: values }
}

/** Writes the groups of the rows of which the condition holds to `into`, and -1 for the others. */
function leave(groups: Int32Array, into: Int32Array, holds: RowTruths, goOn: GoOn): Int32Array {
  const truths = new Uint8Array(rowsAtOnce)
  inPortions(groups.length, goOn, (from, until) => {
    holds(from, until, truths)
    for (let row = from; row < until; row++) into[row] = truths[row - from] === yes ? groups[row]! : -1
  })
  return into
}
