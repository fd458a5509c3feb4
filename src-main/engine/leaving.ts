import { Pending } from '../runtime/pending.ts'
import { within } from '../runtime/within.ts'

/** So long a case that gives way to another waits for its last lines. */
const patienceMs = 5_000

/** In the thread of the case: asks the host to write what is left of a case, before its case file is closed. */
export class AskingToLeave {
  #asked: Pending<void> | null = null

  constructor(private readonly tell: () => void) {}

  /** Resolves when the host has written, or says nothing. Who asks meanwhile waits for the same. */
  readonly ask = async (): Promise<void> => {
    if (this.#asked === null) {
      this.#asked = new Pending()
      this.tell()
    }
    await within(patienceMs, this.#asked.value)
    this.#asked = null
  }

  /** The host has written. */
  told(): void {
    this.#asked?.give()
  }
}
