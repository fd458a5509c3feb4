import { formatCount } from '../base/count.ts'

/** Where a record lies in its file. */
interface Place {
  readonly offset: number
  readonly length: number
}

/**
 * A row of a Parquet file has no bytes of its own: its values lie column by column, with those of other rows. Its length
 * is 0 and its offset is the number of the row, from 0.
 */
export const isRow = ({ length }: Pick<Place, 'length'>): boolean => length === 0

/** `bytes 120 to 139 (uncompressed)`; of a row, which is counted from 1, `row 3 of its table`. */
export const placeWords = (place: Place): string =>
  isRow(place)
    ? `row ${formatCount(place.offset + 1)} of its table`
    : `bytes ${formatCount(place.offset)} to ${formatCount(place.offset + place.length - 1)} (uncompressed)`
