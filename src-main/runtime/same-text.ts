/**
 * Gives one string for all that are equal. What comes from another thread or from a JSON text brings a string of its own
 * each time; of hundreds of thousands of files they would fill the memory.
 */
export class SameText {
  readonly #known = new Map<string, string>()

  of<T extends string>(text: T): T {
    const known = this.#known.get(text)
    if (known !== undefined) return known as T
    this.#known.set(text, text)
    return text
  }
}
