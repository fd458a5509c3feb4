import { parametersOf, withValues } from '../../../src-shared/sql/parameters.ts'
import { parameterValue } from '../../state/sql-parameters.ts'

/**
 * The query with the values in place of its parameters, or which of them has none. An empty field is one that was not
 * filled in: an empty text is written as such in the query.
 */
export function filledIn(sql: string) {
  const given = parametersOf(sql).flatMap((parameter) => {
    const value = parameterValue(parameter)
    return value.type !== 'null' && value.text === '' ? [] : [[parameter.name, value] as const]
  })
  return withValues(sql, Object.fromEntries(given))
}
