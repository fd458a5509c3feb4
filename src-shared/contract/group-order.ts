/** What groups of events are put in order by. */
export const groupOrders = ['events', 'value', 'firstSeen', 'lastSeen', 'errors'] as const
export type GroupOrder = (typeof groupOrders)[number]
