import type { SessionJoin } from '../../../src-shared/model/session.ts'
import type { Steps } from '../../runtime/steps.ts'
import type { Calls } from './calls.ts'
import { type Creation, type Creations, none } from './creation.ts'
import { eachRow } from './each-row.ts'
import { type IdentityColumns, textAt } from './identity-columns.ts'
import type { Numbering } from './numbering.ts'

/** Which call issued the credentials of each session, and which session made that call. By number. */
export interface Links {
  /** 0 where it is not known. */
  readonly parent: Uint32Array
  /** -1 where the call is not in the case. */
  readonly issuedBy: Int32Array
  /** The SwitchRole that began it; -1 where none is known. */
  readonly switchedBy: Int32Array
  readonly join: readonly SessionJoin[]
  /** Issued, as their calls tell, by sessions that differ. */
  readonly several: ReadonlySet<number>
  /** More than one call can have issued them. */
  readonly undecided: ReadonlySet<number>
  /** Sessions whose parents lead back to them; one of each circle has no parent then. */
  readonly cyclic: ReadonlySet<number>
  /** Of a SwitchRole, the session that it began. */
  readonly begun: ReadonlyMap<number, number>
}

export function* linkSteps(
  columns: IdentityColumns,
  { calls, creations, numbering }: Readonly<{ calls: Calls; creations: Creations; numbering: Numbering }>,
): Steps<Links> {
  const { names, session, issues } = numbering
  const parent = new Uint32Array(names.length)
  const issuedBy = new Int32Array(names.length).fill(-1)
  const switchedBy = new Int32Array(names.length).fill(-1)
  const join: SessionJoin[] = []
  yield* eachRow(names.length, () => join.push('none'))
  const several = new Set<number>()
  yield* eachRow(issues.length, (at) => {
    const { row, session: issued } = issues[at]!
    const caller = session[row]!
    if (issuedBy[issued] === -1) {
      issuedBy[issued] = row
      parent[issued] = caller
      join[issued] = 'access-key'
    } else if (parent[issued] === 0 && caller !== 0) {
      issuedBy[issued] = row
      parent[issued] = caller
    } else if (caller !== 0 && caller !== parent[issued]) several.add(issued)
  })
  for (const number of several) parent[number] = 0
  const undecided = new Set(numbering.isUndecided)
  const begun = new Map<number, number>()
  const beginnings = yield* Beginnings.make(columns, calls, creations)
  const froms = yield* ConsoleSessions.make(columns, creations, { calls, numbering })
  yield* eachRow(names.length, (number) => {
    const row = numbering.firstRow[number]!
    if (issuedBy[number] === -1 && row !== -1 && !undecided.has(number)) {
      const call = beginnings.of(row, numbering.isConsole.has(number))
      if (call === 'several') undecided.add(number)
      else if (call !== null) {
        issuedBy[number] = call
        parent[number] = session[call]!
        join[number] = 'principal-and-time'
      }
    }
    if (parent[number] !== 0 || several.has(number) || !numbering.isConsole.has(number)) return
    const issuing = issuedBy[number]!
    const by = beginnings.switchOf(
      row !== -1 ? creations.ofCaller(row) : issuing === -1 ? none : creations.ofIssued(issuing),
    )
    if (by === null) return
    switchedBy[number] = by
    begun.set(by, number)
    const from = froms.thatSwitched(by)
    if (issuing === -1) issuedBy[number] = by
    if (from !== 0) parent[number] = from
    if (from !== 0 || issuing === -1) join[number] = 'switch-role'
  })
  return { parent, issuedBy, switchedBy, join, several, undecided, cyclic: yield* cutCircles(parent, issuedBy), begun }
}

/** How far the clock of the sign-in may be from that of the session of the console. */
const signInToleranceMs = 60_000

/** A call, or that there are several. */
type Found = number | 'several' | null

/** Calls that begin a session without naming its key. */
class Beginnings {
  readonly #unnamed = new Map<Creation, Found>()
  readonly #signIns = new Map<Creation, Found>()
  readonly #switches = new Map<Creation, Found>()
  /** By code of userIdentityArn. */
  readonly #signInsOf = new Map<number, number[]>()

  private constructor(
    private readonly columns: IdentityColumns,
    private readonly creations: Creations,
  ) {}

