/** Said beside the editor of SQL. */
export const sqlSideWords = {
  noneSaved: 'No query was saved for this case yet: Save keeps the one in the editor.',
  noneHolds: (text: string) => `No saved query holds “${text}”.`,
  elsewhere: 'Filter and rules, also for Athena and Trino',
  ofFilter: 'The events that the filter shows',
} as const
