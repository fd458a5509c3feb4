import type { Failure } from '../../src-shared/base/result.ts'
import type { SqlFailureCode } from '../../src-shared/contract/index.ts'
import { duckdbBroke, duckdbOutOfMemory } from '../../src-shared/words/sql.ts'

/** `at`: the place in the SQL that the message is about; null where DuckDB tells none. */
export interface DuckdbFailure extends Failure<SqlFailureCode> {
  readonly at: number | null
}

export const duckdbFailure = (code: SqlFailureCode, message: string, at: number | null = null): DuckdbFailure => ({
  ok: false,
  code,
  message,
  at,
})

export const queryCancelled = duckdbFailure('cancelled', 'The query was cancelled.')

/** What DuckDB says with `errors_as_json`, and what follows from it. */
export interface Complaint {
  readonly failure: DuckdbFailure
  readonly isInterrupt: boolean
  /** DuckDB answers nothing more: the database must be made anew. */
  readonly isFatal: boolean
}

export function complaintIn(error: Error): Complaint {
  const { exception_type: type, exception_message: message, position } = read(error.message)
  const kind = type.toLowerCase()
  const isFatal = kind === 'fatal' || kind === 'internal'
  const at = position === undefined ? null : Number(position)
  const sentence = isFatal ? duckdbBroke(message) : kind === 'out of memory' ? duckdbOutOfMemory : message
  return { failure: duckdbFailure('sql-invalid', sentence, at), isInterrupt: kind === 'interrupt', isFatal }
}

interface Told {
  readonly exception_type: string
  readonly exception_message: string
  readonly position?: string
}

function read(text: string): Told {
  const begin = text.indexOf('{')
  try {
    return JSON.parse(text.slice(begin)) as Told
  } catch {
    // Some errors come as text all the same: `INTERRUPT Error: Interrupted!`.
    const [, type, message] = /^([\w ]+?) Error: ([\s\S]*)$/.exec(text) ?? []
    return { exception_type: type ?? '', exception_message: message ?? text }
  }
}
