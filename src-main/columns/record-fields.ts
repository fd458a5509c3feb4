import type { RecordPath } from '../../src-shared/filter/record-path.ts'
import type { Coded } from './coded-column.ts'

/** Values of original records, as columns. Columns of a snapshot do not hold them: whoever asks for one has had it read. */
export interface RecordFields {
  /** Null for a path that was not read. */
  coded(path: RecordPath): Coded | null
}

export const noFields: RecordFields = { coded: () => null }

export function codedIn(fields: RecordFields, path: RecordPath): Coded {
  const coded = fields.coded(path)
  // To answer with no rows would be wrong.
  if (coded === null) throw new Error(`“${path}” was not read from records`)
  return coded
}
