/**
 * Code that most runs never need: it is loaded when the first file that needs it comes. Whoever comes upon such a file
 * waits for `load`; what follows may be synchronous and takes `loaded`.
 */
export class OnDemand<Code> {
  #code: Code | null = null

  /** `imported`: an `import()`, which the build makes a chunk of its own. */
  constructor(private readonly imported: () => Promise<Code>) {}

  async load(): Promise<void> {
    this.#code ??= await this.imported()
  }

  get loaded(): Code {
    if (this.#code === null) throw new Error('Code was asked for that nobody has loaded')
    return this.#code
  }
}
