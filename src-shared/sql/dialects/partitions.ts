import type { PartType, ViewColumn } from './schema.ts'
import { literal, type Text } from './text.ts'

type PartitionOf = 'date' | 'year' | 'month' | 'day' | 'hour' | 'region' | 'account'

/** Names under which published tables of CloudTrail logs have their partitions. */
const partitionNames: Readonly<Record<PartitionOf, readonly string[]>> = {
  date: ['date', 'timestamp', 'date_partition', 'partition_date', 'p_date', 'dt', 'ds', 'eventday', 'event_day', 'event_date', 'log_date', 'datehour'],
  year: ['year', 'p_year', 'year_partition'],
  month: ['month', 'p_month', 'month_partition'],
  day: ['day', 'p_day', 'day_partition'],
  hour: ['hour', 'p_hour', 'hour_partition'],
  region: ['region', 'region_partition', 'p_region', 'aws_region', 'partition_region', 'log_region'],
  account: ['account', 'accountid', 'account_id', 'account_partition', 'p_account', 'aws_account_id', 'partition_account', 'log_account'],
} // biome-ignore format: a table

const isOf = new Map(
  (Object.keys(partitionNames) as PartitionOf[]).flatMap((of) => partitionNames[of].map((name) => [name, of] as const)),
)

/** Whether tables of logs have a partition of this name, in lower case. */
export const isPartition = (name: string): boolean => isOf.has(name)

const comparisons = ['=', '<>', '!=', '<', '<=', '>', '>=', 'between', 'in', 'like'] as const

/**
 * The columns of partitions that a query compares with something, made from the event itself and written as the query writes
 * what it compares them with: `'2023/07/10'`, `'7'`, `2023`. `aliases`: those of the tables, lower case.
 */
export function partitionColumns(text: Text, aliases: ReadonlySet<string>): readonly ViewColumn[] {
  const columns: ViewColumn[] = []
  for (const [name, of] of isOf) {
    const places = placesOf(text, name, aliases)
    const compared = places.flatMap((at) => comparedWith(text, at))
    if (compared.length > 0) columns.push(column(name, of, compared))
    else if (places.length > 0) columns.push(column(name, of, []))
  }
  return columns
}

/** Where the name stands for a column: no field of another one, no function, no word of a literal, not given by AS. */
function placesOf(text: Text, name: string, aliases: ReadonlySet<string>): readonly number[] {
  const places: number[] = []
  for (let at = 0; at < text.length; at++) {
    if (text.name(at) !== name || text.is(at - 1, 'as') || text.is(at + 1, '(')) continue
    if (text.is(at - 1, '.') && !aliases.has(text.name(at - 2) ?? '')) continue
    // DATE '2023-01-01', TIMESTAMP '…', INTERVAL '1' day.
    if (text.tokens[at]!.kind === 'word' && (text.string(at + 1) !== null || text.string(at - 1) !== null)) continue
    places.push(at)
  }
  return places
}

/** What a column is compared with, and how that is written. */
interface Compared {
  readonly written: string
  readonly kind: 'text' | 'number' | 'date'
}

/** Texts and numbers that the column is compared with, and patterns of date_format among them. */
function comparedWith(text: Text, at: number): readonly Compared[] {
  const operator = text.is(at + 1, 'not') ? at + 2 : at + 1
  if (text.is(operator, ...comparisons)) {
    const found: Compared[] = []
    for (let next = operator + 1; next < Math.min(text.length, operator + 30); next++) {
      const value = comparedAt(text, next)
      if (value !== null) found.push(value)
      if (text.is(next, 'or', 'group', 'order', 'limit')) break
      if (text.is(next, 'and') && !text.is(operator, 'between')) break
    }
    return found.length > 0 ? found : [{ written: '', kind: 'text' }]
  }
  const before = at > 1 && text.is(at - 1, ...comparisons) ? comparedAt(text, at - 2) : null
  return before === null ? [] : [before]
}

function comparedAt(text: Text, at: number): Compared | null {
  const written = text.string(at)
  if (written !== null)
    return text.is(at - 1, 'timestamp') ? null : { written, kind: text.is(at - 1, 'date') ? 'date' : 'text' }
  if (text.is(at, 'current_date')) return { written: '', kind: 'date' }
  return text.tokens[at]!.kind === 'number' ? { written: text.tokens[at]!.text, kind: 'number' } : null
}

function column(name: string, of: PartitionOf, compared: readonly Compared[]): ViewColumn {
  const isOnlyNamed = compared.length === 0
  const shape = (needs: string, sql: string, type: PartType = 'text'): ViewColumn => ({
    name,
    shape: { needs: [needs], sql, type },
    isOnlyNamed,
  })
  if (of === 'region') return shape('awsRegion', '"awsRegion"')
  if (of === 'account') return shape('recipientAccountId', '"recipientAccountId"')
  const format = (pattern: string) => shape('eventTime', `strftime("eventTime", ${literal(pattern)})`)
  if (of === 'date' && compared.some(({ kind }) => kind === 'date'))
    return shape('eventTime', 'CAST("eventTime" AS DATE)', 'time')
  if (of === 'date') return format(dateFormat(compared.map(({ written }) => written)))
  const isNumber = compared.length > 0 && compared.every(({ kind }) => kind === 'number')
  if (isNumber) return shape('eventTime', `${of}("eventTime")`, 'integer')
  const isPadded = !compared.some(({ written }) => /^[1-9]$/.test(written))
  const sign = { year: 'Y', month: 'm', day: 'd', hour: 'H' }[of]
  return format(isPadded || of === 'year' ? `%${sign}` : `%-${sign}`)
}

/** The format of a day as the texts have it that are compared with it; `2023/07/10` where none tells. */
function dateFormat(compared: readonly string[]): string {
  for (const value of compared) {
    if (/^%Y/.test(value)) return value.replaceAll('%i', '%M')
    const [, separator, hour] =
      /^(?:\d{4}|Y{4}|#{4})(\D?)(?:\d\d|M\w|##)\1(?:\d\d|D\w|##)(?:(\D)\d\d)?/i.exec(value) ?? []
    if (separator !== undefined) return `%Y${separator}%m${separator}%d${hour === undefined ? '' : `${hour}%H`}`
  }
  return '%Y/%m/%d'
}
