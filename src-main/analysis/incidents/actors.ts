import type { SessionTable } from '../../columns/sessions.ts'
import type { Snapshot } from '../../columns/snapshot.ts'
import type { Steps } from '../../runtime/steps.ts'
import { Baseline } from '../baseline.ts'
import { textColumn } from '../columns.ts'
import { isAddress } from '../network.ts'
import { Principals } from '../principals.ts'

/** Rows between two turns. */
export const rowsPerStep = 100_000

/** Who is at the start of each event: the first known session of its chain, or, without a session, its principal. */
export interface Actors {
  /** Per row, an index into `names`. */
  readonly codes: Uint32Array
  readonly names: readonly string[]
}

export function* actorSteps(snapshot: Snapshot): Steps<Actors> {
  const principals = yield* Principals.steps(snapshot)
  const { sessions } = snapshot
  const codeOf = new Map<string, number>()
  const names: string[] = []
  const named = (name: string): number => {
    const known = codeOf.get(name)
    if (known !== undefined) return known
    codeOf.set(name, names.length)
    return names.push(name) - 1
  }
  const ofPrincipal = principals.names.map(named)
  const ofSession =
    sessions === undefined ? [0] : sessions.names.map((_, number) => sessionActor(sessions, number, named))
  yield
  const codes = new Uint32Array(snapshot.events)
  for (let row = 0; row < snapshot.events; row++) {
    const session = sessions?.session[row] ?? 0
    const actor = session === 0 ? ofPrincipal[principals.codes[row]!]! : ofSession[session]!
    codes[row] = actor
    if (row % rowsPerStep === rowsPerStep - 1) yield
  }
  return { codes, names }
}

/** A chain that leads back to itself ends at the session it was met at first. */
function sessionActor(table: SessionTable, number: number, named: (name: string) => number): number {
  const met = new Set([number])
  let first = number
  while (table.parent[first] !== 0 && !met.has(table.parent[first]!)) {
    first = table.parent[first]!
    met.add(first)
  }
  const origin = table.origins[table.originOf[first]!]
  const principal = table.texts[table.principal[first]!]
  return named(origin || principal || table.names[first]!)
}

/**
 * Addresses that join actors: few use them, and for none of these is it where they usually are. Events outside of the
 * baseline tell it of those addresses only that no other event has.
 */
export function* rareAddressSteps(snapshot: Snapshot, actors: Actors): Steps<ReadonlySet<number>> {
  const { codes, dictionary } = textColumn(snapshot, 'sourceIPAddress')
  const baseline = new Baseline(snapshot)
  const [usual, others] = [new Uses(actors, dictionary.length), new Uses(actors, dictionary.length)]
  for (let row = 0; row < snapshot.events; row++) {
    const uses = baseline.has(row) ? usual : others
    uses.add(row, codes[row]!)
    if (row % rowsPerStep === rowsPerStep - 1) yield
  }
  const isRare = (address: number) => (usual.has(address) ? usual : others).isRare(address)
  return new Set([...dictionary.keys()].filter((code) => code !== 0 && isAddress(dictionary[code]!) && isRare(code)))
}

const mostActors = 3

/** Who acts from each address, and how often they act at all. */
class Uses {
  readonly #actors: Actors
  readonly #byAddress: (Map<number, number> | undefined)[]
  readonly #events: Uint32Array

  constructor(actors: Actors, addresses: number) {
    this.#actors = actors
    this.#byAddress = new Array(addresses)
    this.#events = new Uint32Array(actors.names.length)
  }

  add(row: number, address: number): void {
    const actor = this.#actors.codes[row]!
    this.#events[actor]!++
    let of = this.#byAddress[address]
    if (of === undefined) {
      of = new Map()
      this.#byAddress[address] = of
    }
    // Further actors make no difference.
    if (of.size <= mostActors) of.set(actor, (of.get(actor) ?? 0) + 1)
  }

  has(address: number): boolean {
    return this.#byAddress[address] !== undefined
  }

  isRare(address: number): boolean {
    const of = this.#byAddress[address]
    if (of === undefined || of.size > mostActors) return false
    for (const [actor, events] of of) if (events * 2 >= this.#events[actor]!) return false
    return true
  }
}
