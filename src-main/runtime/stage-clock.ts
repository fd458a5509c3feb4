/** Measures how long each stage of an opening takes. */
export class StageClock {
  /** Milliseconds per stage, in the order they ran. */
  readonly timings: Record<string, number> = {}

  async time<T>(stage: string, work: () => Promise<T>): Promise<T> {
    const start = performance.now()
    try {
      return await work()
    } finally {
      this.timings[stage] = Math.round(performance.now() - start)
    }
  }
}
