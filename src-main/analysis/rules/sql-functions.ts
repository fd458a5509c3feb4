import { formatCounted } from '../../../src-shared/base/count.ts'
import { formatUtc, type UtcMs } from '../../../src-shared/base/time.ts'
import type { Cell } from '../../../src-shared/contract/index.ts'
import { columnType, type FilterColumn } from '../../../src-shared/filter/columns.ts'
import { type Condition, filterOf as filterOfParts } from '../../../src-shared/filter/model.ts'
import { formatFilter } from '../../../src-shared/filter/text.ts'
import type { ColumnName } from '../../../src-shared/model/columns.ts'
import { isUuid, type Value } from '../../../src-shared/model/event.ts'
import type { Sql } from '../../store/sql.ts'
import { textColumn } from '../columns.ts'
import { filterOf, is } from '../conditions.ts'
import { readCalls } from './calls.ts'
import { definePolicyFunctions } from './policy-functions.ts'
import type { DetectionCase } from './rule.ts'
import { actedOn, distinct, listed, told } from './words.ts'

/**
 * The functions that rules use beside those of schema.sql and policy-functions.ts. The analyst has them, too, as the SQL of a
 * rule opens in the SQL panel. What they read is made when one is first called:
 *
 * - `principal(id)`, `principal_filter(id)`: who acted (principals.ts), and the filter text that selects its events
 * - `is_usual(id)`: whether the event tells what is usual (../baseline.ts)
 * - `occurs(column, value)`: whether any event has this text
 * - `signed(accessKeyId)`: how many events the access key signed, counted in the columns: no index is made of them
 * - `filter_calls(text)`: filter text for the calls that a header names
 * - `filter_is(column, value)`: filter text for one value, or for its absence
 * - `filter_any(column, json_group_array(value))`: filter text for these values
 * - `filter_events(json_group_array(id))`: filter text for these events, where no condition on columns tells them apart
 * - `time_filter(from, last)`, `utc(time)`: filter text and ISO 8601 text of milliseconds since 1970
 * - `counted(n, 'call')`: `1 call`, `2,000 calls`; `failed(sum(isError))`: ` (3 errors)`, or nothing
 * - `listed(json_group_array(value))`: the distinct values in words, the first few by name
 * - `acted_on(calls, json_group_array(target))`: `, on role/Admin and user/ben`, of the first calls where there are more
 * - `told(calls, json_group_array(sentence))`: the distinct sentences behind one another, of the first calls likewise
 */
export function defineRuleFunctions(sql: Sql, opened: () => DetectionCase): void {
  definePolicyFunctions(sql, () => opened().snapshot)
  const codeOf = (id: Cell) => opened().principals.codes[Number(id) - 1]!
  // Called once per event, for few principals.
  const filters: string[] = []
  const filterOfPrincipal = (code: number): string => {
    filters[code] ??= textOf(opened().principals.conditions[code]!)
    return filters[code]
  }
  sql.define({
    principal: (id) => opened().principals.names[codeOf(id)]!,
    principal_filter: (id) => filterOfPrincipal(codeOf(id)),
    is_usual: (id) => (opened().baseline.has(Number(id) - 1) ? 1 : 0),
    occurs: (column, value) =>
      textColumn(opened().snapshot, column as ColumnName).dictionary.includes(String(value), 1) ? 1 : 0,
    signed: (key) => (key === null ? null : opened().query.count(filterOf(null, [is('accessKeyId', String(key))]))),
    filter_calls: (text) => formatFilter(filterOfParts(opened().calls.filterOf(readCalls(String(text))))),
    filter_is: (column, value) => textOf([is(column as FilterColumn, value === null ? null : String(value))]),
    filter_any: (column, values) =>
      textOf([{ column: column as FilterColumn, operator: 'is', values: distinct(textsOf(values)) }]),
    filter_events: (ids) => textOf(eventConditions(opened(), textsOf(ids).map(Number))),
    time_filter: (from, last) => formatFilter(filterOf([Number(from), Number(last)], [])),
    utc: (time) => formatUtc(Number(time) as UtcMs),
    counted: (count, noun) => formatCounted(Number(count), String(noun)),
    failed: (errors) => (errors === 0 ? '' : ` (${formatCounted(Number(errors), 'error')})`),
    listed: (values) => listed(textsOf(values)),
    acted_on: (calls, targets) => actedOn(Number(calls), JSON.parse(String(targets)) as (string | null)[]),
    told: (calls, sentences) => told(Number(calls), JSON.parse(String(sentences)) as (string | null)[]),
  })
}

/** A value as filter text has it. */
const textIn = (column: FilterColumn) => (value: Value) =>
  columnType(column) === 'time' ? formatUtc(Number(value) as UtcMs) : String(value)

const textOf = (conditions: readonly Condition[]) => formatFilter(filterOf(null, conditions))

const textsOf = (json: Cell): string[] =>
  (JSON.parse(String(json)) as Cell[]).filter((value) => value !== null).map(String)

/** Events by eventID. Those that it does not identify are found by file, time and name. */
function eventConditions({ query }: DetectionCase, ids: readonly number[]): Condition[] {
  const valuesOf = (column: FilterColumn) => ids.map((id) => query.value(column, id - 1))
  const columns: readonly FilterColumn[] = valuesOf('eventID').every(isUuid)
    ? ['eventID']
    : ['sourceFile', 'eventTime', 'eventName']
  return columns.map((column) => ({ column, operator: 'is', values: distinct(valuesOf(column).map(textIn(column))) }))
}
