import type { Encoding } from '../../../src-shared/model/source.ts'
import type { TellDeed } from '../../../src-shared/what/deeds.ts'
import { parseRecord } from '../../../src-shared/what/record-values.ts'
import { encodings } from '../../formats/encoding.ts'
import type { RecordPlaces } from '../opened-content.ts'
import type { FieldTexts } from './field-texts.ts'

/**
 * What a call did, read as a field is: a code for each row goes into `codes`, which other threads write, too. JSON.parse of a
 * whole record takes less time than to find the few members of it that are needed.
 */
export class DeedReading {
  constructor(
    private readonly tell: TellDeed,
    readonly texts: FieldTexts,
    private readonly codes: Uint32Array,
  ) {}

  /** Of all records of a file, `bytes`. */
  readFile(bytes: Buffer, encoding: Encoding, { rows, offset, length }: RecordPlaces): void {
    const { json } = encodings[encoding]
    for (let k = 0; k < rows.length; k++) {
      const record = parseRecord(json(bytes, offset[k]!, length[k]!).toString())
      const told = record === null ? null : this.tell(record)
      this.codes[rows[k]!] = told === null ? 0 : this.texts.codeOfText(told)
    }
  }
}
