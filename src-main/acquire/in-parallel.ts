/** Does the work for each item, some at a time, in their order. Ends at the first error, when what was begun has ended. */
export async function inParallel<T>(
  items: Iterable<T> | AsyncIterable<T>,
  atATime: number,
  work: (item: T, lane: number) => Promise<void>,
): Promise<void> {
  const source = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]()
  const errors: unknown[] = []
  const lane = async (_: unknown, number: number) => {
    try {
      while (errors.length === 0) {
        const next = await source.next()
        if (next.done === true) return
        await work(next.value, number)
      }
    } catch (error) {
      errors.push(error)
    }
  }
  await Promise.all(Array.from({ length: atATime }, lane))
  if (errors.length > 0) throw errors[0]
}
