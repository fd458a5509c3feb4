import type { Cell } from '../../src-shared/contract/index.ts'

import { groupedQueryIn } from '../../src-shared/sql/grouped/read.ts'
import { statementsOf } from '../../src-shared/sql/statements.ts'
import { isToken } from '../../src-shared/sql/tokens.ts'
import { answeredFromColumns } from '../../src-shared/words/sql.ts'
import { groupedAnswer, leavesFew } from '../columns/grouped/grouped-answer.ts'
import type { RowSet } from '../columns/row-set.ts'
import type { Events } from '../columns/snapshot.ts'
import type { Cancellation } from './cancel.ts'
import type { QueryFields } from './query-fields.ts'
import { schemaTables } from './schema.ts'
import { SqlError } from './sql.ts'

const columnNames: ReadonlySet<string> = new Set(
  schemaTables()
    .find(({ name }) => name === 'events')!
    .columns.map(({ name }) => name.toLowerCase()),
)

/**
 * Answers grouped queries of events from the codes of the columns, in milliseconds where SQLite takes seconds: it makes
 * a text of every code and sorts these. The rows are SQLite's own, value by value; a text that is not understood as a
 * whole is left to SQLite.
 */
export class FromColumns {
  constructor(
    private readonly events: Events,
    private readonly cancellation: Cancellation,
    private readonly fields: QueryFields,
  ) {}

  /**
   * Hands out row after row, null at the end; null for a query that SQLite must answer. `sql` is what was meant. `shown`:
   * the events of the view of that name, null for all.
   */
  rowsOf(sql: string, shown: RowSet | null): (() => Cell[] | null) | null {
    const explained = explainedIn(sql)
    const query = groupedQueryIn(explained ?? sql, columnNames)
    if (query === null) return null
    const areMade = explained === null && !leavesFew(this.events, query, fewRecords)
    const fieldOf = (path: string) => (areMade ? this.fields.made(path) : this.fields.kept(path))
    const rows = groupedAnswer(this.events, query, { shown, fieldOf, goOn: () => this.#goOn() })
    if (rows === null) return null
    return oneByOne(explained === null ? rows : [[0, 0, 0, answeredFromColumns]])
  }

  #goOn(): void {
    if (this.cancellation.requested) throw new SqlError('cancelled')
  }
}

/** The records of so many events are read rather than those of all. */
const fewRecords = 1000

/** The query behind EXPLAIN QUERY PLAN; null for another text. */
function explainedIn(sql: string): string | null {
  const [statement] = statementsOf(sql)
  const words = ['explain', 'query', 'plan']
  if (statement === undefined || !words.every((word, i) => isToken(statement.tokens[i], word))) return null
  const first = statement.tokens[words.length]
  return first === undefined ? null : statement.sql.slice(first.from - statement.from)
}

function oneByOne(rows: Iterable<Cell[]>): () => Cell[] | null {
  const iterator = rows[Symbol.iterator]()
  return () => {
    const { done, value } = iterator.next()
    return done === true ? null : value
  }
}
