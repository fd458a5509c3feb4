/** UTF-8 texts one behind the other, by number; text `i` ends where the next begins. */
export interface Utf8Texts {
  readonly bytes: Uint8Array
  readonly starts: Uint32Array
}

/** The texts of a column by code. */
export interface ColumnTexts extends Utf8Texts {
  /** Texts with lone surrogates, which UTF-8 cannot write: there each is U+FFFD. */
  readonly illFormed: ReadonlyMap<number, string>
}

/** `codes[i]` is an index into `texts` and `dictionary`, which is the same as strings; code 0 is null, its text unused. */
export interface TextData {
  readonly type: 'text'
  readonly codes: Uint8Array | Uint16Array | Uint32Array
  readonly texts: ColumnTexts
  readonly dictionary: readonly string[]
  /** One text of the dictionary, for which the others are not made. */
  textOf(code: number): string
}
