/** The first row of which something is true, which is true of all behind it; `rows` where it is of none. */
export function firstRow(rows: number, is: (row: number) => boolean): number {
  let [first, end] = [0, rows]
  while (first < end) {
    const middle = (first + end) >>> 1
    if (is(middle)) end = middle
    else first = middle + 1
  }
  return first
}

/** How many rows have a time: those without one stand last. */
export const rowsWithTime = (times: Float64Array): number => firstRow(times.length, (row) => Number.isNaN(times[row]!))
