import type { ColumnMetaData } from 'hyparquet/src/types.js'
import type { Page } from './page-values.ts'
import { ColumnPages } from './pages.ts'
import type { Leaf, Step } from './shape.ts'

export type Draft = { [key: string]: unknown }

/**
 * Puts the values of one column into rows, in their order. A row is filled column by column, and only where a value is
 * not null: a member that no column fills is not there.
 */
export class ColumnRows {
  private readonly pages: ColumnPages
  private readonly steps: readonly Step[]
  private readonly path: string
  /** The level of a value that is not null. */
  private readonly said: number
  private page: Page | null
  /** In the page at hand: the next value with its levels, and the next one that is not null. */
  private at = 0
  private values = 0
  /** Which element of its list the value at hand is in, by the depth of the list. */
  private readonly element: number[]

  constructor(bytes: Buffer, leaf: Leaf, column: ColumnMetaData) {
    this.steps = leaf.steps
    this.path = leaf.path
    const last = leaf.steps.at(-1)!
    this.said = last.isSaid
    this.element = new Array<number>(last.repetition + 1).fill(0)
    this.pages = new ColumnPages(bytes, leaf, column)
    this.page = this.pages.next()
  }

  fill(rows: readonly Draft[]): void {
    let row = -1
    while (this.page !== null) {
      const { count, definition, repetition, valueAt } = this.page
      while (this.at < count) {
        const repeats = repetition === null ? 0 : repetition[this.at]!
        if (repeats === 0 && ++row === rows.length) return
        if (row < 0) throw new Error(`its column ${this.path} begins within a row`)
        this.step(repeats)
        const level = definition === null ? this.said : definition[this.at]!
        this.at++
        this.put(rows[row]!, level, level === this.said ? valueAt(this.values++) : null)
      }
      this.page = this.pages.next()
      this.at = 0
      this.values = 0
    }
    if (row < rows.length - 1) throw new Error(`its column ${this.path} holds fewer values than the file has rows`)
  }

  private step(repeats: number): void {
    const { element } = this
    if (repeats > 0) element[repeats] = element[repeats]! + 1
    element.fill(0, repeats + 1)
  }

  /** Makes what the value lies in, as far as its level says that it is there. */
  private put(row: Draft, level: number, value: unknown): void {
    const { steps, element } = this
    let within: Draft | unknown[] = row
    for (let n = 0; n < steps.length; n++) {
      const { name, repetition, isThere, isSaid } = steps[n]!
      if (level < isThere) return
      const key = name ?? element[repetition]!
      const container = within as { [key: string | number]: unknown }
      if (level < isSaid) {
        container[key] ??= null
        return
      }
      const next = steps[n + 1]
      if (next === undefined) container[key] = value
      else {
        container[key] ??= next.name === null ? [] : {}
        within = container[key] as Draft | unknown[]
      }
    }
  }
}
