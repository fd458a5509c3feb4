import { type Condition, type FilterColumn, formatFilter } from '../../src-shared/filter.ts'
import { idText } from '../columns/id-column.ts'
import type { DetectionCase } from './rule.ts'
import { counted, distinct, listed } from './words.ts'

/**
 * What rules are written with, beside the functions of schema.sql:
 *
 * - `principal(id)`, `principal_filter(id)`: who acted (principals.ts), and the filter text that selects its events
 * - `filter_is(column, value)`: filter text for one value, or for its absence
 * - `filter_any(column, json_group_array(value))`: filter text for these values
 * - `filter_events(json_group_array(id))`: filter text for these events, where no condition on columns tells them apart
 * - `counted(n, 'call')`: `1 call`, `2,000 calls`
 * - `listed(json_group_array(value))`: the distinct values in words, the first few by name
 */
export function defineRuleFunctions(opened: DetectionCase): void {
  const { db, principals } = opened
  const nameOf = (id: unknown) => principals.codes[Number(id) - 1]!
  db.create_function('principal', (id: unknown) => principals.names[nameOf(id)]!)
  db.create_function('principal_filter', (id: unknown) => textOf(principals.conditions[nameOf(id)]!))
  db.create_function('filter_is', (column: unknown, value: unknown) =>
    textOf([
      value === null
        ? { column: column as FilterColumn, operator: 'isNotSet', values: [] }
        : { column: column as FilterColumn, operator: 'is', values: [String(value)] },
    ]),
  )
  db.create_function('filter_any', (column: unknown, values: unknown) =>
    textOf([{ column: column as FilterColumn, operator: 'is', values: distinct(textsOf(values)) }]),
  )
  db.create_function('filter_events', (ids: unknown) => textOf(eventConditions(opened, textsOf(ids).map(Number))))
  db.create_function('counted', (count: unknown, noun: unknown) => counted(Number(count), String(noun)))
  db.create_function('listed', (values: unknown) => listed(textsOf(values)))
}

const textOf = (conditions: readonly Condition[]) => formatFilter({ range: null, conditions, text: '' })

const textsOf = (json: unknown): string[] =>
  (JSON.parse(String(json)) as unknown[]).filter((value) => value !== null).map(String)

/** Events by eventID. Records without one, older than version 1.01, are found by file, time and name. */
function eventConditions({ snapshot, query }: DetectionCase, ids: readonly number[]): Condition[] {
  const rows = ids.map((id) => id - 1)
  const eventIds = rows.map((row) => {
    const data = snapshot.columns.eventID
    return data.type === 'id' ? idText(data, row) : null
  })
  if (eventIds.every((id) => id !== null)) return [{ column: 'eventID', operator: 'is', values: distinct(eventIds) }]
  return (['sourceFile', 'eventTime', 'eventName'] as const).map((column) => ({
    column,
    operator: 'is',
    values: distinct(rows.map((row) => String(query.value(column, row)))),
  }))
}
