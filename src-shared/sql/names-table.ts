import { nameOf, tokenize } from './tokens.ts'

/**
 * Whether a name stands in a query, in any case of letters and with or without quotes. It may be the name of something
 * else than a table there; a query that reads the table has it.
 */
export const namesTable = (sql: string, table: string): boolean =>
  tokenize(sql).some((token) => nameOf(token)?.toLowerCase() === table)
