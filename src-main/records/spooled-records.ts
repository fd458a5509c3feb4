import { closeSync, openSync, readSync } from 'node:fs'
import type { RecordBytes } from './reader.ts'

/** Records in a file, by their places in an order. Arrays lie in shared memory. */
export interface Spooled {
  readonly file: string
  readonly offset: Float64Array
  readonly length: Uint32Array
  /** Why a record could not be read, a sentence each. */
  readonly problems: ReadonlyMap<number, string>
}

/** Reads them. */
export class SpoolReader {
  readonly #handle: number

  constructor(private readonly spooled: Spooled) {
    this.#handle = openSync(spooled.file, 'r')
  }

  read(place: number): RecordBytes {
    const { offset, length, problems } = this.spooled
    const problem = problems.get(place)
    if (problem !== undefined) return { bytes: null, problem }
    const bytes = Buffer.allocUnsafe(length[place]!)
    readSync(this.#handle, bytes, 0, bytes.length, offset[place]!)
    return { bytes, problem: null }
  }

  end(): void {
    closeSync(this.#handle)
  }
}
