import type { Snapshot } from '../columns/snapshot.ts'

/**
 * Which events tell what is usual. A log file that nothing proves may have been laid into the case to make an attack look
 * like a habit: where the case has verified log files, their events alone tell it, and otherwise those of all files that
 * are not known to be altered. What is found is looked for in all events.
 */
export class Baseline {
  /** Whether the case has verified log files. */
  readonly isVerified: boolean
  /** Whether events of other files are in the case, too. */
  readonly isMixed: boolean
  readonly #counts: readonly boolean[]
  readonly #unaltered: readonly boolean[]
  readonly #files: Snapshot['locator']['file']

  constructor({ files, locator, events }: Pick<Snapshot, 'files' | 'locator' | 'events'>) {
    const verified = files.map(({ verdict }) => verdict === 'verified')
    this.#unaltered = files.map(({ verdict }) => verdict !== 'invalid')
    this.isVerified = verified.includes(true)
    this.#counts = this.isVerified ? verified : this.#unaltered
    this.#files = locator.file
    let all = true
    for (let row = 0; row < events && all; row++) all = this.has(row)
    this.isMixed = !all
  }

  /** Whether the event tells what is usual. */
  has(row: number): boolean {
    return this.#counts[this.#files[row]!]!
  }

  /** The same of a case too little of which is verified to tell anything. */
  hasUnaltered(row: number): boolean {
    return this.#unaltered[this.#files[row]!]!
  }
}
