import { looksLikeBlock } from '../base/ip.ts'
import { readAnyTime } from '../base/read-time.ts'
import { fail, ok, type Result } from '../base/result.ts'
import type { TimeRange, UtcMs } from '../base/time.ts'
import { type ConditionColumn, columnType, searchedColumns } from '../filter/columns.ts'
import { type Condition, type Filter, isCondition, isFreeText, type Where } from '../filter/model.ts'
import type { Operator } from '../filter/operators.ts'
import { type ColumnName, columns } from '../model/columns.ts'
import { literal } from './ddl/text.ts'

/** What is shown of each event. `file` leads back to the log file. */
const shown = [
  'eventTime', 'eventID', 'eventSource', 'eventName', 'awsRegion', 'recipientAccountId', 'userIdentityArn', 'sourceIPAddress',
  'userAgent', 'errorCode', 'requestParameters', 'responseElements', 'file',
] // biome-ignore format: a list

/** Known to a case, and to no engine that reads log files. */
class OfCase extends Error {
  constructor(readonly column: ConditionColumn) {
    super(column)
  }
}

/**
 * The events that a filter shows, as a query over the view `events` of Athena or Trino. Conditions mean what they mean here:
 * a condition on a value that a record lacks is true or false, never unknown (filter/model.ts).
 */
export function filterQuery({ range, where }: Filter): Result<string, 'query'> {
  try {
    const conditions = [...timesOf(range), ...(isEverything(where) ? [] : [sqlOf(where)])]
    const list = shown.map((name) => `"${name}"`).join(', ')
    return ok(
      `SELECT ${list}\nFROM events${conditions.length === 0 ? '' : `\nWHERE ${conditions.join('\n  AND ')}`}\nORDER BY "eventTime"`,
    )
  } catch (error) {
    if (!(error instanceof OfCase)) throw error
    return fail(
      'query',
      `“${error.column}” is known to a case only: no engine that reads log files can be asked for it.`,
    )
  }
}

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
  if (isFreeText(where)) return anyOf([...searchedColumns.map((name) => contains(name, where.text)), ...(['eventID', 'requestID'] as const).map((name) => isIn(name, [literal(where.text)]))]) // biome-ignore format: a list
  if ('not' in where) return `NOT ${sqlOf(where.not)}`
  return 'all' in where ? allOf(where.all.map(sqlOf)) : anyOf(where.any.map(sqlOf))
}

const allOf = (parts: readonly string[]): string => (parts.length === 0 ? 'true' : `(${parts.join(' AND ')})`)
const anyOf = (parts: readonly string[]): string => (parts.length === 0 ? 'false' : `(${parts.join(' OR ')})`)
/** Unknown is false. */
const known = (sql: string): string => `coalesce(${sql}, false)`

const isIn = (name: string, values: readonly string[]): string =>
  values.length === 0 ? 'false' : known(`"${name}" IN (${values.join(', ')})`)
const contains = (name: string, text: string): string =>
  known(`strpos(lower("${name}"), ${literal(text.toLowerCase())}) > 0`)
const startsWith = (name: string, text: string): string =>
  known(`starts_with(lower("${name}"), ${literal(text.toLowerCase())})`)

/** Trino's and Athena's LIKE take only what ESCAPE names as an escape. */
const isLike = (name: string, pattern: string): string =>
  known(`lower("${name}") LIKE ${literal(likePattern(pattern.toLowerCase()))} ESCAPE '\\'`)

const likePattern = (pattern: string): string =>
  pattern.replace(/\\[*?\\]|[\s\S]/g, (sign) => {
    if (sign === '*') return '%'
    if (sign === '?') return '_'
    const character = sign.at(-1)!
    return /[%_\\]/.test(character) ? `\\${character}` : character
  })

/** Their regular expressions are Java's, which ours are a part of. */
const matches = (name: string, pattern: string): string => known(`regexp_like("${name}", ${literal(`(?i)${pattern}`)})`)

function conditionOf({ column, operator, values }: Condition): string {
  if (!(column in columns) && column !== 'isError') throw new OfCase(column)
  const name = column as ColumnName | 'isError'
  const compared: Readonly<Record<Operator, () => string>> = {
    is: () => isOneOf(name, values),
    isNot: () => `NOT ${isOneOf(name, values)}`,
    contains: () => anyOf(values.map((text) => contains(name, text))),
    notContains: () => `NOT ${anyOf(values.map((text) => contains(name, text)))}`,
    startsWith: () => anyOf(values.map((text) => startsWith(name, text))),
    like: () => anyOf(values.map((pattern) => isLike(name, pattern))),
    notLike: () => `NOT ${anyOf(values.map((pattern) => isLike(name, pattern)))}`,
    matches: () => anyOf(values.map((pattern) => matches(name, pattern))),
    notMatches: () => `NOT ${anyOf(values.map((pattern) => matches(name, pattern)))}`,
    atLeast: () => known(`"${name}" >= ${valuesOf(name, values)[0] ?? 'NULL'}`),
    atMost: () => known(`"${name}" <= ${valuesOf(name, values)[0] ?? 'NULL'}`),
    isSet: () => `"${name}" IS NOT NULL`,
    isNotSet: () => `"${name}" IS NULL`,
  }
  return compared[operator]()
}

function isOneOf(name: ColumnName | 'isError', values: readonly string[]): string {
  const blocks = name === 'sourceIPAddress' ? values.filter(looksLikeBlock) : []
  const inBlocks = blocks.map((block) => {
    const inBlock = known(`contains(${literal(block)}, try_cast("${name}" AS ipaddress))`)
    // To Trino an address of IPv4 lies in blocks of IPv6.
    return block.includes(':') ? `(${inBlock} AND strpos("${name}", ':') > 0)` : inBlock
  })
  return anyOf([isIn(name, valuesOf(name, values)), ...inBlocks])
}

/** As literals of the column's type; what is no such value equals nothing and is left out. */
function valuesOf(name: ColumnName | 'isError', values: readonly string[]): readonly string[] {
  switch (columnType(name)) {
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
