import type { Encoding } from '../../../src-shared/model/source.ts'
import { encodings } from '../../formats/encoding.ts'
import { SkippedText } from '../../formats/skip/skip.ts'
import type { RecordPlaces } from '../opened-content.ts'
import type { FieldTexts } from './field-texts.ts'
import { type EndOfContainer, JsonPlace, type PlaceOptions, type Step } from './json-place.ts'

/** One field as a thread reads it: a code for each row goes into `codes`, which other threads write, too. */
export class FieldReading {
  readonly #place: JsonPlace
  readonly #needle: Buffer | null

  constructor(
    steps: readonly Step[],
    readonly texts: FieldTexts,
    private readonly codes: Uint32Array,
    options: PlaceOptions,
  ) {
    this.#place = new JsonPlace(steps, options)
    this.#needle = options.anyCase ? null : needleOf(steps)
  }

  /** Of all records of a file, `bytes`. */
  readFile(bytes: Buffer, encoding: Encoding, places: RecordPlaces): void {
    if (encoding === 'json') this.#readJson(bytes, places)
    else this.#readMade(bytes, encoding, places)
  }

  /**
   * Most fields are those of a few services. A record that has neither the name between quotes nor an escape has no such
   * field: letters and digits have no other spelling in JSON than themselves and \uXXXX (RFC 8259, section 7).
   */
  #readJson(bytes: Buffer, { rows, offset, length }: RecordPlaces): void {
    const named = this.#needle === null ? null : new Sieve(bytes, this.#needle)
    const skipped = new SkippedText(bytes)
    const endOf = (from: number) => skipped.endOf(from, 1)
    for (let k = 0; k < rows.length; k++) {
      const [from, until] = [offset[k]!, offset[k]! + length[k]!]
      const mayHave = named === null || named.passes(from, until)
      this.codes[rows[k]!] = mayHave ? this.#codeIn(bytes, from, until, endOf) : 0
    }
  }

  /** Records that do not lie as themselves in the file are made one by one. */
  #readMade(bytes: Buffer, encoding: Encoding, { rows, offset, length }: RecordPlaces): void {
    const { json } = encodings[encoding]
    for (let k = 0; k < rows.length; k++) {
      const record = json(bytes, offset[k]!, length[k]!)
      this.codes[rows[k]!] = this.#codeIn(
        record,
        record.indexOf(byteOrderMark) === 0 ? byteOrderMark.length : 0,
        record.length,
      )
    }
  }

  #codeIn(bytes: Buffer, from: number, until: number, endOf?: EndOfContainer): number {
    const place = this.#place
    return place.find(bytes, from, until, endOf) ? this.texts.codeOf(bytes, place.from, place.until) : 0
  }
}

/** The last name of a path as it is spelled in records that do not escape it; null where that is not the only way. */
function needleOf(steps: readonly Step[]): Buffer | null {
  const name = steps.findLast((step) => typeof step === 'string')
  return name !== undefined && plainName.test(name) ? Buffer.from(`"${name}"`) : null
}
const plainName = /^[\w.:-]+$/
const escapeSign = Buffer.from('\\u')
const byteOrderMark = Buffer.from('\ufeff')

/** Passes the records that may have a name. Where most have it, looking for it takes longer than what it saves. */
class Sieve {
  readonly #name: Occurrences
  readonly #escape: Occurrences
  #asked = 0
  #passed = 0

  constructor(bytes: Buffer, needle: Buffer) {
    this.#name = new Occurrences(bytes, needle)
    this.#escape = new Occurrences(bytes, escapeSign)
  }

  /** Asked for ascending ranges. */
  passes(from: number, until: number): boolean {
    if (this.#asked >= enough && this.#passed * 2 > this.#asked) return true
    const passes = this.#name.isWithin(from, until) || this.#escape.isWithin(from, until)
    this.#asked++
    if (passes) this.#passed++
    return passes
  }
}

/** So many records tell what share of a file passes. */
const enough = 32

/** Where a needle stands in bytes, asked for ascending ranges. */
class Occurrences {
  #next: number

  constructor(
    private readonly bytes: Buffer,
    private readonly needle: Buffer,
  ) {
    this.#next = this.#after(0)
  }

  isWithin(from: number, until: number): boolean {
    if (this.#next < from) this.#next = this.#after(from)
    return this.#next < until
  }

  #after(at: number): number {
    const found = this.bytes.indexOf(this.needle, at)
    return found === -1 ? Number.POSITIVE_INFINITY : found
  }
}
