import { fail, ok, type Result } from '../../src-shared/base/result.ts'
import type { SqlAsked } from '../../src-shared/contract/index.ts'
import { parametersOf, withValues } from '../../src-shared/sql/parameters.ts'

/** A text of SQLite's dialect with the values of its parameters, which are texts except where a number must stand. */
export function filled({ sql, parameters = {} }: SqlAsked): Result<string, 'sql-invalid'> {
  const values = Object.fromEntries(
    parametersOf(sql).flatMap(({ name, type }) =>
      Object.hasOwn(parameters, name) ? [[name, { type, text: parameters[name]! }] as const] : [],
    ),
  )
  const given = withValues(sql, values)
  return given.ok ? ok(given.value) : fail('sql-invalid', given.message)
}
