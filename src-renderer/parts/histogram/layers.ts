import type { Histogram } from '../../../src-shared/contract/index.ts'
import type { ColumnValue } from '../../../src-shared/filter/asks.ts'
import type { ConditionColumn } from '../../../src-shared/filter/columns.ts'
import { stackAbsentName, stackOthersName, stackPartName } from '../../../src-shared/words/timeline.ts'

/** A part of every bar: the lowest first. */
export interface Layer {
  readonly name: string
  readonly colour: `--${string}`
  /** By bar. */
  readonly counts: readonly number[]
  readonly events: number
  /** Which events they are; null for those of all other values. */
  readonly of: ColumnValue | null
}

/** Which of the eight colours each value has. */
export type Slots = ReadonlyMap<string, number>

/** Colours that mean something, where a value does: the same everywhere in the window. */
const meaning: Readonly<Partial<Record<ConditionColumn, Readonly<Record<string, Layer['colour']>>>>> = {
  isError: { true: '--chart-error', false: '--chart-bar' },
  readOnly: { true: '--chart-bar', false: '--chart-write' },
  logVerdict: {
    verified: '--verdict-verified',
    unverified: '--verdict-unverified',
    invalid: '--verdict-invalid',
    moved: '--verdict-moved',
    missing: '--verdict-missing',
    uncovered: '--verdict-uncovered',
  },
}

/** Those that are looked for stand at the bottom, where their heights can be compared. */
const bottom: ReadonlySet<string> = new Set(['isError true', 'readOnly false', 'logVerdict invalid'])

const slotColours = [1, 2, 3, 4, 5, 6, 7, 8].map((slot) => `--series-${slot}` as const)

/** A value keeps its colour while it is among those shown; one that comes takes a free one, that of no other if it can. */
export function takeSlots(held: Slots, values: readonly string[]): Slots {
  const kept = new Map([...held].filter(([value]) => values.includes(value)))
  const used = new Set(kept.values())
  const known = new Set(held.values())
  const free = slotColours.map((_, slot) => slot).filter((slot) => !used.has(slot))
  const unused = [...free.filter((slot) => !known.has(slot)), ...free.filter((slot) => known.has(slot))]
  const taken = new Map(kept)
  for (const value of values) if (!taken.has(value)) taken.set(value, unused.shift() ?? 0)
  const left = [...held].filter(([value, slot]) => !taken.has(value) && ![...taken.values()].includes(slot))
  return new Map([...left, ...taken])
}

/** The parts of the bars, those with an own value first; all events are one part where no column was asked for. */
export function layersOf({ total, stack }: Histogram, slots: Slots): readonly Layer[] {
  if (stack === null) return [{ name: 'events', colour: '--chart-bar', counts: total, events: sumOf(total), of: null }]
  const { column } = stack
  const layer = (name: string, colour: Layer['colour'], counts: readonly number[], of: ColumnValue | null): Layer => ({
    name,
    colour,
    counts,
    events: sumOf(counts),
    of,
  })
  const parts = stack.parts.map(({ value, counts }) => {
    const colour = meaning[column]?.[value] ?? slotColours[slots.get(value) ?? 0]!
    return { value, layer: layer(stackPartName(column, value), colour, counts, { column, value }) }
  })
  const isLow = ({ value }: { readonly value: string }) => bottom.has(`${column} ${value}`)
  const others = layer(stackOthersName(stack.distinct - parts.length), '--series-others', stack.others, null)
  const absent = layer(stackAbsentName(column), '--series-absent', stack.absent, { column, value: null })
  return [
    ...parts.filter(isLow).map((part) => part.layer),
    ...parts.filter((part) => !isLow(part)).map((part) => part.layer),
    ...[others, absent].filter(({ events }) => events > 0),
  ]
}

export const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0)
