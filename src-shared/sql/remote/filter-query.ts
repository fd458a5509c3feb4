import { looksLikeBlock } from '../../base/ip.ts'
import { readAnyTime } from '../../base/read-time.ts'
import { fail, ok, type Result } from '../../base/result.ts'
import type { TimeRange, UtcMs } from '../../base/time.ts'
import { type ConditionColumn, columnType, isRecordPath, textColumns } from '../../filter/columns.ts'
import { type Condition, type Filter, isCondition, isFreeText, type Where } from '../../filter/model.ts'
import type { Operator } from '../../filter/operators.ts'
import { type ColumnName, type ColumnType, columns } from '../../model/columns.ts'
import { deedNamed } from '../../model/deed-fields.ts'
import { literal } from '../ddl/text.ts'
import { pathValue } from './path-value.ts'

/** What is shown of each event. `file` leads back to the log file. */
export const shownColumns: readonly string[] = [
  'eventTime', 'eventID', 'eventSource', 'eventName', 'awsRegion', 'recipientAccountId', 'userIdentityArn', 'sourceIPAddress',
  'userAgent', 'errorCode', 'requestParameters', 'responseElements', 'file',
] // biome-ignore format: a list

/** A column or path that the tables of log files do not have; the message is a sentence. */
class NotThere extends Error {}

/**
 * The events that a filter shows, as a query over the view `events` of Athena or Trino. Conditions mean what they mean here:
 * a condition on a value that a record lacks is true or false, never unknown (filter/model.ts).
 */
export function filterQuery({ range, where }: Filter): Result<string, 'query'> {
  try {
    const conditions = [...timesOf(range), ...(isEverything(where) ? [] : [sqlOf(where)])]
    return ok(eventsWhere(conditions.join('\n  AND ')))
  } catch (error) {
    if (!(error instanceof NotThere)) throw error
    return fail('query', error.message)
  }
}

/** The events for which a condition holds, of all where it is empty. */
export const eventsWhere = (condition: string): string =>
  `SELECT ${shownColumns.map((name) => `"${name}"`).join(', ')}\nFROM events${condition === '' ? '' : `\nWHERE ${condition}`}\nORDER BY "eventTime"`

const isEverything = (where: Where): boolean => 'all' in where && where.all.length === 0

/** A range leaves out events without a time, also one that is open at both ends. */
function timesOf(range: TimeRange | null): readonly string[] {
  if (range === null) return []
  const { from, until } = range
  return [
    ...(from === null ? [] : [`"eventTime" >= ${timestamp(from)}`]),
    ...(until === null ? [] : [`"eventTime" < ${timestamp(until)}`]),
    ...(from === null && until === null ? ['"eventTime" IS NOT NULL'] : []),
  ]
}

const timestamp = (time: UtcMs): string => `TIMESTAMP '${new Date(time).toISOString().slice(0, -1).replace('T', ' ')}'`

function sqlOf(where: Where): string {
  if (isCondition(where)) return conditionOf(where)
  if (isFreeText(where)) return freeText(where.text)
  if ('not' in where) return `NOT ${sqlOf(where.not)}`
  return 'all' in where ? allOf(where.all.map(sqlOf)) : anyOf(where.any.map(sqlOf))
}

const allOf = (parts: readonly string[]): string => (parts.length === 0 ? 'true' : `(${parts.join(' AND ')})`)
const anyOf = (parts: readonly string[]): string => (parts.length === 0 ? 'false' : `(${parts.join(' OR ')})`)
/** Unknown is false. */
const known = (sql: string): string => `coalesce(${sql}, false)`

/** What a condition compares: SQL of its value, and the type that it has. */
interface Operand {
  readonly sql: string
  readonly type: ColumnType
  readonly isAddress: boolean
}

const textOperand = (name: ColumnName): Operand => ({ sql: `"${name}"`, type: 'text', isAddress: false })

/** What an actor is called is made of columns that are among these. */
const freeText = (text: string): string =>
  anyOf([
    ...textColumns.map((name) => contains(textOperand(name), text)),
    ...(['eventID', 'requestID'] as const).map((name) => isIn(textOperand(name), [literal(text)])),
  ])

const isIn = ({ sql }: Operand, values: readonly string[]): string =>
  values.length === 0 ? 'false' : known(`${sql} IN (${values.join(', ')})`)
