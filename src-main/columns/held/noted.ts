import type { EventAspect } from '../../../src-shared/model/case-file.ts'

/** How many events are named. */
const mostNamed = 3

/** Events that are not what the sources make of them: how many, and of the first what differs. */
export class Noted {
  total = 0
  readonly first = new Map<number, Set<EventAspect>>()
  readonly #differs: Uint8Array

  constructor(events: number) {
    this.#differs = new Uint8Array(events)
  }

  has(event: number): boolean {
    return this.#differs[event] === 1
  }

  note(event: number, aspect: EventAspect): void {
    if (this.#differs[event] === 0) {
      this.#differs[event] = 1
      if (this.total++ < mostNamed) this.first.set(event, new Set())
    }
    this.first.get(event)?.add(aspect)
  }
}
