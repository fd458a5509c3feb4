import type { RecordPlaces } from './opened-content.ts'

/** Where records lie, by row, and the rows by file: those of file `f` are `rows[starts[f]]` to `rows[starts[f + 1]]`. */
export interface PlacesByFile {
  readonly starts: Uint32Array
  readonly rows: Uint32Array
  readonly offset: Uint32Array
  readonly length: Uint32Array
}

/** Of the records of one file, by offset. */
export function placesIn({ starts, rows, offset, length }: PlacesByFile, file: number): RecordPlaces {
  const ofFile = rows.slice(starts[file], starts[file + 1]).sort((a, b) => offset[a]! - offset[b]!)
  return { rows: ofFile, offset: ofFile.map((row) => offset[row]!), length: ofFile.map((row) => length[row]!) }
}
