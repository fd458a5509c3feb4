import type { Database } from 'sql.js'
import type { Sqlite } from './sqlite.ts'
import { SqlError, Statement } from './statement.ts'

/** What there is nothing of before the files are judged. */
export interface ComesLater {
  readonly tables: readonly string[]
  /** In lower case, as SQLite names them. */
  readonly functions: ReadonlySet<string>
}

/** Columns of EXPLAIN (https://www.sqlite.org/opcode.html). */
const [opcode, p2, p4] = [1, 3, 5]

/**
 * Whether the answer to a query rests on what comes later. Told from the program that SQLite makes of it, which names
 * every table it opens and every function it calls: no view hides one. A text that is no query awaits nothing.
 */
export function awaitsVerdicts(sqlite: Sqlite, db: Database, sql: string, later: ComesLater): boolean {
  const roots = rootsOf(db, later.tables)
  let program: Statement | undefined
  try {
    program = new Statement(sqlite, db, `EXPLAIN ${sql}`)
    for (let step = program.next(); step !== null; step = program.next()) {
      if (step[opcode] === 'OpenRead' && roots.has(Number(step[p2]))) return true
      const called = /^(\w+)\(-?\d+\)$/.exec(String(step[p4]))
      if (called !== null && later.functions.has(called[1]!)) return true
    }
    return false
  } catch (error) {
    if (!(error instanceof SqlError)) throw error
    return false
  } finally {
    program?.close()
  }
}

function rootsOf(db: Database, tables: readonly string[]): ReadonlySet<number> {
  const names = tables.map((name) => `'${name}'`).join(', ')
  const [{ values } = { values: [] }] = db.exec(`SELECT rootpage FROM sqlite_schema WHERE tbl_name IN (${names})`)
  return new Set(values.map(([root]) => Number(root)))
}
