import type { ColumnName } from '../../src-shared/model/columns.ts'
import type { ToldColumn } from '../../src-shared/what/caller.ts'
import { FirstRows } from './first-rows.ts'
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
  return Uint8Array.from(codes, (code) => flagOf[code]!)
}

/** The columns outlive the snapshots that are made of them. */
const madeOf = new WeakMap<Events['columns'], Map<ToldColumn, Told>>()

/** Events have few combinations of values: each is told once, for all events that have the same codes. */
function madeFrom(events: number, columns: Events['columns'], { of, tell }: ToldColumn): Told {
  const coded = of.map((name) => codedOf(columns, name))
  const codesOf = coded.map(({ codes }) => codes)
  const dictionary = ['']
  const codeOf = new Map<string, number>()
  const tellRow = (row: number): number => {
    const cells = of.map((name, k) => {
      const code = codesOf[k]![row]!
      return [name, code === 0 ? null : coded[k]!.dictionary[code]!] as const
    })
    const text = tell(Object.fromEntries(cells) as Parameters<typeof tell>[0])
    if (text === null) return 0
    const code = codeOf.get(text) ?? dictionary.push(text) - 1
    codeOf.set(text, code)
    return code
  }
  const codes = new Uint32Array(events)
  const firstRows = new FirstRows(events)
  for (let row = 0; row < events; row++) {
    const first = firstRows.of(row, codesOf)
    codes[row] = first === row ? tellRow(row) : codes[first]!
  }
  return { codes, dictionary }
}

const flags = ['', 'false', 'true']

function codedOf(columns: Events['columns'], name: ColumnName): Told {
  const data = columns[name]
  if (data.type === 'flag') return { codes: data.values, dictionary: flags }
  if (data.type !== 'text') throw new Error(`${name} is not coded`)
  return data
}
