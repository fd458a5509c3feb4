import type { Encoding } from '../../../src-shared/model/source.ts'
import { encodings } from '../../formats/encoding.ts'
import type { RecordPlaces } from '../opened-content.ts'
import type { FieldTexts } from './field-texts.ts'
import { JsonPlace, type MayHaveName, type PlaceOptions, type Step } from './json-place.ts'

/** One field as a thread reads it: a code for each row goes into `codes`, which other threads write, too. */
export class FieldReading {
  readonly #place: JsonPlace
  /** The name of each step as it is spelled in records that do not escape it; null where that is not the only way. */
  readonly #needles: readonly (Buffer | null)[]

  constructor(
    steps: readonly Step[],
    readonly texts: FieldTexts,
    private readonly codes: Uint32Array,
    options: PlaceOptions,
  ) {
    this.#place = new JsonPlace(steps, options)
    this.#needles = steps.map((step) => (options.anyCase ? null : needleOf(step)))
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
    const names = this.#needles.map((needle) => needle && new Occurrences(bytes, needle))
    const escaped = new Occurrences(bytes, escapeSign)
    const mayHave: MayHaveName = (step, from, until) =>
      (names[step]?.isWithin(from, until) ?? true) || escaped.isWithin(from, until)
    const rarest = this.#needles.findLastIndex((needle) => needle !== null)
    for (let k = 0; k < rows.length; k++) {
      const [from, until] = [offset[k]!, offset[k]! + length[k]!]
      this.codes[rows[k]!] = mayHave(rarest, from, until) ? this.#codeIn(bytes, from, until, mayHave) : 0
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

  #codeIn(bytes: Buffer, from: number, until: number, mayHave?: MayHaveName): number {
    const place = this.#place
    return place.find(bytes, from, until, mayHave) ? this.texts.codeOf(bytes, place.from, place.until) : 0
  }
}

function needleOf(step: Step): Buffer | null {
  return typeof step === 'string' && plainName.test(step) ? Buffer.from(`"${step}"`) : null
}
const plainName = /^[\w.:-]+$/
const escapeSign = Buffer.from('\\u')
const byteOrderMark = Buffer.from('\ufeff')

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
