import { type FilterColumn, filterColumns } from '../filter/columns.ts'
import { columnNames, columns } from '../model/columns.ts'
import { isToken, nameOf, type Token } from './tokens.ts'

/** Names and paths of records, in lower case: `useridentity.arn` is userIdentityArn in other engines' tables. */
const byPath: ReadonlyMap<string, FilterColumn> = new Map<string, FilterColumn>([
  ...columnNames.flatMap((name) => columns[name].paths.map((path) => [path.toLowerCase(), name] as const)),
  ...filterColumns.map((name) => [name.toLowerCase(), name] as const),
])

/** The column of events that a name such as `e.eventName` or `userIdentity.arn` is; null where it is none. */
export function columnNamed(path: readonly string[]): FilterColumn | null {
  const lower = path.map((part) => part.toLowerCase())
  // The first part may be an alias of the table.
  return byPath.get(lower.join('.')) ?? (lower.length > 1 ? byPath.get(lower.slice(1).join('.')) : undefined) ?? null
}

/** The column that a name ending at this token is: `userIdentity`, `.`, `arn`. Tokens are said ones. */
export function columnEndingAt(tokens: readonly Token[], last: number): FilterColumn | null {
  const path: string[] = []
  for (let at = last; at >= 0; at -= 2) {
    const name = nameOf(tokens[at]!)
    if (name === null) return null
    path.unshift(name)
    if (!isToken(tokens[at - 1], '.')) break
  }
  return columnNamed(path)
}

const comparisons: ReadonlySet<string> = new Set([
  '=', '==', '!=', '<>', '<', '<=', '>', '>=', 'like', 'glob', 'regexp', 'is', 'in', 'not', 'between',
]) // biome-ignore format: a list

/**
 * The column that a value at this place is compared with: `eventName = …`, `eventName NOT IN ('a', …`, `eventTime BETWEEN 1
 * AND …`. Null where there is none, as after `max(eventTime) >`.
 */
export function columnComparedAt(tokens: readonly Token[], value: number): FilterColumn | null {
  return comparedBefore(tokens, value) ?? comparedBehind(tokens, value)
}

/** Tokens of a list that are gone back over, so that a list of thousands is not read thousands of times. */
const longestList = 100

function comparedBefore(tokens: readonly Token[], value: number): FilterColumn | null {
  let at = value - 1
  if (isToken(tokens[at], 'and')) {
    // Of BETWEEN: one value stands before it.
    if (!isToken(tokens[at - 2], 'between')) return null
    at -= 2
  }
  const isList = isToken(tokens[at], '(') || isToken(tokens[at], ',')
  if (isList) {
    const first = at - longestList
    while (at >= 0 && !isToken(tokens[at], '(')) {
      if (at < first) return null
      if (!isToken(tokens[at], ',') && !isValue(tokens[at]!)) return null
      at--
    }
    at--
    if (!isToken(tokens[at], 'in')) return null
  }
  let hasSign = false
  for (; at >= 0 && isComparison(tokens[at]!); at--) hasSign = true
  return hasSign ? columnEndingAt(tokens, at) : null
}

/** `:name = eventName` */
function comparedBehind(tokens: readonly Token[], value: number): FilterColumn | null {
  const sign = tokens[value + 1]
  if (sign === undefined || !(sign.kind === 'operator' && isComparison(sign))) return null
  let last = value + 2
  while (isToken(tokens[last + 1], '.')) last += 2
  return tokens[last] === undefined || isToken(tokens[last + 1], '(') ? null : columnEndingAt(tokens, last)
}

const isComparison = ({ kind, text }: Token): boolean =>
  (kind === 'operator' || kind === 'word') && comparisons.has(text.toLowerCase())

const isValue = ({ kind }: Token): boolean => kind === 'string' || kind === 'number' || kind === 'placeholder'
