import { type ConditionColumn, offeredColumns } from './columns.ts'
import { recordPath } from './record-path.ts'

const byLowerCase: ReadonlyMap<string, ConditionColumn> = new Map(
  offeredColumns.map((name) => [name.toLowerCase(), name]),
)

/** The column of that name in any case of letters, or the path into a record; null where the text is neither. */
export const columnNamed = (text: string): ConditionColumn | null =>
  byLowerCase.get(text.toLowerCase()) ?? recordPath(text)
