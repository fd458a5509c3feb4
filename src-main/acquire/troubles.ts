import { endsFetch, type FetchTrouble } from '../../src-shared/model/acquisition.ts'
import { troubleOf } from './errors.ts'

/** Nothing more can be fetched: the trouble that says why is kept. */
export class Stopped extends Error {
  override readonly name = 'Stopped'

  constructor(readonly trouble: FetchTrouble) {
    super(trouble.sentence)
  }
}

/** How many are kept to be shown. The manifest has all of them. */
const mostShown = 100
/** So many objects one behind the other without any connection: the network is gone. */
const mostWithoutNetwork = 40

/** What was not fetched in a run. */
export class Troubles {
  readonly #first: FetchTrouble[] = []
  #total = 0
  #withoutNetwork = 0

  constructor(
    private readonly signal: AbortSignal,
    private readonly onTrouble: (trouble: FetchTrouble) => void,
  ) {}

  get first(): readonly FetchTrouble[] {
    return this.#first
  }

  get total(): number {
    return this.#total
  }

  /**
   * Does the work on one subject; its failure is noted, and the rest goes on. False where it failed. Throws where nothing
   * more can succeed, and where the error is a bug.
   */
  async catch(subject: string, work: () => Promise<void>): Promise<boolean> {
    try {
      await work()
      this.#withoutNetwork = 0
      return true
    } catch (error) {
      if (error instanceof Stopped || this.signal.aborted) throw error
      const trouble = troubleOf(subject, error)
      if (trouble === null) throw error
      this.add(trouble)
      if (trouble.code === 'network') this.#withoutNetwork++
      if (endsFetch(trouble.code) || this.#withoutNetwork >= mostWithoutNetwork) throw new Stopped(trouble)
      return false
    }
  }

  add(trouble: FetchTrouble): void {
    this.#total++
    if (this.#first.length < mostShown) this.#first.push(trouble)
    this.onTrouble(trouble)
  }
}
