import { isToken, nameOf, tokenize } from '../../src-shared/sql/tokens.ts'
import type { Connection } from './connection.ts'
import { lateIndexes } from './indexes.ts'
import { statisticsChanged } from './statistics.ts'

/**
 * Indexes that most cases never need. Each takes about a second at a million events, so it is made when a query first
 * has a condition on its column. Without it such a condition reads all rows, in 0.1 to 0.4 s, and a join does not end in
 * useful time.
 */
export class LateIndexes {
  private readonly waiting = new Set(lateIndexes)

  constructor(private readonly connection: Connection) {}

  /** Makes the indexes that the query may need. A text that only looks like a condition costs time. */
  makeFor(sql: string): void {
    for (const index of this.waiting) {
      if (!hasCondition(sql, index.column)) continue
      this.waiting.delete(index)
      this.connection.run('PRAGMA query_only = OFF')
      this.connection.run(index.sql)
      statisticsChanged(this.connection)
    }
  }
}

/** Words after which a column may be looked up by its index. */
const conditions = ['where', 'on', 'using', 'order']

/** Whether the column is named after a keyword that begins a condition or an order. */
function hasCondition(sql: string, column: string): boolean {
  const tokens = tokenize(sql)
  const first = tokens.findIndex((token) => conditions.some((word) => isToken(token, word)))
  if (first < 0) return false
  return tokens.slice(first).some((token) => nameOf(token)?.toLowerCase() === column.toLowerCase())
}
