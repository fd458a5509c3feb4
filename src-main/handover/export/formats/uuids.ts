import type { ExportColumn } from '../../../../src-shared/contract/export-columns.ts'
import type { Row } from '../../../../src-shared/model/event.ts'
import { idKind } from '../../../columns/id-column.ts'
import type { Bytes } from './bytes.ts'
import type { WriterParts } from './writer.ts'

const dash = '-'.charCodeAt(0)
/** Bytes between the dashes (RFC 9562, "UUID Format"). */
const lengths = [4, 2, 2, 2, 6]

/**
 * Writes the id of an event where it is a UUID, as most ids are; false where it is something else. Null for columns of
 * something else, and where ids get pseudonyms.
 */
export function uuidsOf(
  { snapshot, redactor }: Pick<WriterParts, 'snapshot' | 'redactor'>,
  column: ExportColumn,
): ((row: Row, out: Bytes) => boolean) | null {
  const data = Object.hasOwn(snapshot.columns, column) ? snapshot.columns[column as 'eventID'] : null
  if (data?.type !== 'id' || redactor !== null) return null
  const { kinds, bytes } = data
  return (row, out) => {
    if (kinds[row] !== idKind.uuid) return false
    let from = 16 * row
    for (const length of lengths) {
      if (from > 16 * row) out.byte(dash)
      out.hex(bytes, from, from + length)
      from += length
    }
    return true
  }
}
