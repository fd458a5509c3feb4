/** A value that some wait for and another gives, or refuses, once. */
export class Pending<T> {
  give: (value: T) => void = () => {}
  refuse: (why: Error) => void = () => {}
  readonly value = new Promise<T>((resolve, reject) => {
    this.give = resolve
    this.refuse = reject
  })

  constructor() {
    // Nobody waiting is no fault.
    this.value.catch(() => {})
  }
}
