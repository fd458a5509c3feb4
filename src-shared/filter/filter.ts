import { fail, ok, type Result } from '../base/result.ts'
import { formatUtc, parseIsoTime, type TimeRange, type UtcMs } from '../base/time.ts'
import { type ColumnName, columnNames, columns } from '../model/columns.ts'

/** What the analyst asks to see. All conditions hold together (AND). */
export interface Filter {
  /** By eventTime; null is all of it, events without a time included. */
  readonly range: TimeRange | null
  readonly conditions: readonly Condition[]
  /** Case-insensitive, anywhere in the columns of `searchedColumns`; an exact eventID or requestID also matches. */
  readonly text: string
}

export interface Condition {
  readonly column: FilterColumn | RecordText
  readonly operator: Operator
  /** One or more for `is`, `isNot`, `contains`, …: any of them; none for `isSet` and `isNotSet`. */
  readonly values: readonly string[]
}

/** Columns of the record, and three facts of ours about the event. */
export type FilterColumn = ColumnName | DerivedColumn
export type DerivedColumn = 'logVerdict' | 'sourceFile' | 'conflicting'
export const derivedColumns: Readonly<Record<DerivedColumn, string>> = {
  logVerdict: 'Integrity verdict of the log file that holds the event.',
  sourceFile: 'The log file that holds the event, below the opened folder.',
  conflicting: 'Whether copies of the event differ in content.',
}
export const filterColumns: readonly FilterColumn[] = [
  ...columnNames,
  ...(Object.keys(derivedColumns) as DerivedColumn[]),
]

/**
 * The original record as text, which is no column: `record~text` searches the log files. Only for what it contains, and
 * the case of letters counts: it is a search for bytes (search-file.ts).
 */
export type RecordText = 'record'
export const recordDoc =
  'The original record in its log file: searches the files for a text; the case of letters counts.'
export const conditionColumns: readonly Condition['column'][] = [...filterColumns, 'record']

/** The texts that a filter looks for in records, each once. */
export const recordTexts = ({ conditions }: Filter): readonly string[] => [
  ...new Set(conditions.flatMap(({ column, values }) => (column === 'record' ? values : []))),
]

export const everything: Filter = { range: null, conditions: [], text: '' }

/** Columns that free text is looked for in. */
export const searchedColumns = [
  'eventName', 'eventSource', 'userIdentityArn', 'userName', 'accessKeyId', 'sourceIPAddress', 'userAgent',
  'errorCode', 'errorMessage', 'bucketName',
] as const satisfies readonly ColumnName[] // biome-ignore format: a list

/** Sign in filter text, words for people, how many values it takes. The store has a twin of this table. */
export const operators = {
  is: { sign: '=', words: 'is', values: 'some' },
  isNot: { sign: '!=', words: 'is not', values: 'some' },
  contains: { sign: '~', words: 'contains', values: 'some' },
  notContains: { sign: '!~', words: 'does not contain', values: 'some' },
  startsWith: { sign: '^=', words: 'starts with', values: 'some' },
  atLeast: { sign: '>=', words: 'is at least', values: 'one' },
  atMost: { sign: '<=', words: 'is at most', values: 'one' },
  isSet: { sign: '=*', words: 'is present', values: 'none' },
  isNotSet: { sign: '!=*', words: 'is absent', values: 'none' },
} as const satisfies Record<string, { sign: string; words: string; values: 'none' | 'one' | 'some' }>
export type Operator = keyof typeof operators

export const isEverything = (filter: Filter): boolean =>
  filter.range === null && filter.conditions.length === 0 && filter.text === ''

/** `eventName is ConsoleLogin or GetUser`: for chips and reports. */
export function describeCondition({ column, operator, values }: Condition): string {
  return [column, operators[operator].words, values.join(' or ')].filter((part) => part !== '').join(' ')
}

