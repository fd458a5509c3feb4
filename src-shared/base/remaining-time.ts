interface Sample {
  /** Milliseconds, of a clock that never goes back. */
  readonly at: number
  readonly done: number
}

/** Before that nothing is told, milliseconds: threads are starting and code is not compiled yet. */
const soonest = 1000

/**
 * How long work still takes, from how much of it is done. Its rate is that of the last half to three quarters of the time
 * since it began: its beginning is slow, and a short time tells nothing where files are large.
 */
export class RemainingTime {
  readonly #began: Sample
  #from: Sample
  #next: Sample

  constructor(at: number, done: number) {
    this.#began = { at, done }
    this.#from = this.#began
    this.#next = this.#began
  }

  /** Milliseconds; null until enough is done to tell. `done` and `total` in the same unit, whatever it is. */
  at(at: number, done: number, total: number): number | null {
    const elapsed = at - this.#began.at
    if (elapsed >= 2 * (this.#next.at - this.#began.at) && elapsed >= soonest) {
      this.#from = this.#next
      this.#next = { at, done }
    }
    if (elapsed < soonest || done <= this.#began.done) return null
    // No file was finished since, or the members of an archive were found: all of the time counts.
    const since = done > this.#from.done && at > this.#from.at ? this.#from : this.#began
    return Math.max(0, ((at - since.at) / (done - since.done)) * (total - done))
  }
}
