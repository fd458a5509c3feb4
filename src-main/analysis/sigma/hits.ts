import type { Snapshot } from '../../columns/snapshot.ts'
import type { Steps } from '../../runtime/steps.ts'
import { type Bits, bitsOf, isIn, rowsOf, without } from './match/bits.ts'
import type { ColumnLeaves } from './match/column-leaves.ts'
import { holdsFor, truthOf } from './match/truth.ts'
import type { EventRule } from './rule.ts'
import { PathsAsFilter } from './where.ts'

/** The record of an event as JSON text; null where it cannot be read again. */
export type ReadRecord = (row: number) => string | null

/** What a rule hit. */
export interface Hits {
  readonly rule: EventRule
  /** Ascending. */
  readonly rows: Uint32Array
  /** Events that may be among them: their records could not be read. */
  readonly unread: number
  /** Whether a filter with the rule's paths shows the same events. */
  readonly pathsAsFilter: boolean
  /** Why the rule stopped, a mistake of Trailproof; null for one that ran. */
  readonly failure: string | null
}

interface Undecided {
  readonly rule: EventRule
  readonly sure: Bits
  readonly maybe: Bits
  readonly decided: number[]
  readonly paths: PathsAsFilter
  unread: number
  failure: string | null
}

/**
 * The events of each rule, in the order of rules. Columns decide first. Records are read of those events only that they
 * leave open, each once for all rules.
 */
export function* hitsOf(rules: readonly EventRule[], leaves: ColumnLeaves, read: ReadRecord): Steps<readonly Hits[]> {
  const hits: (Hits | Undecided)[] = []
  for (const rule of rules) hits.push(yield* byColumns(rule, leaves))
  const undecided = hits.filter((each) => 'decided' in each)
  yield* byRecords(undecided, leaves, read)
  return hits.map((each) => ('decided' in each ? decided(each, leaves.snapshot.events) : each))
}

function* byColumns(rule: EventRule, leaves: ColumnLeaves): Steps<Hits | Undecided> {
  try {
    const { sure, maybe } = yield* truthOf(rule.part, leaves)
    if (sure === maybe) return { rule, rows: rowsOf(sure), unread: 0, pathsAsFilter: true, failure: null }
    return {
      rule,
      sure,
      maybe: without(maybe, sure),
      decided: [],
      paths: new PathsAsFilter(rule.part),
      unread: 0,
      failure: null,
    }
  } catch (error) {
    return { rule, rows: new Uint32Array(0), unread: 0, pathsAsFilter: true, failure: reasonOf(error) }
  }
}

function* byRecords(rules: readonly Undecided[], leaves: ColumnLeaves, read: ReadRecord): Steps<void> {
  const { snapshot } = leaves
  const asked = new Uint32Array(Math.ceil(snapshot.events / 32))
  for (const { maybe } of rules) for (let i = 0; i < asked.length; i++) asked[i]! |= maybe[i]!
  yield
  for (const row of byFile(rowsOf(asked), snapshot)) {
    const record = read(row)
    for (const rule of rules) if (isIn(rule.maybe, row) && rule.failure === null) decide(rule, row, record, leaves)
    yield
  }
}

function decide(rule: Undecided, row: number, record: string | null, leaves: ColumnLeaves): void {
  if (record === null) {
    rule.unread++
    return
  }
  try {
    rule.paths.look(record)
    if (holdsFor(rule.rule.part, row, record, leaves)) rule.decided.push(row)
  } catch (error) {
    rule.failure = reasonOf(error)
  }
}

/** By the file that they lie in: each is inflated once. */
function byFile(rows: Uint32Array, { files, locator }: Snapshot): Uint32Array {
  const starts = new Uint32Array(files.length + 1)
  for (const row of rows) starts[locator.file[row]! + 1]!++
  for (let file = 0; file < files.length; file++) starts[file + 1]! += starts[file]!
  const ordered = new Uint32Array(rows.length)
  for (const row of rows) ordered[starts[locator.file[row]!]!++] = row
  return ordered
}

function decided({ rule, sure, decided, unread, paths, failure }: Undecided, events: number): Hits {
  const bits = bitsOf(decided, events)
  for (let i = 0; i < bits.length; i++) bits[i]! |= sure[i]!
  const rows = failure === null ? rowsOf(bits) : new Uint32Array(0)
  return { rule, rows, unread, pathsAsFilter: paths.areAlike && unread === 0, failure }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
