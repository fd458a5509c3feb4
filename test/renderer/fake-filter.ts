import { type Condition, type Filter, type Operator, searchedColumns } from '../../src-shared/filter/filter.ts'
import type { Value } from '../../src-shared/model/event.ts'
import type { Values } from './fake-events.ts'

/** The slow, obvious reading of a filter. */
export function matches({ range, conditions, text }: Filter, values: Values): boolean {
  const time = Number(values.eventTime)
  if (range !== null && !(time >= range.from && time < range.until)) return false
  // A fake event's record is its values as JSON.
  const cell = ({ column }: Condition) => (column === 'record' ? JSON.stringify(values) : (values[column] ?? null))
  if (!conditions.every((condition) => holds(condition, cell(condition)))) return false
  const sought = text.toLowerCase()
  return (
    sought === '' ||
    searchedColumns.some((column) =>
      String(values[column] ?? '')
        .toLowerCase()
        .includes(sought),
    )
  )
}

const tests: Readonly<Record<Operator, (value: Value, asked: readonly string[]) => boolean>> = {
  is: (value, asked) => value !== null && asked.includes(String(value)),
  isNot: (value, asked) => value === null || !asked.includes(String(value)),
  contains: (value, asked) => asked.some((part) => String(value ?? '').includes(part)),
  notContains: (value, asked) => !asked.some((part) => String(value ?? '').includes(part)),
  startsWith: (value, asked) => asked.some((part) => String(value ?? '').startsWith(part)),
  atLeast: (value, [least]) => value !== null && Number(value) >= Number(least),
  atMost: (value, [most]) => value !== null && Number(value) <= Number(most),
  isSet: (value) => value !== null,
  isNotSet: (value) => value === null,
}

const holds = ({ operator, values }: Condition, value: Value): boolean => tests[operator](value, values)
