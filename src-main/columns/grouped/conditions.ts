import type { Cell } from '../../../src-shared/contract/index.ts'
import type { Condition, Literal, Operand, Sign, Test } from '../../../src-shared/sql/grouped/query.ts'
import type { CodedOperand } from './coded-operand.ts'
import { exactLikeTest, likeTest } from './like.ts'
import { compareUtf8 } from './text-order.ts'
import { firstRow, rowsWithTime } from './time-rows.ts'

/** SQL's three values of truth, so that AND is the least, OR the greatest, and NOT the rest to `yes`. */
export const [no, unknown, yes] = [0, 1, 2] as const
export type Truth = typeof no | typeof unknown | typeof yes

const truth = (holds: boolean): Truth => (holds ? yes : no)

/** How two values compare, as a sign of the difference. */
const signs: Readonly<Record<Sign, (difference: number) => boolean>> = {
  '=': (difference) => difference === 0,
  '<>': (difference) => difference !== 0,
  '<': (difference) => difference < 0,
  '<=': (difference) => difference <= 0,
  '>': (difference) => difference > 0,
  '>=': (difference) => difference >= 0,
}

/** The value has the type of the literal, or is null. */
function compare(value: Exclude<Cell, null>, literal: Literal): number {
  return typeof value === 'string' ? compareUtf8(value, String(literal)) : value - Number(literal)
}

/** A test of values. */
export function truthTest(test: Test): (cell: Cell) => Truth {
  if ('is' in test) return (cell) => truth(cell === test.is)
  const holds = valueTest(test)
  return (cell) => (cell === null ? unknown : truth(holds(cell)))
}

function valueTest(test: Exclude<Test, { is: unknown }>): (value: Exclude<Cell, null>) => boolean {
  if ('in' in test) {
    const values = new Set<Cell>(test.in)
    return (value) => values.has(value)
  }
  if ('like' in test) {
    const isLike = test.ignoresCase ? likeTest(test.like) : exactLikeTest(test.like)
    return (value) => isLike(String(value))
  }
  const { sign, literal } = test
  // Equality needs no order: comparing texts takes ten times as long.
  if (sign === '=') return (value) => value === literal
  if (sign === '<>') return (value) => value !== literal
  return (value) => signs[sign](compare(value, literal))
}

/** What a condition is for a group, of which `cellsOf` tells the values. */
export function groupTruth<On>(
  condition: Condition<On>,
  cellsOf: (on: On) => (group: number) => Cell,
): (group: number) => Truth {
  if ('not' in condition) {
    const part = groupTruth(condition.not, cellsOf)
    return (group) => (yes - part(group)) as Truth
  }
  if ('on' in condition) {
    const [cellOf, test] = [cellsOf(condition.on), truthTest(condition.test)]
    return (group) => test(cellOf(group))
  }
  const isAll = 'all' in condition
  const parts = (isAll ? condition.all : condition.any).map((part) => groupTruth(part, cellsOf))
  const best = isAll ? Math.min : Math.max
  return (group) => best(...parts.map((part) => part(group))) as Truth
}

/** Writes what a condition is for rows `from` to `until` to the first places of `into`. */
export type RowTruths = (from: number, until: number, into: Uint8Array) => void

/** What conditions are about. */
export interface Conditioned {
  /** Null where an operand cannot be coded. */
  readonly codedOf: (operand: Operand) => CodedOperand | null
  /** By row, in order, NaN for those without one, which stand last. */
  readonly times: Float64Array
}

/** Each part is tested once for each code, and one on times by where they lie; null where an operand cannot be coded. */
export function rowTruths(condition: Condition<Operand>, events: Conditioned): RowTruths | null {
  if ('not' in condition) {
    const part = rowTruths(condition.not, events)
    return part && negated(part)
  }
  if ('on' in condition) {
    const { on, test } = condition
    if (on.kind === 'column' && on.name === 'eventTimeMs' && 'sign' in test)
      return timeTruths(events.times, test.sign, Number(test.literal))
    const coded = events.codedOf(on)
    return coded && looked(coded.codes, truthsOfCodes(coded, test))
  }
  const isAll = 'all' in condition
  const parts = (isAll ? condition.all : condition.any).map((part) => rowTruths(part, events))
  return parts.every((part) => part !== null) ? joined(parts, isAll) : null
}

function truthsOfCodes(coded: CodedOperand, test: Test): Uint8Array {
  const truths = new Uint8Array(coded.size)
  const rank = 'sign' in test ? coded.rankOf(test.literal) : null
  if (!('sign' in test) || rank === null) {
    const truthOfCell = truthTest(test)
    for (let code = 0; code < truths.length; code++) truths[code] = truthOfCell(coded.cellOf(code))
    return truths
  }
  const ranks = coded.ranks()
  const holds = signs[test.sign]
  for (let code = 0; code < truths.length; code++)
    truths[code] = code === 0 ? unknown : truth(holds(ranks[code]! - rank))
  return truths
}

function timeTruths(times: Float64Array, sign: Sign, time: number): RowTruths {
  const firstWhere = (is: (other: number) => boolean) => firstRow(times.length, (row) => is(times[row]!))
  const ends = [firstWhere((other) => !(other < time)), firstWhere((other) => !(other <= time)), rowsWithTime(times)]
  const truths = [...[-1, 0, 1].map((difference) => truth(signs[sign](difference))), unknown]
  return (from, until, into) => {
    let row = from
    truths.forEach((of, k) => {
      const end = Math.max(row, Math.min(ends[k] ?? until, until))
      into.fill(of, row - from, end - from)
      row = end
    })
  }
}

const looked =
  (codes: ArrayLike<number>, truths: Uint8Array): RowTruths =>
  (from, until, into) => {
    for (let row = from; row < until; row++) into[row - from] = truths[codes[row]!]!
  }

const negated =
  (part: RowTruths): RowTruths =>
  (from, until, into) => {
    part(from, until, into)
    for (let k = 0; k < until - from; k++) into[k] = yes - into[k]!
  }

function joined([first, ...others]: readonly RowTruths[], isAll: boolean): RowTruths {
  let other = new Uint8Array(0)
  return (from, until, into) => {
    if (other.length < into.length) other = new Uint8Array(into.length)
    first!(from, until, into)
    for (const part of others) {
      part(from, until, other)
      for (let k = 0; k < until - from; k++)
        if (isAll ? other[k]! < into[k]! : other[k]! > into[k]!) into[k] = other[k]!
    }
  }
}
