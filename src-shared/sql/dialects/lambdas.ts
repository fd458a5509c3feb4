import type { Edits } from './edits.ts'
import type { Call, Range, Text } from './text.ts'

/** How a function whose lambda takes two things of one entry is written with a lambda that takes the entry. */
interface EntryLambda {
  readonly before: string
  readonly between: string
  /** Around the body of the lambda. */
  readonly body: readonly [before: string, behind: string]
  readonly behind: string
  /** What the two names of the lambda are of the entry `e`. */
  readonly names: readonly [string, string]
}

const key = 'e.key'
const value = 'e.value'

const entryLambdas: Readonly<Record<string, EntryLambda>> = {
  zip_with: {
    before: 'list_transform(list_zip',
    between: '), ',
    body: ['', ''],
    behind: ')',
    names: ['e[1]', 'e[2]'],
  },
  map_filter: {
    before: 'map_from_entries(list_filter(map_entries',
    between: '), ',
    body: ['', ''],
    behind: '))',
    names: [key, value],
  },
  transform_values: {
    before: 'map_from_entries(list_transform(map_entries',
    between: '), ',
    body: [`{'key': ${key}, 'value': `, '}'],
    behind: '))',
    names: [key, value],
  },
  transform_keys: {
    before: 'map_from_entries(list_transform(map_entries',
    between: '), ',
    body: [`{'key': `, `, 'value': ${value}}`],
    behind: '))',
    names: [key, value],
  },
}

/** Functions of maps and of pairs, `map_filter(m, (k, v) -> …)`: DuckDB's lambdas take one entry of a list. */
export function rewriteEntryLambda({ name, at, close, arguments: parts }: Call, text: Text, edits: Edits): void {
  const known = entryLambdas[name]
  const lambda = parts.at(-1)
  if (known === undefined || lambda === undefined || parts.length < 2 || !text.is(lambda.first, '(')) return
  const arrow = text.partner(lambda.first) + 1
  const [first, second] = [text.name(lambda.first + 1), text.name(lambda.first + 3)]
  if (!text.is(arrow, '->') || first === null || second === null) return
  edits.replace(at, known.before)
  edits.replace(lambda.first - 1, known.between)
  edits.replaceAll({ first: lambda.first + 1, last: arrow - 1 }, 'e')
  const body: Range = { first: arrow + 1, last: lambda.last }
  for (let inner = body.first; inner <= body.last; inner++) {
    if (text.is(inner - 1, '.') || text.tokens[inner]!.kind !== 'word') continue
    if (text.name(inner) === first) edits.replace(inner, known.names[0])
    if (text.name(inner) === second) edits.replace(inner, known.names[1])
  }
  edits.before(body.first, known.body[0])
  edits.after(body.last, known.body[1])
  edits.replace(close, known.behind)
}
