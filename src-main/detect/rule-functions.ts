import type { Database } from 'sql.js'
import { type FilterColumn, formatFilter } from '../../src-shared/filter.ts'
import { formatUtc, type UtcMs } from '../../src-shared/time.ts'

type Cell = string | number | null

/** What rules write sentences and filters with. */
export function defineRuleFunctions(db: Database): void {
  db.create_function('term', (column: Cell, value: Cell) => term(column as FilterColumn, value))
  db.create_function('principal_name', (arn: Cell, name: Cell, service: Cell) => principalName(arn, name, service))
  db.create_function('principal_filter', (arn: Cell, name: Cell, service: Cell) =>
    arn === null
      ? [term('userIdentityArn', null), term('invokedBy', service), term('userName', name)].join(' ')
      : term('userIdentityArn', arn),
  )
  db.create_function('counted', (count: Cell, noun: Cell) => counted(Number(count), String(noun)))
  db.create_function('failed', (errors: Cell) => (Number(errors) === 0 ? '' : ` (${counted(Number(errors), 'error')})`))
  db.create_function('time_filter', (from: Cell, until: Cell) => timeFilter(Number(from), Number(until)))
  db.create_function('utc', (time: Cell) => (time === null ? null : formatUtc(Number(time) as UtcMs)))
}

/** `column=value` as filter text; absent values too. */
export const term = (column: FilterColumn, value: Cell): string =>
  formatFilter({
    range: null,
    conditions: [
      value === null
        ? { column, operator: 'isNotSet', values: [] }
        : { column, operator: 'is', values: [String(value)] },
    ],
    text: '',
  })

/** From the first to the last moment, both inside. */
export const timeFilter = (from: number, last: number): string =>
  formatFilter({ range: { from: from as UtcMs, until: (last + 1) as UtcMs }, conditions: [], text: '' })

const principalName = (arn: Cell, name: Cell, service: Cell): string =>
  String(arn ?? name ?? service ?? 'A principal without ARN or name')

export const counted = (count: number, noun: string): string =>
  `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`
