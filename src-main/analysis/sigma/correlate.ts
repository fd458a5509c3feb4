import type { Steps } from '../../runtime/steps.ts'
import { fieldNamed } from './field.ts'
import type { ReadRecord } from './hits.ts'
import type { Linked } from './link.ts'
import type { ColumnLeaves } from './match/column-leaves.ts'
import { valuesAt } from './match/record-values.ts'
import type { CorrelationRule } from './rule.ts'
import type { Field } from './tree.ts'

/** The events of a rule that a correlation names, ascending. */
export interface MemberRows {
  readonly named: string
  readonly name: string | null
  readonly rows: Uint32Array
}

/** Events of one group that lie so in time as the correlation asks. */
export interface Correlated {
  /** In the order of `group-by`. */
  readonly group: readonly string[]
  /** Of all rules named, in the spans; ascending. */
  readonly rows: readonly number[]
  /** Times of the first and the last event, both inside, milliseconds since 1970; apart from each other. */
  readonly spans: readonly (readonly [first: number, last: number])[]
  /** Of each span, the event with which it was complete. */
  readonly completedBy: readonly number[]
}

/** An event of a group, once for each rule that hit it. */
interface Occurrence {
  readonly row: number
  readonly time: number
  readonly member: number
  /** Of value_count. */
  readonly value: string | null
}

/** Events that are grouped or looked through in one step. */
const inStep = 2_000

/**
 * A window is as long as the timespan, both ends inside, and begins anywhere. Windows that overlap become one span. An
 * event without a time, or without a value of a field of `group-by`, belongs to no window.
 */
export function* correlate(
  { rule }: Linked,
  members: readonly MemberRows[],
  times: Float64Array,
  leaves: ColumnLeaves,
  read: ReadRecord,
): Steps<readonly Correlated[]> {
  const groups = new Map<string, { readonly group: readonly string[]; readonly occurrences: Occurrence[] }>()
  let done = 0
  for (const [member, { rows, ...names }] of members.entries()) {
    const fields = rule.groupBy.map((name) => fieldIn(rule, names, name))
    const counted = rule.threshold.fields.map((name) => fieldIn(rule, names, name))
    for (const row of rows) {
      if (++done % inStep === 0 || usesRecords([...fields, ...counted])) yield
      const time = times[row]!
      const group = valuesOf(fields, row, leaves, read)
      const values = valuesOf(counted, row, leaves, read)
      if (Number.isNaN(time) || group === null || values === null) continue
      const key = JSON.stringify(group)
      const held = groups.get(key) ?? { group, occurrences: [] }
      groups.set(key, held)
      held.occurrences.push({ row, time, member, value: counted.length === 0 ? null : JSON.stringify(values) })
    }
  }
  const found: Correlated[] = []
  for (const { group, occurrences } of groups.values()) {
    occurrences.sort((a, b) => a.time - b.time || a.row - b.row || a.member - b.member)
    const spans = joinedSpans(windows[rule.type](occurrences, rule))
    if (spans.length > 0) found.push({ group, ...within(spans, occurrences) })
    done += occurrences.length
    if (done > inStep) {
      done = 0
      yield
    }
  }
  return found
}

/** An alias leads to another field for each rule. */
function fieldIn(
  rule: CorrelationRule,
  { named, name }: Pick<MemberRows, 'named' | 'name'>,
  field: string,
): Field | null {
  const alias = rule.aliases.get(field)
  if (alias === undefined) return fieldNamed(field)
  const aliased = alias.get(named) ?? (name === null ? undefined : alias.get(name))
  return aliased === undefined ? null : fieldNamed(aliased)
}

const usesRecords = (fields: readonly (Field | null)[]) => fields.some((field) => field?.kind === 'path')

/** Null where one of the fields has no value, or a list of several. */
function valuesOf(
  fields: readonly (Field | null)[],
  row: number,
  leaves: ColumnLeaves,
  read: ReadRecord,
): readonly string[] | null {
  const values: string[] = []
  for (const field of fields) {
    const value = field === null ? null : soleValueOf(field, row, leaves, read)
    if (value === null) return null
    values.push(value)
  }
  return values
}

