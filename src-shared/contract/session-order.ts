/** What a list of sessions is put in order by. */
export const sessionOrders = [
  'issuedAt',
  'firstSeen',
  'lastSeen',
  'events',
  'errors',
  'writes',
  'issued',
  'origin',
  'role',
] as const
export type SessionOrder = (typeof sessionOrders)[number]
