import { Pending } from '../runtime/pending.ts'
import type { CaseDatabase } from './database.ts'
import type { JudgedCase } from './judged-case.ts'
import type { OpenCase } from './open-case.ts'
import type { RecordSearches } from './record-searches.ts'

/** The case that is open, and what belongs to it. It is shown when its events are in order; verdicts come later. */
export class ShownCase {
  readonly #judged = new Pending<JudgedCase | null>()
  #open: OpenCase

  constructor(
    beingJudged: OpenCase,
    readonly sql: CaseDatabase,
    readonly searches: RecordSearches,
  ) {
    this.#open = beingJudged
  }

  /** All that is known by now. */
  get open(): OpenCase {
    return this.#open
  }

  /** The case with its verdicts, when they are there; null when it was closed before. */
  get judged(): Promise<JudgedCase | null> {
    return this.#judged.value
  }

  judge(judged: JudgedCase): void {
    this.#open = judged
    this.#judged.give(judged)
  }

  async end(): Promise<void> {
    this.#judged.give(null)
    await this.searches.end()
    await this.sql.end()
  }
}
