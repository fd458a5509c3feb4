import {
  type SessionKind,
  type SessionStart,
  sessionJoins,
  sessionKinds,
  sessionStarts,
} from '../../../src-shared/model/session.ts'
import type { SessionTable } from '../../columns/sessions.ts'
import { sharedArray } from '../../columns/shared-array.ts'
import type { Events } from '../../columns/snapshot.ts'
import type { Steps } from '../../runtime/steps.ts'
import { callSteps } from './calls.ts'
import { Creations } from './creation.ts'
import { eachRow } from './each-row.ts'
import { type IdentityColumns, identityColumns, textAt } from './identity-columns.ts'
import { accountOf, kindOf, principalOf, roleOf, serviceThatDelivered } from './kinds.ts'
import { type Links, linkSteps } from './links.ts'
import { type Numbering, numberingSteps } from './numbering.ts'
import { beginsAnew, ownOrigin, personAt, switchedFrom } from './origins.ts'

/** Joins the events of a case to sessions, and the sessions to chains. The README of the room has the rules. */
export function* sessionSteps(events: Events): Steps<SessionTable> {
  const columns = yield* identityColumns(events)
  yield
  const calls = yield* callSteps(columns)
  const creations = yield* Creations.make(columns)
  const numbering = yield* numberingSteps(columns, calls, creations)
  const links = yield* linkSteps(columns, { calls, creations, numbering })
  const { names, firstRow, isConsole } = numbering
  const { issuedBy, parent, join } = links
  const count = names.length
  const kinds: SessionKind[] = []
  yield* eachRow(count, (number) => {
    const known = { row: firstRow[number]!, issuedBy: issuedBy[number]!, isConsole: isConsole.has(number) }
    kinds.push(kindOf(columns, known))
  })
  const [origins, texts] = [new Texts(), new Texts()]
  const told = { numbering, links, kinds, origins }
  const originOf = yield* originsOf(columns, told)
  const session = sharedArray(Uint32Array, columns.events)
  session.set(numbering.session)
  yield
  return {
    session,
    origin: yield* originSteps(columns, session, { originOf, ...told }),
    origins: origins.values,
    names,
    kind: yield* made(Uint8Array, count, (number) => sessionKinds.indexOf(kinds[number]!)),
    start: yield* made(Uint8Array, count, (number) => sessionStarts.indexOf(startOf(columns, number, told))),
    join: yield* made(Uint8Array, count, (number) => sessionJoins.indexOf(join[number]!)),
    parent: yield* made(Uint32Array, count, (number) => parent[number]!),
    originOf,
    principal: yield* coded(texts, count, (number) => principalOf(columns, firstRow[number]!, issuedBy[number]!)),
    role: yield* coded(texts, count, (number) => roleOf(columns, firstRow[number]!, issuedBy[number]!)),
    account: yield* coded(texts, count, (number) => accountOf(columns, firstRow[number]!, issuedBy[number]!)),
    texts: texts.values,
    issuedBy: yield* made(Int32Array, count, (number) => issuedBy[number]!),
    firstRow: yield* made(Int32Array, count, (number) => firstRow[number]!),
    ...(yield* countSteps(columns, session, count)),
    issued: childrenOf(parent),
  }
}

/** An array in shared memory, by number of the session. */
function* made<T extends Uint8Array | Uint32Array | Int32Array>(
  Type: new (buffer: ArrayBufferLike) => T,
  count: number,
  of: (number: number) => number,
): Steps<T> {
  const array = sharedArray(Type as never, count) as T
  yield* eachRow(count, (number) => {
    array[number] = of(number)
  })
  return array
}

class Texts {
  /** Code 0 stands for none. */
  readonly values: string[] = ['']
  readonly #codes = new Map<string, number>()

  codeOf(text: string | null): number {
    if (text === null) return 0
    const known = this.#codes.get(text)
    if (known !== undefined) return known
    const code = this.values.push(text) - 1
    this.#codes.set(text, code)
    return code
  }
}

const coded = (texts: Texts, count: number, of: (number: number) => string | null): Steps<Uint32Array> =>
  made(Uint32Array, count, (number) => (number === 0 ? 0 : texts.codeOf(of(number))))

interface ToTell {
  readonly numbering: Numbering
  readonly links: Links
  readonly kinds: readonly SessionKind[]
  readonly origins: Texts
}