const quoted = (value: string) =>
  /^[^\s",]+$/.test(value) && value !== '*' ? value : `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`

/** The filter as text that `parseFilter` reads back: `time=2024-03-05T10:00:00Z..2024-03-05T11:00:00Z eventName=A,B`. */
export function formatFilter(filter: Filter): string {
  const range = filter.range === null ? [] : [`time=${formatUtc(filter.range.from)}..${formatUtc(filter.range.until)}`]
  const terms = filter.conditions.map(
    ({ column, operator, values }) => `${column}${operators[operator].sign}${values.map(quoted).join(',')}`,
  )
  const words = filter.text === '' ? [] : [`"${filter.text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`]
  return [...range, ...terms, ...words].join(' ')
}

// A value in quotes, or bare up to a space or a comma; then more after commas.
const valueForm = String.raw`(?:"(?:[^"\\]|\\.)*"|[^\s",]+)`
const termForm = new RegExp(
  String.raw`\s*(?:([A-Za-z]+)(!=\*(?=\s|$)|=\*(?=\s|$)|!=|!~|\^=|>=|<=|=|~)(${valueForm}(?:,${valueForm})*)?|(${valueForm}|,))(?=\s|$)`,
  'y',
)
const values = (text: string): string[] =>
  [...text.matchAll(new RegExp(valueForm, 'g'))].map(([value]) =>
    value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value,
  )

const bySign = new Map<string, Operator>(
  (Object.keys(operators) as Operator[]).map((name) => [operators[name].sign, name]),
)
const byLowerCase = new Map(conditionColumns.map((name) => [name.toLowerCase(), name]))

/**
 * Reads filter text: terms separated by spaces, all of which hold. `column=value`, `column=a,b` (either), the other
 * signs of `operators`, `time=FROM..UNTIL` (ISO 8601 with zone, either may be empty), and bare words (free text).
 */
export function parseFilter(text: string): Result<Filter, 'filter-invalid'> {
  let range: TimeRange | null = null
  const conditions: Condition[] = []
  const words: string[] = []
  termForm.lastIndex = 0
  const end = text.trimEnd().length
  while (termForm.lastIndex < end) {
    const at = termForm.lastIndex
    const term = termForm.exec(text)
    if (term === null) return fail('filter-invalid', `Filter not understood from “${text.slice(at).trim()}”`)
    const [, name, sign, list, word] = term
    if (name === undefined || sign === undefined) {
      words.push(...values(word ?? ''))
      continue
    }
    const operator = bySign.get(sign)!
    const found = list === undefined ? [] : values(list)
    if (operators[operator].values !== 'none' && found.length === 0)
      return fail('filter-invalid', `“${name}${sign}” needs a value`)
    if (operators[operator].values === 'one' && found.length > 1)
      return fail('filter-invalid', `“${name}${sign}” takes one value`)
    if (name.toLowerCase() === 'time') {
      const parsed = operator === 'is' && found.length === 1 ? parseRange(found[0]!) : null
      if (parsed === null)
        return fail('filter-invalid', `“${name}${sign}${list ?? ''}” is not time=FROM..UNTIL with ISO 8601 UTC times`)
      range = parsed
      continue
    }
    const column = byLowerCase.get(name.toLowerCase())
    if (column === undefined) return fail('filter-invalid', `There is no column “${name}” to filter by`)
    const wrong = checkOperator(column, operator) ?? checkValues(column, found)
    if (wrong !== null) return fail('filter-invalid', wrong)
    conditions.push({ column, operator, values: found })
  }
  return ok({ range, conditions, text: words.join(' ') })
}

/** Size comparisons need an integer or time column, a record is only searched; null when it fits. */
export function checkOperator(column: Condition['column'], operator: Operator): string | null {
  if (column === 'record')
    return operator === 'contains' ? null : '“record” is searched for what it contains: record~text'
  const type = column in columns ? columns[column as ColumnName].type : 'text'
  const ordered = type === 'integer' || type === 'time'
  if ((operator === 'atLeast' || operator === 'atMost') && !ordered)
    return `“${column}” has no order: ${operators[operator].words} needs a size or a time`
  return null
}

/** Null when they fit. */
export const checkValues = (column: Condition['column'], values: readonly string[]): string | null =>
  column === 'record' && values.includes('') ? '“record~” needs a text to look for' : null

function parseRange(text: string): TimeRange | null {
  const [first, second, ...rest] = text.split('..')
  if (first === undefined || second === undefined || rest.length > 0) return null
  const from = first === '' ? (-8.64e15 as UtcMs) : parseIsoTime(first)
  const until = second === '' ? (8.64e15 as UtcMs) : parseIsoTime(second)
  return from === null || until === null || from > until ? null : { from, until }
}
