/**
 * The first place below `end` for which `holds` is true; `end` where there is none. `holds` must be false up to some
 * place and true from there on.
 */
export function firstThat(end: number, holds: (place: number) => boolean): number {
  let low = 0
  let high = end
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/** The first place in ascending rows that holds `row` or a later one. */
export const lowerBound = (rows: Uint32Array, row: number): number =>
  firstThat(rows.length, (place) => rows[place]! >= row)
