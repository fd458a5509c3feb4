import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import type { Reference } from '../../../src-shared/contract/index.ts'
import { readFilter } from '../../../src-shared/filter/text.ts'
import { filterQuery } from '../../../src-shared/sql/remote/filter-query.ts'
import { nameOfCase, withGiven } from '../../../src-shared/sql/remote/remote-query.ts'
import { ofCaseOnly } from '../../../src-shared/words/remote.ts'
import { readGivenFile } from './given-file.ts'
import { readParameters } from './query-text.ts'

/** The library and the rules, loaded only where one is named. */
export type LoadReference = () => Promise<Pick<Reference, 'questions' | 'ruleQuery'>>

/** Options that say what an engine elsewhere is asked. */
export const remoteTextOptions = {
  sql: { type: 'string' },
  file: { type: 'string' },
  'sql-file': { type: 'string' },
  filter: { type: 'string' },
  question: { type: 'string' },
  rule: { type: 'string' },
  param: { type: 'string', multiple: true },
} as const

type Values = { readonly [name in Exclude<keyof typeof remoteTextOptions, 'param'>]?: string | undefined } & {
  readonly param?: readonly string[] | undefined
}

/** The query that one of the options tells, with the values of its parameters. */
export async function readRemoteText(
  values: Values,
  signal: AbortSignal,
  loadReference: LoadReference,
): Promise<Result<string>> {
  const given = readParameters(values.param ?? [])
  if (!given.ok) return given
  const text = await readText(values, signal, loadReference)
  if (!text.ok) return text
  const filled = withGiven(text.value, given.value)
  return filled.ok ? filled : fail('usage', `${filled.message} --param NAME=VALUE gives one.`)
}

async function readText(values: Values, signal: AbortSignal, loadReference: LoadReference): Promise<Result<string>> {
  const { sql, file = values['sql-file'], filter, question, rule } = values
  if ([sql, file, filter, question, rule].filter((given) => given !== undefined).length !== 1)
    return fail('usage', 'One of --sql, --file, --filter, --question and --rule is needed')
  if (sql !== undefined) return ok(sql)
  if (file !== undefined) return readGivenFile(file, signal)
  if (filter !== undefined) {
    const read = readFilter(filter)
    return read.ok ? filterQuery(read.value.filter) : read
  }
  if (rule !== undefined) return (await loadReference()).ruleQuery(rule)
  return questionText(question!, (await loadReference()).questions)
}

function questionText(id: string, questions: Reference['questions']): Result<string> {
  const found = questions.find((each) => each.id === id)
  if (found === undefined) return fail('usage', `There is no question ${id} in the library`)
  const name = nameOfCase(found.sql)
  return name === null ? ok(found.sql) : fail('usage', ofCaseOnly(name))
}
