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
