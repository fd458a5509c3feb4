import type { Cell, Table } from '../../../../src-shared/contract/index.ts'
import { timeOf } from '../../../../src-shared/filter/result-column.ts'
import { formatCount } from '../../../widgets/format.ts'
import type { ResultColumn } from './result-columns.ts'

/** A figure, and the numbers of the rows that it is of; or the text between two of them. */
export type Part = string | { readonly figure: string; readonly rows: readonly number[] }

/** Columns whose numbers may be added up, by name: they count things that no two rows share. */
const additive = ['events', 'count(*)', 'errors', 'changes', 'denied', 'failures', 'successes', 'uses', 'objects', 'bytesOut'] // biome-ignore format: a list

/**
 * What a result says, in sentences of fixed forms: sums, the largest, how few rows hold half, the time from first to
 * last, and what is missing. Nothing is said that the rows do not show; of rows that are not all there, that it is of
 * these.
 */
export function summaryOf(
  columns: readonly ResultColumn[],
  rows: Table['rows'],
  isWhole: boolean,
): readonly (readonly Part[])[] {
  if (rows.length < 2) return []
  const numbers = rows.map((_, number) => number)
  const named = columns.find(({ kind }) => kind === 'text' || kind === 'address')
  const measure = columns.find(({ name, kind }) => kind === 'number' && additive.includes(name))
  const sentences = [
    ...(measure === undefined ? [] : amounts(rows, numbers, measure, named)),
    ...failures(rows, numbers, columns, measure),
    ...times(rows, numbers, columns),
    ...missing(rows, numbers, columns),
  ]
  if (sentences.length === 0) return []
  return isWhole ? sentences : [[`Of these ${formatCount(rows.length)} rows alone:`], ...sentences]
}

const numberIn = (rows: Table['rows'], row: number, { index }: ResultColumn): number => {
  const cell = rows[row]![index]
  return typeof cell === 'number' ? cell : 0
}

function amounts(
  rows: Table['rows'],
  numbers: readonly number[],
  measure: ResultColumn,
  named: ResultColumn | undefined,
): Part[][] {
  const amount = (row: number) => numberIn(rows, row, measure)
  const counted = numbers.filter((row) => amount(row) > 0)
  const total = counted.reduce((sum, row) => sum + amount(row), 0)
  if (total === 0) return []
  const falling = [...counted].sort((a, b) => amount(b) - amount(a))
  const most = falling.filter((row) => amount(row) === amount(falling[0]!))
  const sum: Part[] = [{ figure: formatCount(total), rows: counted }, ` ${measure.name} in all.`]
  const who = most.length === 1 && named !== undefined ? shortText(rows[most[0]!]![named.index] ?? null) : null
  const largest: Part[] = [
    `The most ${measure.name}: `,
    { figure: formatCount(amount(most[0]!)), rows: most },
    who === null ? ` (${formatCount(most.length)} rows).` : `, ${named!.name} ${who}.`,
  ]
  return [sum, largest, ...halfOf(falling, amount, total, measure.name, rows.length)]
}

/** Worth a sentence where few of many rows hold half. */
function halfOf(
  falling: readonly number[],
  amount: (row: number) => number,
  total: number,
  name: string,
  of: number,
): Part[][] {
  let [held, count] = [0, 0]
  while (held * 2 < total) held += amount(falling[count++]!)
  if (of < 8 || count * 4 > of) return []
  const few = falling.slice(0, count)
  const rows = count === 1 ? '1 row' : `${formatCount(count)} rows`
  return [
    [
      { figure: rows, rows: few },
      ` of ${formatCount(of)} ${count === 1 ? 'holds' : 'hold'} half of the ${name} or more.`,
    ],
  ]
}

function failures(
  rows: Table['rows'],
  numbers: readonly number[],
  columns: readonly ResultColumn[],
  measure: ResultColumn | undefined,
): Part[][] {
  const errors = columns.find(({ name, kind }) => kind === 'number' && name === 'errors')
  if (errors === undefined || measure === undefined || measure === errors) return []
  const failed = numbers.filter((row) => numberIn(rows, row, errors) > 0)
  const all = failed.filter((row) => numberIn(rows, row, errors) === numberIn(rows, row, measure))
  if (failed.length === 0) return [[`No row has errors.`]]
  const sum = failed.reduce((total, row) => total + numberIn(rows, row, errors), 0)
  const sentence: Part[] = [{ figure: formatCount(sum), rows: failed }, ' errors.']
  return all.length === 0
    ? [sentence]
    : [[...sentence, ' Where every call failed: ', { figure: rowsOf(all), rows: all }, '.']]
}

function times(rows: Table['rows'], numbers: readonly number[], columns: readonly ResultColumn[]): Part[][] {
  const told = columns
    .filter(({ kind }) => kind === 'time')
    .flatMap(({ index }) =>
      numbers.flatMap((row) => {
        const text = String(rows[row]![index] ?? '')
        const at = timeOf(text)
        return at === null ? [] : [{ at, row, text }]
      }),
    )
    .sort((a, b) => a.at - b.at)
  const [first, last] = [told[0], told.at(-1)]
  if (first === undefined || last === undefined || first.at === last.at) return []
  return [
    [
      'The first time is ',
      { figure: first.text, rows: [first.row] },
      ', the last ',
      { figure: last.text, rows: [last.row] },
      '.',
    ],
  ]
}

/** Of the columns that name things, those that some rows lack. */
function missing(rows: Table['rows'], numbers: readonly number[], columns: readonly ResultColumn[]): Part[][] {
  return columns
    .filter(({ kind }) => kind === 'text' || kind === 'address')
    .flatMap(({ name, index }): Part[][] => {
      const without = numbers.filter((row) => (rows[row]![index] ?? null) === null)
      if (without.length === 0 || without.length === rows.length) return []
      return [[{ figure: rowsOf(without), rows: without }, ` ${without.length === 1 ? 'has' : 'have'} no ${name}.`]]
    })
    .slice(0, 2)
}

const rowsOf = (rows: readonly number[]): string => (rows.length === 1 ? '1 row' : `${formatCount(rows.length)} rows`)

const longest = 60
function shortText(cell: Cell): string | null {
  if (cell === null) return null
  const text = String(cell)
  return text.length > longest ? `…${text.slice(-longest)}` : text
}
