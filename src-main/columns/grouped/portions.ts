/** Called at intervals of long work. It throws to end the work. */
export type GoOn = () => void

/** Rows that are counted before `goOn` is asked again: some milliseconds. */
export const rowsAtOnce = 1 << 16

export function inPortions(rows: number, goOn: GoOn, work: (from: number, until: number) => void): void {
  for (let from = 0; from < rows; from += rowsAtOnce) {
    goOn()
    work(from, Math.min(from + rowsAtOnce, rows))
  }
}
