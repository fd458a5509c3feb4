import { formatCount, formatCounted } from '../base/count.ts'
import { asksForTime, columnsAsked, textsInColumns } from '../filter/asks.ts'
import { searchedColumns } from '../filter/columns.ts'
import type { Filter } from '../filter/model.ts'
import type { LookupColumn } from '../model/enrichment.ts'
import { nothingLookedUp } from './enrichment.ts'
import { leftOutOfTime } from './times.ts'

/** Every column that free text is looked for in; of ids, only a whole one is found. */
export const columnsOfText: readonly string[] = [...searchedColumns, 'eventID', 'requestID']

const inColumns = `all ${formatCount(columnsOfText.length)} columns of text`

/** Where free text was looked for and was not found: the records may hold it. */
export const notInColumns = (text: string): string =>
  `No event has “${text}” in any column. The original records were not searched.`

/** The same where the records were searched, too: how many events have it there. */
export const onlyInRecords = (text: string, events: number): string =>
  `No event has “${text}” in any column. ${formatCounted(events, 'event')} ${events === 1 ? 'has' : 'have'} it in the original record.`
export const nowhere = (text: string): string =>
  `No event has “${text}” in any column, nor in its original record (case-sensitive).`
export const lookingInRecords = (text: string): string =>
  `No event has “${text}” in any column. The original records are being searched…`

/** Beside the number of events that free text leaves: how many have it in columns, and how many more in records. */
export const countedInColumns = (events: number): string => `${formatCount(events)} in columns`
export const moreInRecords = (events: number): string =>
  events === 0 ? 'no more in records' : `${formatCount(events)} more in records`
export const recordsNotSearched = 'records not searched'
export const recordsBeingSearched = 'searching records…'
export const recordsPartlySearched = 'records not all searched'

/** Where free text is looked for, and where it is not, a sentence. */
export const scopeOfText = `Text is looked for in ${inColumns}, in upper or lower case. Records are searched case-sensitively.`

/** The offer to look in the records, where nothing and where something was found. */
export const searchRecords = 'Search the original records'
export const searchRecordsForMore = 'Search records for more'
export const showFoundInRecords = 'Show them'

/**
 * What the answer to a filter leaves open, each a sentence: for the terminal and for manifests. `unfilled`: columns that no
 * file of the user fills.
 */
export function filterScope(filter: Filter, withoutTime: number, unfilled: readonly LookupColumn[]): readonly string[] {
  const left = asksForTime(filter) ? leftOutOfTime({ withoutTime }) : null
  const asked = columnsAsked(filter)
  const empty = unfilled.filter((column) => asked.has(column)).map(nothingLookedUp)
  return [...textsInColumns(filter).map(textScope), ...(left === null ? [] : [left]), ...empty]
}

const textScope = (text: string): string =>
  `“${text}” was looked for in ${inColumns}, not in the rest of the original records: record~TEXT searches those.`
