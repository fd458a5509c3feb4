import { formatCount } from '../base/count.ts'
import { asksForTime, textsInColumns } from '../filter/asks.ts'
import { searchedColumns } from '../filter/columns.ts'
import type { Filter } from '../filter/model.ts'
import { leftOutOfTime } from './times.ts'

/** Every column that free text is looked for in. */
export const columnsOfText: readonly string[] = [...searchedColumns, 'eventID', 'requestID']

const inColumns = `${formatCount(columnsOfText.length)} columns`

/** Where free text was looked for and was not found: the records may hold it. */
export const notInColumns = (text: string): string =>
  `No event has “${text}” in the ${inColumns} that text is looked for in. The original records were not searched.`

/** Beside the number of events that free text leaves. */
export const onlyInColumns = `found in ${inColumns}`

/** The offer to look in the records, where nothing and where something was found. */
export const searchRecords = 'Search the original records'
export const searchRecordsForMore = 'Search records for more'

/** What the answer to a filter leaves open, each a sentence: for the terminal and for manifests. */
export function filterScope(filter: Filter, withoutTime: number): readonly string[] {
  const left = asksForTime(filter) ? leftOutOfTime({ withoutTime }) : null
  return [...textsInColumns(filter).map(textScope), ...(left === null ? [] : [left])]
}

const textScope = (text: string): string =>
  `“${text}” was looked for in ${inColumns} (${columnsOfText.join(', ')}), not in the original records: ` +
  'record~TEXT searches those.'
