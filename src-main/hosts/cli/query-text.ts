import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import type { SqlAsked } from '../../../src-shared/contract/index.ts'
import { type SqlDialect, sqlDialects } from '../../../src-shared/sql/dialect.ts'
import { dialectOf } from '../../../src-shared/sql/dialects/dialect-of.ts'
import { dialectTold } from '../../../src-shared/words/sql.ts'
import { readChoice } from './arguments.ts'
import { readGivenFile } from './given-file.ts'

/** Options that say what is asked. `--sql-file` is `--file` as scripts have it that were written for an earlier version. */
export const textOptions = {
  sql: { type: 'string' },
  file: { type: 'string' },
  'sql-file': { type: 'string' },
  dialect: { type: 'string' },
  param: { type: 'string', multiple: true },
} as const

interface TextValues {
  readonly sql?: string | undefined
  readonly file?: string | undefined
  readonly 'sql-file'?: string | undefined
  readonly dialect?: string | undefined
  readonly param?: readonly string[] | undefined
}

export interface QueryText extends Required<Pick<SqlAsked, 'sql' | 'dialect' | 'parameters'>> {
  /** By what the dialect was told, where it was not given and is another than SQLite's: a sentence. */
  readonly told: string | null
}

export async function readQueryText(values: TextValues, signal: AbortSignal): Promise<Result<QueryText, 'usage'>> {
  const { sql: typed, file = values['sql-file'], param = [] } = values
  if ((typed === undefined) === (file === undefined)) return fail('usage', 'Either --sql or --file is needed')
  const sql = file === undefined ? ok(typed ?? '') : await readGivenFile(file, signal)
  if (!sql.ok) return sql
  const parameters = readParameters(param)
  if (!parameters.ok) return parameters
  const given = values.dialect === undefined ? null : readChoice('dialect', values.dialect, sqlDialects)
  if (given?.ok === false) return given
  const dialect = given?.value ?? dialectIn(sql.value)
  const told = given !== null || dialect === 'sqlite' ? null : dialectTold(dialect, dialectOf(sql.value).because)
  return ok({ sql: sql.value, dialect, parameters: parameters.value, told })
}

const dialectIn = (sql: string): SqlDialect => dialectOf(sql).dialect

export function readParameters(params: readonly string[]): Result<Readonly<Record<string, string>>, 'usage'> {
  const parameters = new Map<string, string>()
  for (const param of params) {
    const [, name, value] = /^([^=]+)=([\s\S]*)$/.exec(param) ?? []
    if (name === undefined || value === undefined) return fail('usage', `--param takes NAME=VALUE, not “${param}”`)
    if (parameters.has(name)) return fail('usage', `--param gives ${name} twice`)
    parameters.set(name, value)
  }
  return ok(Object.fromEntries(parameters))
}

/** `--sql '-- who'` is the option and its value: `parseArgs` would take the comment for an option of its own. */
export const withComments = (args: readonly string[]): readonly string[] =>
  args.flatMap((arg, i) => {
    if (arg === '--sql' && args[i + 1]?.startsWith('-')) return [`--sql=${args[i + 1]}`]
    return args[i - 1] === '--sql' && arg.startsWith('-') ? [] : [arg]
  })
