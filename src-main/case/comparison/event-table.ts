import type { Side } from '../../../src-shared/model/comparison.ts'
import type { Batch, BatchIds } from '../../columns/batch.ts'
import { hashWords } from '../../columns/content-hash.ts'
import type { Place } from '../../columns/copy-book.ts'
import { IdIndex } from '../../columns/dedupe.ts'
import { EventIdentities } from '../../columns/event-identity.ts'
import { Growing } from '../../columns/shared-array.ts'

/** A further record of an event, whose bytes differ from those of the first on its side. */
export interface FurtherRecord {
  readonly side: Side
  readonly place: Place
}

/** File plus one, so that 0 is none, then index, offset and length. */
const placeWords = 4

/**
 * The events of two sides by what identifies them: their eventID, or, where that is none, their bytes. Records are not
 * kept: of each event and side a hash of 128 bits and a place, about 100 bytes in all.
 */
export class EventTable {
  rows = 0
  /** Records that repeat an event of their side. */
  readonly copies = { a: 0, b: 0 }
  readonly further = new Map<number, FurtherRecord[]>()
  readonly #expected = { events: 0 }
  readonly #byID = new IdIndex(this.#expected)
  readonly #byContent = new IdIndex(this.#expected)
  readonly #ids = new Growing(Uint32Array, this.#expected, 0, 4)
  readonly #isIdentified = new Growing(Uint8Array, this.#expected)
  readonly #hashes = { a: this.#perEvent(hashWords), b: this.#perEvent(hashWords) }
  readonly #places = { a: this.#perEvent(placeWords), b: this.#perEvent(placeWords) }

  #perEvent(words: number): Growing<Uint32Array> {
    return new Growing(Uint32Array, this.#expected, 0, words)
  }

  add(side: Side, batch: Batch): void {
    const ids = batch.columns.eventID as BatchIds | undefined
    const identities = ids === undefined ? null : new EventIdentities(ids)
    this.#expected.events = this.rows + batch.events
    for (let i = 0; i < batch.events; i++) {
      if (identities?.find(i) === true) this.#record(side, batch, i, this.#rowOf(this.#byID, identities.words, identities.at, 1))
      else this.#record(side, batch, i, this.#rowOf(this.#byContent, batch.contentHash, i * hashWords, 0))
    }
  } // biome-ignore format: one line a case

  #rowOf(index: IdIndex, words: Uint32Array, at: number, isIdentified: 0 | 1): number {
    const known = index.findOrAdd(words, at, this.rows)
    if (known !== -1) return known
    const row = this.rows++
    this.#ids.reserve(this.rows * 4).set(words.subarray(at, at + 4), row * 4)
    this.#isIdentified.reserve(this.rows)[row] = isIdentified
    for (const side of ['a', 'b'] as const) {
      this.#hashes[side].reserve(this.rows * hashWords)
      this.#places[side].reserve(this.rows * placeWords)
    }
    return row
  }

  #record(side: Side, batch: Batch, i: number, row: number): void {
    const place = { file: batch.file[i]!, index: batch.index[i]!, offset: batch.offset[i]!, length: batch.length[i]! }
    const hash = batch.contentHash.subarray(i * hashWords, (i + 1) * hashWords)
    const hashes = this.#hashes[side].cells
    if (!this.isOn(side, row)) {
      hashes.set(hash, row * hashWords)
      this.#places[side].cells.set([place.file + 1, place.index, place.offset, place.length], row * placeWords)
      return
    }
    this.copies[side]++
    if (hash.every((word, at) => hashes[row * hashWords + at] === word)) return
    const others = this.further.get(row)
    if (others === undefined) this.further.set(row, [{ side, place }])
    else others.push({ side, place })
  }

  isOn(side: Side, row: number): boolean {
    return this.#places[side].cells[row * placeWords] !== 0
  }

  /** Of the first record of a side; to be asked where it has one. */
  placeOf(side: Side, row: number): Place {
    const [file, index, offset, length] = this.#places[side].cells.subarray(row * placeWords, (row + 1) * placeWords)
    return { file: file! - 1, index: index!, offset: offset!, length: length! }
  }

  /** Whether the first records of both sides have the same bytes, and there is no other. */
  hasSameBytes(row: number): boolean {
    if (this.further.has(row)) return false
    const [a, b] = [this.#hashes.a.cells, this.#hashes.b.cells]
    for (let at = row * hashWords; at < (row + 1) * hashWords; at++) if (a[at] !== b[at]) return false
    return true
  }

  /** Lower-case UUID; null where nothing identifies the event. */
  eventID(row: number): string | null {
    if (this.#isIdentified.cells[row] === 0) return null
    const bytes = new Uint8Array(this.#ids.cells.slice(row * 4, row * 4 + 4).buffer)
    return Buffer.from(bytes)
      .toString('hex')
      .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
  }
}
