import { type ParameterValue, parametersOf, withValues } from '../../../src-shared/sql/parameters.ts'
import { parameterValue } from '../../state/sql-parameters.ts'

/**
 * The query with the values in place of its parameters, or which of them has none. An empty field is one that was not
 * filled in: an empty text is written as such in the query.
 */
export const filledIn = (sql: string) => withValues(sql, valuesOf(sql))

/** What is filled in of its parameters. */
export function valuesOf(sql: string): Readonly<Record<string, ParameterValue>> {
  const given = parametersOf(sql).flatMap((parameter) => {
    const value = parameterValue(parameter)
    return value.type !== 'null' && value.text === '' ? [] : [[parameter.name, value] as const]
  })
  return Object.fromEntries(given)
}
