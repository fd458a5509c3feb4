import { type ColumnName, emptyIsNull } from '../../../src-shared/model/columns.ts'
import type { Batch, NewTexts } from '../../columns/batch.ts'

/** The codes that empty texts have in one reader's dictionaries, of the columns where an empty text is null. */
export class EmptyTexts {
  readonly #codes = new Map<ColumnName, number>()

  /** Writes null in place of empty texts, in the cells of a batch that is about to be given away. */
  becomeNull(columns: Batch['columns'], newTexts: Batch['newTexts']): void {
    for (const name of emptyIsNull) {
      if (!this.#codes.has(name)) this.#learn(name, newTexts[name])
      const code = this.#codes.get(name)
      if (code === undefined) continue
      const cells = columns[name] as Uint32Array | undefined
      if (cells !== undefined) for (let i = 0; i < cells.length; i++) if (cells[i] === code) cells[i] = 0
    }
  }

  /** Entries are code and length, then the text on whole eight bytes; ill-formed texts stand there as empty ones. */
  #learn(name: ColumnName, texts: NewTexts | undefined): void {
    if (texts === undefined) return
    const { entries, illFormed } = texts
    for (let at = 0; at < entries.length; at += 2 + 2 * Math.ceil(entries[at + 1]! / 8)) {
      if (entries[at + 1] === 0 && !illFormed?.has(entries[at]!)) this.#codes.set(name, entries[at]!)
    }
  }
}