  static *make(columns: IdentityColumns, calls: Calls, creations: Creations): Steps<Beginnings> {
    const made = new Beginnings(columns, creations)
    const { unnamed, signIns, switches } = calls
    yield* eachRow(unnamed.length, (at) => addTo(made.#unnamed, creations.ofIssued(unnamed[at]!), unnamed[at]!))
    yield* eachRow(switches.length, (at) => addTo(made.#switches, creations.ofSignIn(switches[at]!), switches[at]!))
    yield* eachRow(signIns.length, (at) => {
      const row = signIns[at]!
      // Who signs in with a role has had credentials before, of a call that is not the sign-in.
      if (!['IAMUser', 'Root'].includes(textAt(columns.userIdentityType, row) ?? '')) return
      addTo(made.#signIns, creations.ofSignIn(row), row)
      const arn = columns.userIdentityArn.codes[row]!
      const known = made.#signInsOf.get(arn)
      if (known === undefined) made.#signInsOf.set(arn, [row])
      else known.push(row)
    })
    return made
  }

  /**
   * The only call that can have begun the session with this first event: one that names its principal as the session that it
   * issued in the second in which it was created, or a sign-in of its user in that second. The sign-in to a session of the
   * console may be up to a minute apart.
   */
  of(row: number, isConsole: boolean): Found {
    const creation = this.creations.ofCaller(row)
    if (creation === none) return null
    const exact = this.#unnamed.get(creation) ?? this.#signIns.get(creation)
    if (exact !== undefined || !isConsole) return exact ?? null
    const created = this.creations.timeOf(row)
    const ofUser = this.#signInsOf.get(this.columns.userIdentityArn.codes[row]!) ?? []
    const near = ofUser.filter((signIn) => Math.abs(this.columns.times[signIn]! - created) <= signInToleranceMs)
    return near.length > 1 ? 'several' : (near[0] ?? null)
  }

  /** The only SwitchRole to this principal in this second. */
  switchOf(creation: Creation): number | null {
    const found = creation === none ? undefined : this.#switches.get(creation)
    return typeof found === 'number' ? found : null
  }
}

function addTo(begun: Map<Creation, Found>, creation: Creation, row: number): void {
  if (creation !== none) begun.set(creation, begun.has(creation) ? 'several' : row)
}

/** IAM user guide, "Methods to assume a role": sessions of the console last twelve hours at most. */
const longestConsoleMs = 12 * 3600_000

/** The sessions of the console of principals that switched to a role. */
class ConsoleSessions {
  /** By ARN of the principal. */
  readonly #of = new Map<string, { readonly number: number; readonly created: number }[]>()

  private constructor(private readonly columns: IdentityColumns) {}

  static *make(
    columns: IdentityColumns,
    creations: Creations,
    { calls, numbering }: Readonly<{ calls: Calls; numbering: Numbering }>,
  ): Steps<ConsoleSessions> {
    const made = new ConsoleSessions(columns)
    for (const row of calls.switches) {
      const from = textAt(columns.switchedFrom, row)
      if (from !== null) made.#of.set(from, [])
    }
    const { firstRow, isConsole } = numbering
    yield* eachRow(made.#of.size === 0 ? 0 : firstRow.length, (number) => {
      const row = firstRow[number]!
      const known = isConsole.has(number) ? made.#of.get(textAt(columns.userIdentityArn, row) ?? '') : undefined
      if (known !== undefined) known.push({ number, created: creations.timeOf(row) })
    })
    return made
  }

  /** The only session that the principal can have switched from; 0 where there are several or none. */
  thatSwitched(row: number): number {
    const time = this.columns.times[row]!
    const all = this.#of.get(textAt(this.columns.switchedFrom, row) ?? '') ?? []
    const open = all.filter(({ created }) => created <= time && time - created <= longestConsoleMs)
    return open.length === 1 ? open[0]!.number : 0
  }
}

/** Takes the parent from the session of each circle that was issued first, and returns the sessions of all circles. */
function* cutCircles(parent: Uint32Array, issuedBy: Int32Array): Steps<ReadonlySet<number>> {
  const cyclic = new Set<number>()
  /** The walk that met it. */
  const metBy = new Uint32Array(parent.length)
  yield* eachRow(parent.length, (start) => {
    let at = start
    while (at !== 0 && metBy[at] === 0) {
      metBy[at] = start
      at = parent[at]!
    }
    if (at === 0 || metBy[at] !== start) return
    const circle = [at]
    for (let next = parent[at]!; next !== at; next = parent[next]!) circle.push(next)
    const first = circle.reduce((least, one) => (issuedBy[one]! < issuedBy[least]! ? one : least))
    parent[first] = 0
    for (const one of circle) cyclic.add(one)
  })
  return cyclic
}
