import { fieldKind } from '../../../src-shared/model/field.ts'
import type { Coded } from '../coded-column.ts'
import { CodedText } from '../coded-text.ts'
import type { ColumnTexts, TextData } from '../text-data.ts'

/** One field of all records as a column: plain data, which crosses between threads. */
export interface FieldData {
  /** Of this column among all that a case makes. */
  readonly id: number
  /** As it was first asked for. */
  readonly path: string
  /** By row: of events first, then of contents that are not shown. 0 where the record has no value, or JSON null. */
  readonly codes: TextData['codes']
  /** The text of a string; everything else as JSON that is written without white space. */
  readonly texts: ColumnTexts
  /** By code, the bits of `fieldKind`. More than one: records write the text as a string and as something else. */
  readonly kinds: Uint8Array
  /** Rows from this one on are alternates. */
  readonly events: number
  /** How many events have a value. */
  readonly values: number
  /** Files that could not be read, by number, and why: their rows have code 0. */
  readonly unread: ReadonlyMap<number, string>
}

/** With the path that was asked for: `$.a` is `a`. */
export type NamedField = readonly [path: string, field: FieldData]

/** A field of all records, read once and kept. It costs then what every column costs. */
export class FieldColumn {
  /** Of events, as any column of text. */
  readonly events: CodedText
  /** Of the contents that are not shown, by their own rows. */
  readonly alternates: Coded

  constructor(readonly data: FieldData) {
    const { codes, texts, events } = data
    const shown = new CodedText(codes.subarray(0, events), texts)
    this.events = shown
    this.alternates = {
      codes: codes.subarray(events),
      get dictionary() {
        return shown.dictionary
      },
    }
  }

  get path(): string {
    return this.data.path
  }

  /** In shared memory. */
  get bytes(): number {
    const { codes, texts, kinds } = this.data
    return codes.byteLength + texts.bytes.byteLength + texts.starts.byteLength + kinds.byteLength
  }
}

/** Whether every record that has the text of this code writes it as JSON of one kind, which is then the answer. */
export function kindOf({ kinds }: FieldData, code: number): keyof typeof fieldKind | null {
  const bits = kinds[code]!
  return kindNames.find((name) => fieldKind[name] === bits) ?? null
}
const kindNames = Object.keys(fieldKind) as (keyof typeof fieldKind)[]
