import type { Steps } from '../../../runtime/steps.ts'
import type { Part } from '../tree.ts'
import { type Bits, bothOf, eitherOf, othersThan, wordsOf } from './bits.ts'
import { type ColumnLeaves, isColumnLeaf } from './column-leaves.ts'
import { holdsInRecord } from './in-record.ts'

/**
 * What columns tell of a rule: the events for which it surely holds, and those for which it may. Where columns tell all,
 * both are the same array.
 */
export interface Truth {
  readonly sure: Bits
  readonly maybe: Bits
}

/** Leaves on records are unknown here: only the records of events that these decide need be read. */
export function* truthOf(part: Part, leaves: ColumnLeaves): Steps<Truth> {
  const { events } = leaves.snapshot
  switch (part.kind) {
    case 'leaf': {
      if (!isColumnLeaf(part)) return { sure: noEvents(events), maybe: allEvents(events) }
      const bits = yield* leaves.bits(part)
      return { sure: bits, maybe: bits }
    }
    case 'not': {
      const { sure, maybe } = yield* truthOf(part.part, leaves)
      const never = othersThan(maybe, events)
      return { sure: never, maybe: sure === maybe ? never : othersThan(sure, events) }
    }
    case 'all':
    case 'any': {
      const join = part.kind === 'all' ? bothOf : eitherOf
      let truth: Truth | null = null
      for (const each of part.parts) {
        const next: Truth = yield* truthOf(each, leaves)
        truth = truth === null ? next : joined(truth, next, join)
        yield
      }
      return truth ?? { sure: allEvents(events), maybe: allEvents(events) }
    }
  }
}

function joined(a: Truth, b: Truth, join: (a: Bits, b: Bits) => Bits): Truth {
  const sure = join(a.sure, b.sure)
  return { sure, maybe: a.sure === a.maybe && b.sure === b.maybe ? sure : join(a.maybe, b.maybe) }
}

const noEvents = (events: number): Bits => new Uint32Array(wordsOf(events))
const allEvents = (events: number): Bits => othersThan(noEvents(events), events)

/** Whether a part holds for one event whose record is there. */
export function holdsFor(part: Part, row: number, record: string, leaves: ColumnLeaves): boolean {
  switch (part.kind) {
    case 'leaf':
      return isColumnLeaf(part) ? leaves.holds(part, row) : holdsInRecord(part, record)
    case 'not':
      return !holdsFor(part.part, row, record, leaves)
    case 'all':
      return part.parts.every((each) => holdsFor(each, row, record, leaves))
    case 'any':
      return part.parts.some((each) => holdsFor(each, row, record, leaves))
  }
}
