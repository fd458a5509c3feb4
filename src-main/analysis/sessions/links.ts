import type { SessionJoin } from '../../../src-shared/model/session.ts'
import { type IdentityColumns, textAt } from './identity-columns.ts'
import type { Numbering } from './numbering.ts'

/** Which call issued the credentials of each session, and which session made that call. By number. */
export interface Links {
  /** 0 where it is not known. */
  readonly parent: Uint32Array
  /** -1 where the call is not in the case. */
  readonly issuedBy: Int32Array
  readonly join: readonly SessionJoin[]
  /** Issued, as their calls tell, by sessions that differ. */
  readonly several: ReadonlySet<number>
  /** Sessions whose parents lead back to them; one of each circle has no parent then. */
  readonly cyclic: ReadonlySet<number>
}

/** How long after a sign-in, or before it, the session can say that it was created: clocks of services differ. */
const signInToleranceMs = 60_000

export function linksOf(columns: IdentityColumns, numbering: Numbering): Links {
  const { names, session, issues } = numbering
  const parent = new Uint32Array(names.length)
  const issuedBy = new Int32Array(names.length).fill(-1)
  const join: SessionJoin[] = names.map(() => 'none')
  const several = new Set<number>()
  for (const { row, session: issued } of issues) {
    const caller = session[row]!
    if (issuedBy[issued] === -1) {
      issuedBy[issued] = row
      parent[issued] = caller
      join[issued] = 'access-key'
    } else if (parent[issued] === 0 && caller !== 0) {
      issuedBy[issued] = row
      parent[issued] = caller
    } else if (caller !== 0 && caller !== parent[issued]) several.add(issued)
  }
  for (const number of several) parent[number] = 0
  for (const [number, row] of joinedByTime(columns, numbering, issuedBy)) {
    issuedBy[number] = row
    parent[number] = session[row]!
    join[number] = 'principal-and-time'
  }
  return { parent, issuedBy, join, several, cyclic: cutCircles(parent, issuedBy) }
}

/**
 * Sessions whose key no call names, with the only call that can have begun them: one that names their principal as the
 * session that it issued in the second in which they were created, or a sign-in of their user within a minute of it.
 */
function joinedByTime(
  columns: IdentityColumns,
  { names, firstRow }: Numbering,
  issuedBy: Int32Array,
): readonly (readonly [number, number])[] {
  const { userIdentityArn, sessionCreationDate } = columns
  const begun = beginningsOf(columns)
  if (begun.size === 0) return []
  return names.flatMap((_, number) => {
    const row = firstRow[number]!
    if (issuedBy[number] !== -1 || row === -1) return []
    const created = Date.parse(textAt(sessionCreationDate, row) ?? '')
    const calls = begun.get(textAt(userIdentityArn, row) ?? '') ?? []
    const near = calls.filter(({ time, toleranceMs }) => Math.abs(time - created) <= toleranceMs)
    return near.length === 1 ? [[number, near[0]!.row] as const] : []
  })
}

interface Beginning {
  readonly row: number
  readonly time: number
  readonly toleranceMs: number
}

/** Calls that begin a session without naming its key, by the ARN of its principal. */
function beginningsOf(columns: IdentityColumns): ReadonlyMap<string, readonly Beginning[]> {
  const { events, consoleLogin, issuedSessionArn, issuedAccessKeyId, userIdentityArn, failed, times } = columns
  const begun = new Map<string, Beginning[]>()
  const add = (arn: string | null, row: number, toleranceMs: number) => {
    if (arn === null || Number.isNaN(times[row]!)) return
    const known = begun.get(arn)
    const beginning = { row, time: times[row]!, toleranceMs }
    if (known === undefined) begun.set(arn, [beginning])
    else known.push(beginning)
  }
  for (let row = 0; row < events; row++) {
    if (failed[row] === 2) continue
    if (issuedSessionArn.codes[row] !== 0 && issuedAccessKeyId.codes[row] === 0)
      add(textAt(issuedSessionArn, row), row, 999)
    else if (consoleLogin.codes[row] !== 0) add(textAt(userIdentityArn, row), row, signInToleranceMs)
  }
  return begun
}

/** Takes the parent from the session of each circle that was issued first, and returns the sessions of all circles. */
function cutCircles(parent: Uint32Array, issuedBy: Int32Array): ReadonlySet<number> {
  const cyclic = new Set<number>()
  /** The walk that met it. */
  const metBy = new Uint32Array(parent.length)
  for (let start = 1; start < parent.length; start++) {
    let at = start
    while (at !== 0 && metBy[at] === 0) {
      metBy[at] = start
      at = parent[at]!
    }
    if (at === 0 || metBy[at] !== start) continue
    const circle = [at]
    for (let next = parent[at]!; next !== at; next = parent[next]!) circle.push(next)
    const first = circle.reduce((least, one) => (issuedBy[one]! < issuedBy[least]! ? one : least))
    parent[first] = 0
    for (const one of circle) cyclic.add(one)
  }
  return cyclic
}
