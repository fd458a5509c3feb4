/** Work in short steps: whoever does it may do something else in between. It gives its result at its end. */
export type Steps<T> = Generator<undefined, T>

/** Does all of it at once. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}
