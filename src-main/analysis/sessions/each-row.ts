import type { Steps } from '../../runtime/steps.ts'

/** Cells that are looked at in one step: some milliseconds, whatever is done with each. */
const atOnce = 1 << 13

/** Visits the numbers from 0 to `count`, in steps. */
export function* eachRow(count: number, visit: (row: number) => void): Steps<void> {
  for (let row = 0; row < count; row++) {
    visit(row)
    if (row % atOnce === atOnce - 1) yield
  }
}

/** Visits all values, in steps. */
export function* eachOf<T>(values: Iterable<T>, visit: (value: T) => void): Steps<void> {
  let count = 0
  for (const value of values) {
    visit(value)
    if (++count % atOnce === 0) yield
  }
}
