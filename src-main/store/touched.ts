import type { Database } from 'sql.js'
import { isExplanation, queryIn } from '../../src-shared/sql/statements.ts'
import { type Part, partOfFunction, partOfTable, parts } from './parts.ts'
import type { Sqlite } from './sqlite.ts'
import { SqlError, Statement } from './statement.ts'

/** Columns of EXPLAIN (https://www.sqlite.org/opcode.html). */
const [opcode, p2, p4] = [1, 3, 5]
/** Opcodes that open a table or an index for reading, by its root page in p2. */
const opening: ReadonlySet<unknown> = new Set(['OpenRead', 'ReopenIdx'])
/** p4 of an opcode that calls a function, such as `event_file(1)`; -1 stands for any number of arguments. */
const functionCall = /^(\w+)\(-?\d+\)$/

/**
 * The parts of the database that the answer to a query rests on, so that it can wait for those that are not there yet.
 * Told from the program that SQLite makes of the very statement that will run, which names every table it opens and
 * every function it calls: no view, WITH or comment hides one.
 *
 * A text that cannot run touches nothing: its refusal needs no waiting. A query that can run but not be explained is
 * taken to touch everything. EXPLAIN itself reads no row and touches nothing.
 */
export function touched(sqlite: Sqlite, db: Database, text: string): ReadonlySet<Part> {
  const query = queryIn(text)
  if (!query.ok || isExplanation(query.value)) return new Set()
  const { sql } = query.value
  if (!canRun(sqlite, db, sql)) return new Set()
  const program = programOf(sqlite, db, sql)
  return program === null ? new Set(parts) : partsIn(program, rootPages(sqlite, db))
}

function canRun(sqlite: Sqlite, db: Database, sql: string): boolean {
  return unlessRefused(() => new Statement(sqlite, db, sql).close()) !== null
}

type Step = ReturnType<Statement['all']>[number]

const programOf = (sqlite: Sqlite, db: Database, sql: string): readonly Step[] | null =>
  unlessRefused(() => rowsOf(sqlite, db, `EXPLAIN ${sql}`))

function partsIn(program: readonly Step[], tableAt: ReadonlyMap<number, string>): ReadonlySet<Part> {
  const found = new Set<Part>()
  for (const step of program) {
    const table = opening.has(step[opcode]) ? tableAt.get(Number(step[p2])) : undefined
    if (table !== undefined) found.add(partOfTable(table))
    const called = functionCall.exec(String(step[p4]))?.[1]
    if (called !== undefined) found.add(partOfFunction(called))
  }
  return found
}

/** The table behind each root page, its own or that of one of its indexes. */
function rootPages(sqlite: Sqlite, db: Database): ReadonlyMap<number, string> {
  const rows = rowsOf(sqlite, db, 'SELECT rootpage, tbl_name FROM sqlite_schema WHERE rootpage > 0')
  return new Map(rows.map(([root, table]) => [Number(root), String(table)]))
}

function rowsOf(sqlite: Sqlite, db: Database, sql: string): readonly Step[] {
  const statement = new Statement(sqlite, db, sql)
  try {
    return statement.all()
  } finally {
    statement.close()
  }
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
