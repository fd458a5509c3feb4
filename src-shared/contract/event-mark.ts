/** What events are gone to by, one after the other: `unproven` ones lie in a log file that is not verified. */
export const eventMarks = ['error', 'finding', 'bookmark', 'unproven'] as const
export type EventMark = (typeof eventMarks)[number]
