import type { ColumnName } from '../../src-shared/model/columns.ts'
import { actorOf, type Identity } from '../../src-shared/what/actor.ts'
import type { Events } from './snapshot.ts'
import type { TextData } from './text-data.ts'

const namedBy = [
  'userIdentityType', 'userIdentityArn', 'userName', 'principalId', 'userIdentityAccountId', 'invokedBy', 'sessionIssuerArn',
  'sessionIssuerUserName', 'onBehalfOfUserId',
] as const satisfies readonly (ColumnName & keyof Identity)[] // biome-ignore format: a list

/** `codes[row]` is an index into `dictionary`; code 0 is null. */
type Actors = Pick<TextData, 'codes' | 'dictionary'>

/** Who acted, of each event (src-shared/what/actor.ts). Made when it is first asked for. */
export function actors({ events, columns }: Pick<Events, 'events' | 'columns'>): Actors {
  const made = madeOf.get(columns) ?? actorsOf(events, columns)
  madeOf.set(columns, made)
  return made
}

/** The columns outlive the snapshots that are made of them. */
const madeOf = new WeakMap<Events['columns'], Actors>()

/** A trail has few identities, each in many events: an actor is named once for all events whose identity has the same codes. */
function actorsOf(events: number, columns: Events['columns']): Actors {
  const named = namedBy.map((name) => columns[name] as TextData)
  const codesOf = named.map(({ codes }) => codes)
  const dictionary = ['']
  const codeOf = new Map<string, number>()
  const nameOf = (row: number): number => {
    const cells = namedBy.map((name, k) => {
      const code = codesOf[k]![row]!
      return [name, code === 0 ? null : named[k]!.dictionary[code]!] as const
    })
    const actor = actorOf(Object.fromEntries(cells) as unknown as Identity)
    if (actor === null) return 0
    const code = codeOf.get(actor) ?? dictionary.push(actor) - 1
    codeOf.set(actor, code)
    return code
  }
  const codes = new Uint32Array(events)
  const slots = new FirstRows(events)
  for (let row = 0; row < events; row++) {
    const first = slots.of(row, codesOf)
    codes[row] = first === row ? nameOf(row) : codes[first]!
  }
  return { codes, dictionary }
}

/** The first row that has the same codes: an open hash table of rows, at most half full. */
class FirstRows {
  /** Of each slot, a row and one; 0 where it is free. */
  readonly #slots: Uint32Array

  constructor(rows: number) {
    this.#slots = new Uint32Array(2 ** Math.ceil(Math.log2(2 * rows + 2)))
  }

  of(row: number, columns: readonly ArrayLike<number>[]): number {
    let hash = 0
    for (const codes of columns) hash = Math.imul(hash ^ codes[row]!, 0x9e3779b1) ^ (hash >>> 15)
    const mask = this.#slots.length - 1
    for (let at = (hash ^ (hash >>> 16)) & mask; ; at = (at + 1) & mask) {
      const held = this.#slots[at]!
      if (held === 0) {
        this.#slots[at] = row + 1
        return row
      }
      if (columns.every((codes) => codes[held - 1] === codes[row])) return held - 1
    }
  }
}
