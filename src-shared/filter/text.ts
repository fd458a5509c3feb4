import { hasWildcard } from '../base/regex/regex.ts'
import { fail, ok, type Result } from '../base/result.ts'
import { formatTimeRange } from '../base/time.ts'
import { type Condition, type Filter, isCondition, isFreeText, normalized, partsOfAll, type Where } from './model.ts'
import { operators } from './operators.ts'
import { FilterParser } from './parser.ts'
import { readPattern } from './patterns/read-pattern.ts'

/** The filter as text that `parseFilter` reads back: `time=2024-03-05T10:00:00Z.. eventName=A,B (userName=x OR "text")`. */
export function formatFilter(filter: Filter): string {
  const { range, where } = normalized(filter)
  const time = range === null ? [] : [`time=${formatTimeRange(range)}`]
  return [...time, ...formatAll(partsOfAll(where))].join(' ')
}

/** One part of a filter, as `formatFilter` writes it. */
export const formatWhere = (where: Where): string => formatFilter({ range: null, where })

/** Words side by side are one text: between two texts stands AND. */
function formatAll(parts: readonly Where[]): string[] {
  let hasText = false
  return parts.flatMap((part) => {
    const isNextText = hasText && isFreeText(part)
    hasText = isFreeText(part) || hasText
    return isNextText ? ['AND', formatPart(part)] : [formatPart(part)]
  })
}

function formatPart(part: Where): string {
  if (isCondition(part)) return formatCondition(part)
  if (isFreeText(part)) return inQuotes(part.text)
  if ('not' in part) return `NOT ${formatPart(part.not)}`
  return 'all' in part ? `(${formatAll(part.all).join(' ')})` : `(${part.any.map(formatPart).join(' OR ')})`
}

const formatCondition = ({ column, operator, values }: Condition) =>
  `${column}${operators[operator].sign}${values.map(operator === 'is' || operator === 'isNot' ? formatExact : formatValue).join(',')}`

const formatValue = (value: string) => (/^[^\s",()]+$/.test(value) && value !== '*' ? value : inQuotes(value))

/** In quotes where it would be read as a pattern, as a range or with another sign. */
const formatExact = (value: string) =>
  hasWildcard(value) || value.includes('..') || value.startsWith('~') ? inQuotes(value) : formatValue(value)

const inQuotes = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`

/**
 * Reads filter text: terms side by side, all of which hold.
 *
 * - `column=value`, `column=a,b` (either of them), and the other signs of `operators`; a value with spaces, commas,
 *   quotes or brackets stands in quotes
 * - `column IN (a, b)` and `column NOT IN (a, b)`: the same as `column=a,b` and `column!=a,b`
 * - `column=Get*`: without quotes, `*` is any text and `?` any one character, as with `*=`
 * - `column=10..20`: numbers from and to, both inside; of times the end is outside. An end that is left out is open
 * - `time=FROM..UNTIL`: from and not including; ISO 8601. A date is its 00:00, what names no zone is UTC; an end that is
 *   left out is open. `time=2024-03-05` is the whole day, and so with a month or a minute. Once, and outside of groups
 * - `sourceIPAddress=10.0.0.0/8`: the addresses of a CIDR block, of IPv4 or IPv6
 * - words and quoted text are looked for as free text; several side by side are one text with a space between
 * - `AND`, `OR`, `NOT` in capitals, and parentheses; terms side by side bind like AND, which binds before OR
 *
 * A metric filter pattern of CloudWatch Logs and an event pattern of EventBridge are read, too (patterns/).
 *
 * The top of the tree is an `all`. Fails with a sentence that ends in the place of what was not understood.
 */
export function parseFilter(text: string): Result<Filter, 'filter-invalid'> {
  const read = readFilter(text)
  return read.ok ? ok(read.value.filter) : read
}

/** A filter as it was read. */
export interface FilterReading {
  readonly filter: Filter
  /** How times were read that are not written in full, each a sentence. */
  readonly notes: readonly string[]
}

/** The same, and what was made of times that are not written in full. */
export function readFilter(text: string): Result<FilterReading, 'filter-invalid'> {
  const pattern = readPattern(text)
  if (pattern !== null) return pattern
  const parser = new FilterParser(text)
  const read = parser.read()
  return 'problem' in read
    ? fail('filter-invalid', read.problem)
    : ok({ filter: normalized(read), notes: [...new Set(parser.notes)] })
}
