import { closeSync, createReadStream, openSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { ListedObject } from './bucket.ts'
import { writeWhole } from './write-whole.ts'

const pieceLength = 1 << 16

/**
 * A list of objects on disk, so that memory does not grow with it. It is whole before the first object is fetched: only
 * then is it known how much there is to fetch.
 */
export class Spool {
  readonly #opened: number
  #piece = ''

  constructor(private readonly path: string) {
    this.#opened = openSync(path, 'w')
  }

  add(object: ListedObject): void {
    this.#piece += `${JSON.stringify(object)}\n`
    if (this.#piece.length >= pieceLength) this.#flush()
  }

  #flush(): void {
    writeWhole(this.#opened, Buffer.from(this.#piece))
    this.#piece = ''
  }

  /** Nothing more is added. */
  end(): void {
    this.#flush()
    closeSync(this.#opened)
  }

  async *objects(): AsyncGenerator<ListedObject> {
    const lines = createInterface({ input: createReadStream(this.path), crlfDelay: Number.POSITIVE_INFINITY })
    for await (const line of lines) yield JSON.parse(line) as ListedObject
  }
}
