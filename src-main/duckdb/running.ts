import type { CaseColumn } from './column.ts'

/** Why a function of ours gives no value: the query's own failure. What else it throws is a bug. */
export class Refusal extends Error {}

/** A query while it runs, as functions of ours see it. */
export interface Running {
  /** One element over a SharedArrayBuffer: 0 until the query is cancelled. Read while a function holds the thread. */
  readonly cancelWord: Int32Array
  /** The only rows of `events` that its answer can rest on; null for all. */
  readonly rows: Uint32Array | null
  /** Columns of `events` that were made for it, of these rows: places in records, by their paths. */
  readonly columns: ReadonlyMap<string, CaseColumn>
  /** What a function threw that was no refusal. */
  bug: unknown
}

export const isCancelled = ({ cancelWord }: Running): boolean => Atomics.load(cancelWord, 0) !== 0

/** Runs a function of ours for a query. What it throws becomes an error of DuckDB; a bug is kept for who asked. */
export function within(running: Running, setError: (message: string) => void, work: () => void): void {
  try {
    if (isCancelled(running)) setError('cancelled')
    else work()
  } catch (error) {
    if (!(error instanceof Refusal)) running.bug = error
    setError(error instanceof Error ? error.message : String(error))
  }
}
