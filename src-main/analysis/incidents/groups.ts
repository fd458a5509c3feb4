import { dayMs } from '../../../src-shared/base/time.ts'
import type { Finding } from '../../../src-shared/contract/findings.ts'
import type { Snapshot } from '../../columns/snapshot.ts'
import type { Steps } from '../../runtime/steps.ts'
import { textColumn } from '../columns.ts'
import { type Actors, rowsPerStep } from './actors.ts'

/** A finding and what tells with which others it belongs. */
export interface Told {
  readonly finding: Finding
  /** Its events, ascending. */
  readonly rows: Uint32Array
  /** Codes, each once, the one with most events first. */
  readonly actors: readonly number[]
  readonly addresses: readonly number[]
}

/** Nothing is told by a checklist, a rule that stopped, a count of further subjects, or a finding without events. */
export const tellsOfSomebody = ({ block, hasFailed, isRest, events }: Finding): boolean =>
  block === 'detection' && hasFailed !== true && isRest !== true && events > 0

export function* toldSteps(finding: Finding, rows: Uint32Array, snapshot: Snapshot, actors: Actors): Steps<Told> {
  return {
    finding,
    rows,
    actors: yield* mostFirstSteps(rows, actors.codes),
    addresses: yield* mostFirstSteps(rows, textColumn(snapshot, 'sourceIPAddress').codes),
  }
}

/** The values of these rows, the most frequent first. */
export function* mostFirstSteps(rows: Uint32Array, codes: ArrayLike<number>): Steps<readonly number[]> {
  const counts = new Map<number, number>()
  for (let at = 0; at < rows.length; at++) {
    const code = codes[rows[at]!]!
    counts.set(code, (counts.get(code) ?? 0) + 1)
    if (at % rowsPerStep === rowsPerStep - 1) yield
  }
  return [...counts].sort(([a, many], [b, more]) => more - many || a - b).map(([code]) => code)
}

/** A finding about more actors is about none of them, such as a burst of one operation or an altered file. */
const mostActors = 3

/** Too little to say that its actor and another one are one story, as they act from one address. */
const isWeak = ({ severity }: Finding): boolean => severity === 'low' || severity === 'info'

/**
 * Findings of one actor or of actors with findings from one rare address, without a day of silence in between. A finding
 * about many actors joins nothing, and is of no group.
 */
export function groupsOf(told: readonly Told[], rareAddresses: ReadonlySet<number>): readonly (readonly Told[])[] {
  const ofSomebody = told.filter(({ actors }) => actors.length <= mostActors)
  const links = ofSomebody.map(({ finding, actors, addresses }) => [
    ...actors.map((code) => `actor ${code}`),
    ...(isWeak(finding) ? [] : addresses.filter((code) => rareAddresses.has(code)).map((code) => `address ${code}`)),
  ])
  return joined(ofSomebody, links).flatMap(apartInTime)
}

/** Those that share a link, directly or by others between them. */
function joined<T>(all: readonly T[], links: readonly (readonly string[])[]): readonly (readonly T[])[] {
  const parent = all.map((_, number) => number)
  const rootOf = (number: number): number => {
    let root = number
    while (parent[root] !== root) root = parent[root]!
    parent[number] = root
    return root
  }
  const first = new Map<string, number>()
  for (const [number, of] of links.entries())
    for (const link of of) {
      const other = first.get(link)
      if (other === undefined) first.set(link, number)
      else parent[rootOf(number)] = rootOf(other)
    }
  const groups = new Map<number, T[]>()
  for (const [number, each] of all.entries()) {
    const root = rootOf(number)
    const group = groups.get(root)
    if (group === undefined) groups.set(root, [each])
    else group.push(each)
  }
  return [...groups.values()]
}

const silence = dayMs

/** In order of time, and parted where nothing goes on for a day. What has no time stands first. */
function apartInTime(group: readonly Told[]): readonly (readonly Told[])[] {
  const ordered = group.toSorted((a, b) => startOf(a) - startOf(b) || (a.finding.id < b.finding.id ? -1 : 1))
  const parts: Told[][] = []
  let until = Number.NEGATIVE_INFINITY
  for (const each of ordered) {
    const part = parts.at(-1)
    if (part === undefined || startOf(each) > until + silence) parts.push([each])
    else part.push(each)
    until = Math.max(until, each.finding.lastSeen ?? Number.NEGATIVE_INFINITY)
  }
  return parts
}

const startOf = ({ finding }: Told): number => finding.firstSeen ?? Number.NEGATIVE_INFINITY
