/**
 * One thing that a format found in a file. Several records may lie in one text, and a record may be text within text:
 * `offset` and `length` name its original, by which the encoding has it again.
 */
export type Piece = PlacedRecord | UnreadPiece | { readonly beside: string }

/** A record, and where its original lies in the inflated file. */
export interface PlacedRecord {
  readonly offset: number
  readonly length: number
  /** Its JSON text. Absent where the bytes there are that text. */
  readonly text?: string
  /** Where else its JSON text lies, as it does here or escaped less often: text within text is resolved once. */
  readonly copy?: TextRange
  /** The bytes there are text within a string: their escapes are resolved (encoding `json-in-string`). */
  readonly isEscaped?: boolean
  /** It is one of a selection of fields, of which a name and a time make it an event. */
  readonly isNarrow?: boolean
}

/** A range of bytes that are not those of the file. */
export interface TextRange {
  readonly bytes: Buffer
  readonly from: number
  readonly to: number
}

/** Text where a record is expected and none can be read: an unparsed record. */
export interface UnreadPiece {
  readonly offset: number
  readonly length: number
  readonly reason: string
  /** The file stops being what it is from here on: said of the file, too. */
  readonly breaksOff?: boolean
}

/** Takes what is found in a file, in the order in which it is to be listed. */
export interface PieceSink {
  piece(piece: Piece): void
  /**
   * Takes the record that begins at byte `offset` of the file and lies there as itself. Gives the byte behind it; -1 where it
   * is not taken, being broken or long: then it may be handed over as a piece.
   */
  record(offset: number): number
  /**
   * Where the string ends in which a record begins at byte `offset` of the file: at its closing quote. -1 where that is not
   * told. The record is not taken, but sooner read when it is handed over next.
   */
  stringEnd(offset: number): number
}

/** Hands them over one after the other, for a format that gives them when asked. */
export const inTurn =
  (pieces: Iterable<Piece>) =>
  (into: PieceSink): void => {
    for (const piece of pieces) into.piece(piece)
  }
