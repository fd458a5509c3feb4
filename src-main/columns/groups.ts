import type { UtcMs } from '../../src-shared/base/time.ts'
import type { Groups, GroupsQuery } from '../../src-shared/contract/index.ts'
import { isRecordPath } from '../../src-shared/filter/columns.ts'
import { cellCodes } from './cell-codes.ts'
import { failedCalls } from './failed-calls.ts'
import { codedIn, type RecordFields } from './record-fields.ts'
import type { Snapshot, TimeData } from './snapshot.ts'
import { timeOrder } from './time-order.ts'
import { ranksOf } from './value-order.ts'

interface Evaluated {
  readonly snapshot: Snapshot
  readonly fields: RecordFields
}

/** Events by the values of a column, in an order: pages of groups are cut from it. Code 0 is the events without a value. */
export interface OrderedGroups {
  readonly dictionary: readonly string[]
  /** Codes that events have, in order. */
  readonly codes: Uint32Array
  /** By code. */
  readonly events: Uint32Array
  readonly errors: Uint32Array
  /** NaN where none of its events has a time. */
  readonly firstSeen: Float64Array
  readonly lastSeen: Float64Array
}

/** What groups there are and how they are ordered; the page is another matter. */
export type GroupsAsked = Omit<GroupsQuery, 'filter' | 'offset' | 'limit'>

/** Groups the rows, null being all of them, in one pass over the codes of the column. */
export function orderedGroups(
  { snapshot, fields }: Evaluated,
  rows: Uint32Array | null,
  { column, search, order, descending }: GroupsAsked,
): OrderedGroups {
  const count = rows?.length ?? snapshot.events
  const coded = isRecordPath(column)
    ? codedIn(fields, column)
    : cellCodes(snapshot, column, { rows, starts: Uint32Array.of(0, count), count: 1 })
  const { codes, dictionary } = coded
  const failed = failedCalls(snapshot)
  const times = (snapshot.columns.eventTime as TimeData).values
  const events = new Uint32Array(dictionary.length)
  const errors = new Uint32Array(dictionary.length)
  const firstSeen = new Float64Array(dictionary.length).fill(Number.NaN)
  const lastSeen = new Float64Array(dictionary.length).fill(Number.NaN)
  // Rows are in order of time, those without one last.
  for (let k = 0; k < count; k++) {
    const row = rows === null ? k : rows[k]!
    const code = codes[row]!
    if (events[code]!++ === 0) firstSeen[code] = times[row]!
    if (failed[row] === 2) errors[code]!++
    const time = times[row]!
    if (!Number.isNaN(time)) lastSeen[code] = time
  }
  const wanted = search.toLowerCase()
  const found: number[] = []
  for (let code = 0; code < events.length; code++) {
    if (events[code] === 0) continue
    if (wanted !== '' && (code === 0 || !dictionary[code]!.toLowerCase().includes(wanted))) continue
    found.push(code)
  }
  const values = ranksOf(coded, column)
  const keys = { events, errors, firstSeen, lastSeen, value: values }[order]
  return { dictionary, codes: inOrder(found, keys, values, descending), events, errors, firstSeen, lastSeen }
}

/** What has no time, or no value to be ordered by, comes last either way; equal ones are in the order of their values. */
function inOrder(
  codes: readonly number[],
  keys: Float64Array | Uint32Array,
  values: Float64Array,
  descending: boolean,
): Uint32Array {
  const byValue = sorted(Uint32Array.from(codes), (code) => values[code]!)
  const sign = descending ? -1 : 1
  return sorted(byValue, (code) => sign * keys[code]!)
}

/** NaN last; equal keys stay as they are. */
function sorted(codes: Uint32Array, keyOf: (code: number) => number): Uint32Array {
  const order = timeOrder(Float64Array.from(codes, keyOf), codes.length)
  return order === null ? codes : order.map((at) => codes[at]!)
}

export function groupsPage(
  { dictionary, codes, events, errors, firstSeen, lastSeen }: OrderedGroups,
  { offset, limit }: Pick<GroupsQuery, 'offset' | 'limit'>,
): Groups {
  const timeOf = (time: number) => (Number.isNaN(time) ? null : (time as UtcMs))
  return {
    total: codes.length,
    groups: Array.from(codes.subarray(offset, offset + limit), (code) => ({
      value: code === 0 ? null : dictionary[code]!,
      events: events[code]!,
      errors: errors[code]!,
      firstSeen: timeOf(firstSeen[code]!),
      lastSeen: timeOf(lastSeen[code]!),
    })),
  }
}