const contains = ({ sql }: Operand, text: string): string =>
  known(`strpos(lower(${sql}), ${literal(text.toLowerCase())}) > 0`)
const startsWith = ({ sql }: Operand, text: string): string =>
  known(`starts_with(lower(${sql}), ${literal(text.toLowerCase())})`)

/** Trino's and Athena's LIKE take only what ESCAPE names as an escape. */
const isLike = ({ sql }: Operand, pattern: string): string =>
  known(`lower(${sql}) LIKE ${literal(likePattern(pattern.toLowerCase()))} ESCAPE '\\'`)

const likePattern = (pattern: string): string =>
  pattern.replace(/\\[*?\\]|[\s\S]/g, (sign) => {
    if (sign === '*') return '%'
    if (sign === '?') return '_'
    const character = sign.at(-1)!
    return /[%_\\]/.test(character) ? `\\${character}` : character
  })

/** Their regular expressions are Java's, which ours are a part of. */
const matches = ({ sql }: Operand, pattern: string): string =>
  known(`regexp_like(${sql}, ${literal(`(?i)${pattern}`)})`)

function conditionOf({ column, operator, values }: Condition): string {
  const operand = operandOf(column)
  const compared: Readonly<Record<Operator, () => string>> = {
    is: () => isOneOf(operand, values),
    isNot: () => `NOT ${isOneOf(operand, values)}`,
    contains: () => anyOf(values.map((text) => contains(operand, text))),
    notContains: () => `NOT ${anyOf(values.map((text) => contains(operand, text)))}`,
    startsWith: () => anyOf(values.map((text) => startsWith(operand, text))),
    like: () => anyOf(values.map((pattern) => isLike(operand, pattern))),
    notLike: () => `NOT ${anyOf(values.map((pattern) => isLike(operand, pattern)))}`,
    matches: () => anyOf(values.map((pattern) => matches(operand, pattern))),
    notMatches: () => `NOT ${anyOf(values.map((pattern) => matches(operand, pattern)))}`,
    atLeast: () => known(`${operand.sql} >= ${valuesOf(operand, values)[0] ?? 'NULL'}`),
    atMost: () => known(`${operand.sql} <= ${valuesOf(operand, values)[0] ?? 'NULL'}`),
    isSet: () => `${operand.sql} IS NOT NULL`,
    isNotSet: () => `${operand.sql} IS NULL`,
  }
  return compared[operator]()
}

function operandOf(column: ConditionColumn): Operand {
  if (column in columns || column === 'isError')
    return { sql: `"${column}"`, type: columnType(column), isAddress: column === 'sourceIPAddress' }
  if (!isRecordPath(column) || deedNamed(column) !== null)
    throw new NotThere(`“${column}” is known to a case only: no engine that reads log files can be asked for it.`)
  const sql = pathValue(column)
  if (sql !== null) return { sql, type: 'text', isAddress: false }
  throw new NotThere(`“${column}” is a path into no column of the view events: no engine that reads log files can be asked for it.`) // biome-ignore format: a sentence
}

function isOneOf(operand: Operand, values: readonly string[]): string {
  const { sql } = operand
  const blocks = operand.isAddress ? values.filter(looksLikeBlock) : []
  const inBlocks = blocks.map((block) => {
    const inBlock = known(`contains(${literal(block)}, try_cast(${sql} AS ipaddress))`)
    // To Trino an address of IPv4 lies in blocks of IPv6.
    return block.includes(':') ? `(${inBlock} AND strpos(${sql}, ':') > 0)` : inBlock
  })
  return anyOf([isIn(operand, valuesOf(operand, values)), ...inBlocks])
}

/** As literals of the operand's type; what is no such value equals nothing and is left out. */
function valuesOf({ type }: Operand, values: readonly string[]): readonly string[] {
  switch (type) {
    case 'text':
    case 'id':
      return values.map(literal)
    case 'flag':
      return values.filter((value) => value === 'true' || value === 'false')
    case 'integer':
      return values.filter((value) => /^-?\d+(\.\d+)?$/.test(value.trim()))
    case 'time':
      return values.flatMap((value) => {
        const read = readAnyTime(value)
        return read === null ? [] : [timestamp(read.time)]
      })
  }
}
