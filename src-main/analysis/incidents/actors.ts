import type { SessionTable } from '../../columns/sessions.ts'
import type { Snapshot } from '../../columns/snapshot.ts'
import type { Steps } from '../../runtime/steps.ts'
import { textColumn } from '../columns.ts'
import { isAddress } from '../network.ts'
import { Principals } from '../principals.ts'

/** Rows between two turns. */
const rowsPerStep = 100_000

/** Who is at the start of each event: the first known session of its chain, or, without a session, its principal. */
export interface Actors {
  /** Per row, an index into `names`. */
  readonly codes: Uint32Array
  readonly names: readonly string[]
  /** Events per actor. */
  readonly events: Uint32Array
}

export function* actorSteps(snapshot: Snapshot): Steps<Actors> {
  const principals = new Principals(snapshot)
  yield
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
  const events: number[] = names.map(() => 0)
  for (let row = 0; row < snapshot.events; row++) {
    const session = sessions?.session[row] ?? 0
    const actor = session === 0 ? ofPrincipal[principals.codes[row]!]! : ofSession[session]!
    codes[row] = actor
    events[actor]!++
    if (row % rowsPerStep === rowsPerStep - 1) yield
  }
  return { codes, names, events: Uint32Array.from(events) }
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

/** Addresses that join actors: few use them, and for none of these is it where they usually are. */
export function* rareAddressSteps(snapshot: Snapshot, actors: Actors): Steps<ReadonlySet<number>> {
  const { codes, dictionary } = textColumn(snapshot, 'sourceIPAddress')
  const uses = dictionary.map(() => null as Map<number, number> | null)
  for (let row = 0; row < snapshot.events; row++) {
    const address = codes[row]!
    const of = uses[address] ?? new Map<number, number>()
    uses[address] = of
    // Further actors make no difference.
    if (of.size <= mostActors) of.set(actors.codes[row]!, (of.get(actors.codes[row]!) ?? 0) + 1)
    if (row % rowsPerStep === rowsPerStep - 1) yield
  }
  const rare = (use: ReadonlyMap<number, number> | null, code: number) =>
    code !== 0 && use !== null && use.size <= mostActors && isAddress(dictionary[code]!) &&
    [...use].every(([actor, events]) => events * 2 < actors.events[actor]!) // biome-ignore format: one condition
  return new Set(uses.flatMap((use, code) => (rare(use, code) ? [code] : [])))
}

const mostActors = 3
