import { secondMs } from '../../../src-shared/base/time.ts'
import type { RowChoice } from '../../../src-shared/sql/grouped/read-choice.ts'
import type { Events } from '../snapshot.ts'
import { codedOperands, timesOf } from './coded-operand.ts'
import { type RowTruths, rowTruths, yes } from './conditions.ts'
import { rowsAtOnce } from './portions.ts'
import { rowsWithTime } from './time-rows.ts'

/**
 * The rows, in order, that a query can have in its answer, where there are at most `most`; null for more, and where the
 * columns cannot tell. `asked`: how many rows of the answer are wanted.
 */
export function fewRows(events: Events, choice: RowChoice, asked: number, most: number): Uint32Array | null {
  const { where, first } = choice
  const codedOf = codedOperands(events, () => null)
  const truths = where === null ? null : rowTruths(where, { codedOf, times: timesOf(events) })
  if (where !== null && truths === null) return null
  const wanted = first === null ? null : Math.min(first.count ?? asked, asked)
  return new Search(events, truths, most).rows(wanted, first?.order ?? 'any')
}

class Search {
  readonly #found: number[] = []
  readonly #truths = new Uint8Array(rowsAtOnce)

  constructor(
    private readonly events: Events,
    private readonly holds: RowTruths | null,
    private readonly most: number,
  ) {}

  /** `wanted`: how many are enough; null for all. */
  rows(wanted: number | null, order: 'any' | 'earliest' | 'latest'): Uint32Array | null {
    const times = timesOf(this.events)
    const count = times.length
    const withTime = rowsWithTime(times)
    // In the order of the query; events without a time stand last in either direction.
    const ranges = order === 'latest' ? [[0, withTime, -1], [withTime, count, 1]] : [[0, count, 1]] // biome-ignore format: short
    for (const [from, until, direction] of ranges as [number, number, 1 | -1][])
      if (!this.#search(from, until, direction, (row, last) => this.#isEnough(wanted, order, times, row, last))) break
    return this.#found.length > this.most ? null : Uint32Array.from(this.#found).sort()
  }

  /** Whether the search goes on behind these rows. */
  #search(from: number, until: number, direction: 1 | -1, isEnough: (row: number, last: number) => boolean): boolean {
    const portions = Math.ceil((until - from) / rowsAtOnce)
    for (let n = 0; n < portions; n++) {
      const begin = from + (direction === 1 ? n : portions - 1 - n) * rowsAtOnce
      const end = Math.min(begin + rowsAtOnce, until)
      this.holds?.(begin, end, this.#truths)
      for (let k = 0; k < end - begin; k++) {
        const row = direction === 1 ? begin + k : end - 1 - k
        if (this.holds !== null && this.#truths[row - begin] !== yes) continue
        if (isEnough(row, this.#found.at(-1) ?? -1)) return false
        this.#found.push(row)
        if (this.#found.length > this.most) return false
      }
    }
    return true
  }

  /** Whether no row from this one on is wanted. Of one second all are: the order of their texts and times may differ. */
  #isEnough(wanted: number | null, order: string, times: Float64Array, row: number, last: number): boolean {
    if (wanted === null || this.#found.length < wanted) return false
    if (order === 'any' || last < 0) return true
    return Math.floor(times[row]! / secondMs) !== Math.floor(times[last]! / secondMs) && !Number.isNaN(times[last]!)
  }
}
