import { meantBy } from '../../src-shared/sql/meaning.ts'
import { isExplanation, queryIn } from '../../src-shared/sql/statements.ts'
import type { Connection } from './connection.ts'
import { type Part, partOfFunction, partOfTable, parts } from './parts.ts'
import { type RowOf, SqlError } from './sql.ts'

/** Opcodes that open a table or an index for reading, by its root page in p2. */
const opening: ReadonlySet<unknown> = new Set(['OpenRead', 'ReopenIdx'])
/** p4 of an opcode that calls a function, such as `event_file(1)`; -1 stands for any number of arguments. */
const functionCall = /^(\w+)\(-?\d+\)$/

/**
 * The parts of the database that the answer to a query rests on, so that the query can wait for the parts that are not
 * built yet. They are read from the program that SQLite compiles the statement to. The program names every table that
 * it opens and every function that it calls, so that no view, WITH or comment hides one.
 *
 * A text that SQLite refuses touches nothing: the refusal does not wait. A query that runs but cannot be explained
 * counts as touching everything. EXPLAIN itself reads no row and touches nothing.
 */
export function touched(connection: Connection, text: string): ReadonlySet<Part> {
  const query = queryIn(text)
  if (!query.ok || isExplanation(query.value)) return new Set()
  const meant = meantBy(text)
  if (!meant.ok) return new Set()
  const { sql } = meant.value
  if (!canRun(connection, sql)) return new Set()
  const program = programOf(connection, sql)
  return program === null ? new Set(parts) : partsIn(program, rootPages(connection))
}

function canRun(connection: Connection, sql: string): boolean {
  return unlessRefused(() => connection.prepare(sql).close()) !== null
}

/** Columns of EXPLAIN (https://www.sqlite.org/opcode.html). */
const step = {
  addr: 'number',
  opcode: 'text',
  p1: 'number',
  p2: 'number',
  p3: 'number',
  p4: 'any',
  p5: 'number',
  comment: 'any',
} as const
type Step = RowOf<typeof step>

const programOf = (connection: Connection, sql: string): readonly Step[] | null =>
  unlessRefused(() => connection.rows(`EXPLAIN ${sql}`, step))

function partsIn(program: readonly Step[], tableAt: ReadonlyMap<number, string>): ReadonlySet<Part> {
  const found = new Set<Part>()
  for (const { opcode, p2, p4 } of program) {
    const table = opening.has(opcode) ? tableAt.get(p2) : undefined
    if (table !== undefined) found.add(partOfTable(table))
    const called = functionCall.exec(String(p4))?.[1]
    if (called !== undefined) found.add(partOfFunction(called))
  }
  return found
}

/** The table behind each root page, its own or that of one of its indexes. */
function rootPages(connection: Connection): ReadonlyMap<number, string> {
  const shape = { rootpage: 'number', tbl_name: 'text' } as const
  const rows = connection.rows('SELECT rootpage, tbl_name FROM sqlite_schema WHERE rootpage > 0', shape)
  return new Map(rows.map(({ rootpage, tbl_name }) => [rootpage, tbl_name]))
}

/** Null when SQLite refuses. */
function unlessRefused<T>(work: () => T): T | null {
  try {
    return work()
  } catch (error) {
    if (error instanceof SqlError) return null
    throw error
  }
}
