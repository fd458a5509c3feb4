import { fail, ok, type Result } from '../../src-shared/base/result.ts'
import type { SqlAsked } from '../../src-shared/contract/index.ts'
import { withTexts } from '../../src-shared/sql/parameters.ts'

/** A text of SQLite's dialect with the values of its parameters, which are texts except where a number must stand. */
export function filled({ sql, parameters = {} }: SqlAsked): Result<string, 'sql-invalid'> {
  const given = withTexts(sql, parameters)
  return given.ok ? ok(given.value.sql) : fail('sql-invalid', given.message)
}
