/**
 * Returns one string for all equal ones. Every message from another thread and every JSON text brings new strings; with
 * hundreds of thousands of files these would fill the memory.
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
