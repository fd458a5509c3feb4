/** Work in short steps. Other work may be done between two of them. Its return value is the result. */
export type Steps<T> = Generator<undefined, T>

/** Runs all steps without a break and returns the result. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}
