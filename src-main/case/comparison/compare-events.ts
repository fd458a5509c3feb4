import {
  type BySide,
  type DifferenceCounts,
  type EventDifference,
  type Side,
  sides,
} from '../../../src-shared/model/comparison.ts'
import type { Place } from '../../columns/copy-book.ts'
import { contentName } from '../../ingest/same-content.ts'
import type { RecordReader } from '../../records/reader.ts'
import type { Steps } from '../../runtime/steps.ts'
import type { EventTable } from './event-table.ts'

const states = { same: 0, changed: 1, 'only-a': 2, 'only-b': 3, unknown: 4 } as const
type State = keyof typeof states
const told = ['changed', 'unknown', 'only-a', 'only-b'] as const

interface EventsCompared {
  readonly counts: DifferenceCounts
  readonly differences: (pathOf: (side: Side, file: number) => string) => Iterable<EventDifference>
}

/**
 * Tells the events of two sides apart. Equal bytes settle most. The others are read again and compared as JSON, since a
 * difference in spelling is no other content. Records that cannot be read any more are not known to differ.
 */
export function* compareEvents(table: EventTable, readers: BySide<RecordReader>): Steps<EventsCompared> {
  const state = new Uint8Array(table.rows)
  const suspects: number[] = []
  for (let row = 0; row < table.rows; row++) {
    const [a, b] = [table.isOn('a', row), table.isOn('b', row)]
    if (!a || !b) state[row] = a ? states['only-a'] : states['only-b']
    else if (!table.hasSameBytes(row)) suspects.push(row)
    if (row % 10_000 === 0) yield
  }
  // A file is inflated once for all of its records.
  const fileOf = new Map(suspects.map((row) => [row, table.placeOf('a', row).file]))
  suspects.sort((one, other) => fileOf.get(one)! - fileOf.get(other)! || one - other)
  for (const row of suspects) {
    state[row] = states[stateOf(table, row, readers)]
    yield
  }
  return { counts: countsOf(state), differences: (pathOf) => differencesOf(table, state, pathOf) }
}

function stateOf(table: EventTable, row: number, readers: BySide<RecordReader>): State {
  const [a, b] = sides.map((side) => contentsOf(table, row, side, readers[side]))
  if (a == null || b == null) return 'unknown'
  return a.size === b.size && [...a].every((content) => b.has(content)) ? 'same' : 'changed'
}

/** Names of the contents that a side has of an event; null where one cannot be read. */
function contentsOf(table: EventTable, row: number, side: Side, reader: RecordReader): Set<string> | null {
  const further = (table.further.get(row) ?? []).filter((one) => one.side === side).map(({ place }) => place)
  const contents = new Set<string>()
  for (const { file, offset, length } of [table.placeOf(side, row), ...further] as Place[]) {
    const { bytes } = reader.readBytes(file, offset, length)
    if (bytes === null) return null
    contents.add(contentName(bytes))
  }
  return contents
}

function countsOf(state: Uint8Array): DifferenceCounts {
  const byState = new Uint32Array(5)
  for (const one of state) byState[one]!++
  const [same, changed, onlyA, onlyB, unknown] = [...byState] as [number, number, number, number, number]
  const both = same + changed + unknown
  return { same, changed, unknown, 'only-a': onlyA, 'only-b': onlyB, a: both + onlyA, b: both + onlyB }
}

function* differencesOf(
  table: EventTable,
  state: Uint8Array,
  pathOf: (side: Side, file: number) => string,
): Generator<EventDifference> {
  const placeOf = (side: Side, row: number) => {
    if (!table.isOn(side, row)) return null
    const { file, index } = table.placeOf(side, row)
    return { file: pathOf(side, file), record: index }
  }
  for (const difference of told)
    for (let row = 0; row < state.length; row++)
      if (state[row] === states[difference])
        yield { eventID: table.eventID(row), difference, places: { a: placeOf('a', row), b: placeOf('b', row) } }
}
