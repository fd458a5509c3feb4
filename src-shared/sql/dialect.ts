/** The dialects that a query may be written in: SQLite's, CloudTrail Lake's, and Athena's (Trino's). */
export const sqlDialects = ['sqlite', 'lake', 'athena'] as const
export type SqlDialect = (typeof sqlDialects)[number]
