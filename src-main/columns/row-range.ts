/** Rows side by side: `from` is inside, `until` is not. */
export interface RowRange {
  readonly from: number
  readonly until: number
}
