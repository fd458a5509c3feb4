import { looksLikeBlock, readBlock } from '../base/ip.ts'
import { readAnyTime } from '../base/read-time.ts'
import { readRegex, readWildcards } from '../base/regex/regex.ts'
import { formatUtc } from '../base/time.ts'
import { type ConditionColumn, columnType, isRecordPath } from './columns.ts'
import { type Operator, operators } from './operators.ts'
import { timeReadAs } from './time-notes.ts'

/** Why the operator does not take these values, a sentence; null when it does. */
export function checkValues(column: ConditionColumn, name: Operator, values: readonly string[]): string | null {
  const { sign, words, values: takes } = operators[name]
  if (takes === 'none' && values.length > 0) return `“${words}” takes no value`
  if (takes !== 'none' && values.length === 0) return `“${column}${sign}” needs a value`
  if (takes === 'one' && values.length > 1) return `“${column}${sign}” takes one value`
  if (column === 'record' && values.includes('')) return '“record~” needs a text to look for'
  for (const value of values) {
    const read = readValue(column, name, value)
    if ('problem' in read) return read.problem
  }
  return null
}

/** A value as its column is compared with it, and a sentence where it was written otherwise; or why it is none. */
export type ReadValue = { readonly value: string; readonly note: string | null } | { readonly problem: string }

/**
 * Reads one value of a condition. What a column can never have is a problem: a filter that finds nothing for that reason
 * would look like one that found nothing.
 */
export function readValue(column: ConditionColumn, operator: Operator, text: string): ReadValue {
  const unreadable = patternProblem(operator, text)
  if (unreadable !== null) return { problem: unreadable }
  if (isRecordPath(column)) return readPathValue(column, operator, text)
  if (column === 'sourceIPAddress') return readAddressValue(operator, text)
  switch (columnType(column)) {
    case 'time':
      return readTimeValue(column, operator, text)
    case 'flag':
      return isExact(operator) ? readFlag(column, text) : asWritten(text)
    case 'integer':
      return /^-?\d+$/.test(text) ? asWritten(text) : { problem: `“${column}” needs a whole number, not “${text}”` }
    default:
      return asWritten(text)
  }
}

const asWritten = (value: string): ReadValue => ({ value, note: null })
const isExact = (operator: Operator) => operator === 'is' || operator === 'isNot'

/** Why a pattern or a regular expression cannot be looked for; null for one that can, and for other operators. */
function patternProblem(operator: Operator, text: string): string | null {
  const read =
    operator === 'matches' || operator === 'notMatches'
      ? readRegex(text)
      : operator === 'like' || operator === 'notLike'
        ? readWildcards(text)
        : null
  return read === null || read.ok ? null : read.message
}

/** What a record has there is known to nobody before; only numbers have an order. */
function readPathValue(column: ConditionColumn, operator: Operator, text: string): ReadValue {
  if (!operators[operator].isOrder || isNumber(text)) return asWritten(text)
  return { problem: `“${column}${operators[operator].sign}” needs a number, not “${text}”` }
}

const isNumber = (text: string) => text.trim() !== '' && Number.isFinite(Number(text))

function readTimeValue(column: ConditionColumn, operator: Operator, text: string): ReadValue {
  const written = readAnyTime(text)
  if (written === null) return { problem: `“${column}” needs a time such as 2024-03-05T10:00:00Z, not “${text}”` }
  if (isExact(operator) && written.unit !== 'second')
    return {
      problem: `“${text}” names no second: time=FROM..UNTIL, or “${column}>=” and “${column}<=”, take a span of time`,
    }
  return { value: formatUtc(written.time), note: timeReadAs(text, written) }
}

function readFlag(column: ConditionColumn, text: string): ReadValue {
  const value = text.toLowerCase()
  if (value === 'true' || value === '1') return asWritten('true')
  return value === 'false' || value === '0'
    ? asWritten('false')
    : { problem: `“${column}” is true or false, not “${text}”` }
}

function readAddressValue(operator: Operator, text: string): ReadValue {
  if (!looksLikeBlock(text)) return asWritten(text)
  if (!isExact(operator)) return { problem: `A CIDR block such as “${text}” goes with = or !=` }
  const block = readBlock(text)
  return block.ok ? asWritten(text) : { problem: block.message }
}
