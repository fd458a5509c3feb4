import { formatCount } from '../base/count.ts'

/** What flags of events are called in a chart. */
const flags: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  readOnly: { true: 'reads', false: 'writes' },
  isError: { true: 'failed', false: 'succeeded' },
}

const absent = 'no value'

/** A cell of a widget as it is read. */
export const cellWords = (column: string, cell: string | number | null): string =>
  cell === null ? absent : (flags[column]?.[String(cell)] ?? String(cell))

export const othersOf = (count: number): string => `${count} others`

export const dashboardWords = {
  noEvents: 'No event that the filter shows matches.',
  empty: 'The query has no rows.',
  stopped: 'The query was stopped.',
  noQueries: 'No query is saved for this case. Save one in SQL, and choose it here.',
  noSuchQuery: (name: string) => `No query is saved as ${name}.`,
  loading: 'Counting events…',
  later: 'The filter asks for what is known when that is done.',
  cut: (rows: string) =>
    `The answer ends after ${rows}: there are more. Longer steps of time, or a shorter time in the filter, have fewer.`,
  shownOf: (shown: number, rows: number) =>
    `The first ${formatCount(shown)} of ${formatCount(rows)} rows are shown; SQL has all.`,
  limit: (rows: string) => `The query has LIMIT: the first ${rows}.`,
} as const
