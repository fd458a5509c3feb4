import type { NewTexts } from '../batch.ts'
import { sharedArray } from '../shared-array.ts'
import { TextDictionary } from '../text-dictionary.ts'
import type { FieldData } from './field-column.ts'

/** Where the records of files lie: rows of file `f` are `rows[starts[f]]` to `rows[starts[f + 1]]`. */
export interface RowsOfFiles {
  readonly starts: Uint32Array
  readonly rows: Uint32Array
}

/** Texts that a thread uses for the first time, and of each what it is. */
export interface NewValues extends Required<NewTexts> {
  readonly kinds: Uint8Array
}

/** What a text takes beside its bytes, in the threads that read it and here, about. */
const bytesOfValue = 64

/**
 * Makes one column of a field from what several threads read, each with codes of its own: their texts are learnt as they
 * come, and the cells are written once all is read.
 */
export class FieldMaker {
  /** Written by the threads, by row. */
  readonly codes: Uint32Array
  #dictionary = new TextDictionary()
  /** By thread: its code → ours. */
  #known: number[][] = []
  /** By code of ours, bits of `fieldKind`. */
  #kinds: number[] = [0]
  #textBytes = 0

  constructor(rows: number) {
    this.codes = sharedArray(Uint32Array, rows)
  }

  /** What it takes by now, and what it will take once it is made, about. */
  get bytes(): number {
    return this.#textBytes + this.codes.byteLength
  }

  learn(thread: number, { kinds, ...texts }: NewValues): void {
    const codes = this.#dictionary.codesOf(texts)
    this.#known[thread] ??= [0]
    const known = this.#known[thread]
    codes.forEach((code, k) => {
      known.push(code)
      this.#kinds[code] = (this.#kinds[code] ?? 0) | kinds[k]!
    })
    this.#textBytes += texts.entries.byteLength + codes.length * bytesOfValue
  }

  /** Gives the memory of its texts back: it is not to be finished. */
  forget(): void {
    this.#dictionary = new TextDictionary()
    this.#known = []
    this.#kinds = [0]
    this.#textBytes = 0
  }

  /**
   * `threadOf`: by file, who read it, -1 for none. `read`: in what of the column no codes stand. The maker is empty
   * afterwards.
   */
  finish(
    { starts, rows }: RowsOfFiles,
    threadOf: Int32Array,
    about: Pick<FieldData, 'id' | 'path' | 'events' | 'unread'>,
  ): FieldData {
    const { size } = this.#dictionary
    const codes = codesFor(size, this.codes.length)
    let values = 0
    threadOf.forEach((thread, file) => {
      const known = this.#known[thread]
      if (known === undefined) return
      for (let k = starts[file]!; k < starts[file + 1]!; k++) {
        const row = rows[k]!
        const code = known[this.codes[row]!]!
        codes[row] = code
        if (code !== 0 && row < about.events) values++
      }
    })
    const kinds = sharedArray(Uint8Array, size)
    kinds.set(this.#kinds)
    return { ...about, codes, texts: this.#dictionary.giveTexts(), kinds, values }
  }
}

/** As wide as the dictionary needs. */
function codesFor(size: number, rows: number): FieldData['codes'] {
  if (size <= 0x100) return sharedArray(Uint8Array, rows)
  return size <= 0x10000 ? sharedArray(Uint16Array, rows) : sharedArray(Uint32Array, rows)
}
