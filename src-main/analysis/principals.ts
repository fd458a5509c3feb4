import type { Condition } from '../../src-shared/filter/model.ts'
import type { ColumnName } from '../../src-shared/model/columns.ts'
import type { Snapshot } from '../columns/snapshot.ts'
import type { TextData } from '../columns/text-data.ts'
import { textColumn } from './columns.ts'
import { is } from './conditions.ts'

/**
 * The columns that name a principal: the first that a record has. The session issuer comes first, because each session
 * of a role has its own name and a finding is about the role. Principals of other accounts have no ARN. Services have
 * only `invokedBy`.
 */
const naming: readonly ColumnName[] = [
  'sessionIssuerArn', 'userIdentityArn', 'principalId', 'userName', 'invokedBy', 'userIdentityAccountId',
] // biome-ignore format: a list

const rowsPerStep = 50_000

/** The principal of each event, as findings name it. */
export class Principals {
  /** Per row, an index into `names` and `conditions`. */
  readonly codes: Uint32Array
  readonly names: string[] = ['a principal without a name']
  /** They select the events of the principal and no other. */
  readonly conditions: Condition[][] = [naming.map((column) => is(column, null))]

  readonly #named: readonly {
    readonly codes: TextData['codes']
    readonly dictionary: readonly string[]
    readonly known: Uint32Array
  }[]

  private constructor(snapshot: Snapshot) {
    this.#named = naming.map((name) => {
      const { codes, dictionary } = textColumn(snapshot, name)
      return { codes, dictionary, known: new Uint32Array(dictionary.length) }
    })
    this.codes = new Uint32Array(snapshot.events)
  }

  static of(snapshot: Snapshot): Principals {
    const made = new Principals(snapshot)
    made.#read(0, snapshot.events)
    return made
  }

  /** The same in short steps. */
  static *steps(snapshot: Snapshot): Generator<undefined, Principals> {
    const made = new Principals(snapshot)
    for (let row = 0; row < snapshot.events; row += rowsPerStep) {
      made.#read(row, Math.min(snapshot.events, row + rowsPerStep))
      yield
    }
    return made
  }

  #read(from: number, until: number): void {
    const named = this.#named
    for (let row = from; row < until; row++) {
      // A loop, as a million closures take three times as long.
      let level = 0
      while (level < named.length && named[level]!.codes[row] === 0) level++
      if (level === named.length) continue
      const { codes, dictionary, known } = named[level]!
      const code = codes[row]!
      if (known[code] === 0) known[code] = this.#add(level, dictionary[code]!)
      this.codes[row] = known[code]!
    }
  }

  #add(level: number, name: string): number {
    const above = naming.slice(0, level).map((column) => is(column, null))
    this.conditions.push([...above, is(naming[level]!, name)])
    return this.names.push(name) - 1
  }
}
