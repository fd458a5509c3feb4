import type { ColumnName } from '../../src-shared/model/columns.ts'
import type { ToldColumn } from '../../src-shared/what/caller.ts'
import { numberPairs } from './grouped/pairs.ts'
import { cellsFor } from './shared-array.ts'
import type { Events } from './snapshot.ts'
import type { TextData } from './text-data.ts'

/** `codes[row]` is an index into `dictionary`; code 0 is null. */
export type Told = Pick<TextData, 'codes' | 'dictionary'>

/** Made when it is first asked for. */
export function toldColumn({ events, columns }: Pick<Events, 'events' | 'columns'>, told: ToldColumn): Told {
  const made = madeOf.get(columns) ?? new Map<ToldColumn, Told>()
  madeOf.set(columns, made)
  const coded = made.get(told) ?? madeFrom(events, columns, told)
  made.set(told, coded)
  return coded
}

/** Of what is `true` or `false` of each event: 2 or 1, as flags are. */
export function toldFlag(events: Pick<Events, 'events' | 'columns'>, told: ToldColumn): Uint8Array {
  const { codes, dictionary } = toldColumn(events, told)
  const flagOf = dictionary.map((text) => flags.indexOf(text))
  const values = new Uint8Array(codes.length)
  for (let row = 0; row < codes.length; row++) values[row] = flagOf[codes[row]!]!
  return values
}

/** The columns outlive the snapshots that are made of them. */
const madeOf = new WeakMap<Columns, Map<ToldColumn, Told>>()

type Columns = Events['columns']

/** Of one event: where the column is not made yet, nothing is made of the others. */
export function toldText(columns: Columns, told: ToldColumn, row: number): string | null {
  const made = madeOf.get(columns)?.get(told)
  if (made === undefined) return told.tell(valuesAt(columns, told, row))
  return made.codes[row] === 0 ? null : made.dictionary[made.codes[row]!]!
}

/** Events have few combinations of values: each is told once, for all events that have it. */
function madeFrom(events: number, columns: Columns, told: ToldColumn): Told {
  const combinations = combinationsOf(events, columns, told)
  const dictionary = ['']
  const codeOf = new Map<string, number>()
  const tellAt = (row: number): number => {
    const text = told.tell(valuesAt(columns, told, row))
    if (text === null) return 0
    const code = codeOf.get(text) ?? dictionary.push(text) - 1
    codeOf.set(text, code)
    return code
  }
  const codeOfCombination = new Int32Array(combinations.count).fill(-1)
  for (let row = 0; row < events; row++) {
    const combination = combinations.of[row]!
    if (codeOfCombination[combination] === -1) codeOfCombination[combination] = tellAt(row)
  }
  // As wide as the texts need: most of these columns have a handful, and several are kept on each of two threads.
  const codes = new (cellsFor(dictionary.length))(events)
  for (let row = 0; row < events; row++) codes[row] = codeOfCombination[combinations.of[row]!]!
  return { codes, dictionary }
}

/** By row, the number of its combination of what matters: column by column, with the numbers of those before it. */
function combinationsOf(events: number, columns: Columns, { of, matters }: ToldColumn) {
  const numbers = new Int32Array(events)
  let count = 1
  for (const name of of) {
    const { codes, dictionary } = whatMatters(codedOf(columns, name), matters?.[name])
    count = numberPairs({ numbers, size: count, codes, codeCount: dictionary.length }, () => undefined).count
  }
  return { of: numbers, count }
}

function whatMatters({ codes, dictionary }: Told, of: ((value: string) => boolean | string) | undefined): Told {
  if (of === undefined) return { codes, dictionary }
  const alike = ['']
  const codeOf = new Map<boolean | string, number>()
  const codesOf = Uint32Array.from(dictionary, (value, code) => {
    if (code === 0) return 0
    const matter = of(value)
    const known = codeOf.get(matter) ?? alike.push(String(matter)) - 1
    codeOf.set(matter, known)
    return known
  })
  const mattering = new Uint32Array(codes.length)
  for (let row = 0; row < codes.length; row++) mattering[row] = codesOf[codes[row]!]!
  return { codes: mattering, dictionary: alike }
}

const flags = ['', 'false', 'true']

function codedOf(columns: Columns, name: ColumnName): Told {
  const data = columns[name]
  if (data.type === 'flag') return { codes: data.values, dictionary: flags }
  if (data.type !== 'text') throw new Error(`${name} is not coded`)
  return data
}

function valuesAt(columns: Columns, { of, tell }: ToldColumn, row: number): Parameters<typeof tell>[0] {
  const values = of.map((name) => {
    const data = columns[name]
    const code = codedOf(columns, name).codes[row]!
    return [name, code === 0 ? null : data.type === 'text' ? data.textOf(code) : flags[code]!] as const
  })
  return Object.fromEntries(values) as Parameters<typeof tell>[0]
}