/** The origin of the session before, and so on; its own where that is not known. */
function* originsOf(columns: IdentityColumns, { numbering, links, kinds, origins }: ToTell): Steps<Uint32Array> {
  const { names, firstRow, isAmbiguous } = numbering
  const { parent, issuedBy, switchedBy, several, cyclic } = links
  const codes = sharedArray(Uint32Array, names.length)
  const isKnown = new Uint8Array(names.length)
  isKnown[0] = 1
  yield* eachRow(names.length, (start) => {
    const path: number[] = []
    for (let at = start; isKnown[at] === 0; at = parent[at]!) {
      isKnown[at] = 1
      path.push(at)
    }
    for (const number of path.reverse()) {
      if (isAmbiguous.has(number) || several.has(number) || cyclic.has(number)) continue
      const [kind, row] = [kinds[number]!, firstRow[number]!]
      const before = beginsAnew(kind) ? 0 : codes[parent[number]!]!
      const own = () => ownOrigin(columns, { kind, row, issuedBy: issuedBy[number]!, switchedBy: switchedBy[number]! })
      codes[number] = before === 0 ? origins.codeOf(own()) : before
    }
  })
  return codes
}

function startOf(columns: IdentityColumns, number: number, { numbering, links, kinds }: ToTell): SessionStart {
  const { parent, issuedBy, several, undecided, cyclic } = links
  const [kind, row] = [kinds[number]!, numbering.firstRow[number]!]
  if (several.has(number) || undecided.has(number) || numbering.isAmbiguous.has(number)) return 'several'
  if (parent[number] !== 0) return 'issued'
  if (cyclic.has(number)) return 'cyclic'
  if (kind === 'access-key' || kind === 'console') return 'begins'
  const call = issuedBy[number]!
  if (call === -1) return kind === 'service' && serviceThatDelivered(columns, row) !== null ? 'begins' : 'not-in-case'
  const isUser = ['IAMUser', 'Root'].includes(textAt(columns.userIdentityType, call) ?? '')
  return personAt(columns, call) === null || isUser ? 'caller-unknown' : 'begins'
}

interface ToSpread extends ToTell {
  readonly originOf: Uint32Array
}

/**
 * Of an event without a session who made the call, where that is no session of a role. A SwitchRole has the origin of the
 * session that it began.
 */
function* originSteps(
  columns: IdentityColumns,
  session: Uint32Array,
  { originOf, origins, links }: ToSpread,
): Steps<Uint32Array> {
  const origin = sharedArray(Uint32Array, columns.events)
  const { begun } = links
  const ofNone = (row: number): number =>
    originOf[begun.get(row) ?? 0]! || origins.codeOf(personAt(columns, row) ?? switchedFrom(columns, row))
  yield* eachRow(columns.events, (row) => {
    origin[row] = session[row] === 0 ? ofNone(row) : originOf[session[row]!]!
  })
  return origin
}

type Counts = Pick<SessionTable, 'events' | 'errors' | 'writes' | 'firstSeen' | 'lastSeen'>

function* countSteps(
  { events: rows, failed, readOnly, times }: IdentityColumns,
  session: Uint32Array,
  count: number,
): Steps<Counts> {
  const [events, errors, writes] = [0, 1, 2].map(() => sharedArray(Uint32Array, count)) as [
    Uint32Array,
    Uint32Array,
    Uint32Array,
  ]
  const firstSeen = sharedArray(Float64Array, count).fill(Number.NaN)
  const lastSeen = sharedArray(Float64Array, count).fill(Number.NaN)
  // Rows stand in order of time, those without one last.
  yield* eachRow(rows, (row) => {
    const number = session[row]!
    if (number === 0) return
    events[number]!++
    if (failed[row] === 2) errors[number]!++
    if (readOnly[row] === 1) writes[number]!++
    const time = times[row]!
    if (Number.isNaN(time)) return
    if (Number.isNaN(firstSeen[number]!)) firstSeen[number] = time
    lastSeen[number] = time
  })
  return { events, errors, writes, firstSeen, lastSeen }
}

function childrenOf(parent: Uint32Array): Uint32Array {
  const children = sharedArray(Uint32Array, parent.length)
  for (const number of parent) children[number]!++
  children[0] = 0
  return children
}
