/** A value that several may wait for. It is given or refused once. */
export class Pending<T> {
  give: (value: T) => void = () => {}
  refuse: (why: Error) => void = () => {}
  readonly value = new Promise<T>((resolve, reject) => {
    this.give = resolve
    this.refuse = reject
  })

  constructor() {
    // A refusal that nobody waits for is no unhandled rejection.
    this.value.catch(() => {})
  }
}

/** Something that is given again and again: whoever asks before the first waits for it, and others have the last. */
export class Latest<T> {
  readonly #first = new Pending<T>()
  #last: Promise<T> = this.#first.value

  get value(): Promise<T> {
    return this.#last
  }

  give(value: T): void {
    this.#first.give(value)
    this.#last = Promise.resolve(value)
  }

  refuse(reason: Error): void {
    this.#first.refuse(reason)
  }
}
