/** The first place in ascending rows that holds `row` or a later one. */
export function lowerBound(rows: Uint32Array, row: number): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (rows[middle]! >= row) high = middle
    else low = middle + 1
  }
  return low
}