function soleValueOf(field: Field, row: number, leaves: ColumnLeaves, read: ReadRecord): string | null {
  if (field.kind === 'column') {
    const { codes, dictionary } = leaves.coded(field.column)
    const code = codes[row]!
    return code === 0 ? null : dictionary[code]!
  }
  const record = field.kind === 'path' ? read(row) : null
  const values = record === null || field.kind !== 'path' ? [] : valuesAt(record, field.steps)
  return values.length === 1 ? values[0]! : null
}

type Windows = (
  occurrences: readonly Occurrence[],
  rule: CorrelationRule,
) => Iterable<{ readonly first: number; readonly last: number; readonly row: number }>

const windows: Readonly<Record<CorrelationRule['type'], Windows>> = {
  event_count: (occurrences, rule) => counted(occurrences, rule, ({ row }) => row),
  value_count: (occurrences, rule) => counted(occurrences, rule, ({ value }) => value),
  temporal: (occurrences, rule) => counted(occurrences, rule, ({ member }) => member),
  temporal_ordered: inOrder,
}

/** The windows that end at an event and hold enough different keys. */
function* counted(
  occurrences: readonly Occurrence[],
  { spanMs, threshold }: CorrelationRule,
  keyOf: (occurrence: Occurrence) => string | number | null,
) {
  const counts = new Map<string | number | null, number>()
  let from = 0
  for (const occurrence of occurrences) {
    const key = keyOf(occurrence)
    counts.set(key, (counts.get(key) ?? 0) + 1)
    for (; occurrences[from]!.time < occurrence.time - spanMs; from++) {
      const left = keyOf(occurrences[from]!)
      const count = counts.get(left)! - 1
      if (count === 0) counts.delete(left)
      else counts.set(left, count)
    }
    if (counts.size >= threshold.least)
      yield { first: occurrences[from]!.time, last: occurrence.time, row: occurrence.row }
  }
}

/** The shortest windows in which events of the rules come in the order of rules. Events of one time are in any order. */
function* inOrder(occurrences: readonly Occurrence[], { spanMs, rules }: CorrelationRule) {
  /** By rule: when the latest sequence began that came as far as this rule. */
  const begun = new Array<number>(rules.length).fill(Number.NEGATIVE_INFINITY)
  for (let at = 0; at < occurrences.length; ) {
    const { time } = occurrences[at]!
    const now = new Map<number, number>()
    for (; at < occurrences.length && occurrences[at]!.time === time; at++)
      now.set(occurrences[at]!.member, occurrences[at]!.row)
    for (let member = 0; member < rules.length; member++) {
      if (!now.has(member)) continue
      const begin = member === 0 ? time : begun[member - 1]!
      if (begin >= time - spanMs) begun[member] = Math.max(begun[member]!, begin)
    }
    const last = rules.length - 1
    if (now.has(last) && begun[last]! >= time - spanMs) yield { first: begun[last]!, last: time, row: now.get(last)! }
  }
}

interface Span {
  first: number
  last: number
  readonly row: number
}

/** Windows come in the order of their ends. */
function joinedSpans(found: ReturnType<Windows>): readonly Span[] {
  const spans: Span[] = []
  for (const { first, last, row } of found) {
    let [begin, completed] = [first, row]
    while (spans.length > 0 && spans.at(-1)!.last >= begin) {
      const before = spans.pop()!
      begin = Math.min(begin, before.first)
      completed = before.row
    }
    spans.push({ first: begin, last, row: completed })
  }
  return spans
}

function within(spans: readonly Span[], occurrences: readonly Occurrence[]): Omit<Correlated, 'group'> {
  const rows = new Set<number>()
  let at = 0
  for (const { row, time } of occurrences) {
    while (at < spans.length && spans[at]!.last < time) at++
    if (at < spans.length && spans[at]!.first <= time) rows.add(row)
  }
  return {
    rows: [...rows].sort((a, b) => a - b),
    spans: spans.map(({ first, last }) => [first, last] as const),
    completedBy: spans.map(({ row }) => row),
  }
}
