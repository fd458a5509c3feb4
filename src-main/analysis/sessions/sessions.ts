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
import { type IdentityColumns, identityColumns } from './identity-columns.ts'
import { accountOf, kindOf, principalOf, roleOf } from './kinds.ts'
import { type Links, linksOf } from './links.ts'
import { eachRow, type Numbering, numberingSteps } from './numbering.ts'
import { beginsAnew, ownOrigin, personAt } from './origins.ts'

/** Joins the events of a case to sessions, and the sessions to chains. The README of the room has the rules. */
export function* sessionSteps(events: Events): Steps<SessionTable> {
  const columns = identityColumns(events)
  const numbering = yield* numberingSteps(columns)
  const links = linksOf(columns, numbering)
  const { issuedBy } = links
  yield
  const { names, firstRow } = numbering
  const kinds = names.map((_, number) => kindOf(columns, firstRow[number]!, issuedBy[number]!))
  yield
  const [origins, texts] = [new Texts(), new Texts()]
  const originOf = originsOf(columns, numbering, { links, kinds, origins })
  const starts = names.map((_, number) => startOf(columns, number, { numbering, links, kind: kinds[number]! }))
  yield
  const session = shared(Uint32Array, numbering.session)
  return {
    session,
    origin: yield* originSteps(columns, session, { originOf, origins }),
    origins: origins.values,
    names,
    kind: shared(Uint8Array, kinds.map((kind) => sessionKinds.indexOf(kind))),
    start: shared(Uint8Array, starts.map((start) => sessionStarts.indexOf(start))),
    join: shared(Uint8Array, links.join.map((join) => sessionJoins.indexOf(join))),
    parent: shared(Uint32Array, links.parent),
    originOf,
    principal: coded(texts, names, (number) => principalOf(columns, firstRow[number]!, issuedBy[number]!)),
    role: coded(texts, names, (number) => roleOf(columns, firstRow[number]!, issuedBy[number]!)),
    account: coded(texts, names, (number) => accountOf(columns, firstRow[number]!, issuedBy[number]!)),
    texts: texts.values,
    issuedBy: shared(Int32Array, issuedBy),
    firstRow: shared(Int32Array, firstRow),
    ...(yield* countSteps(columns, session, names.length)),
    issued: childrenOf(links.parent),
  } // biome-ignore format: one array a line
}

function shared<T extends Uint8Array | Uint32Array | Int32Array>(
  Type: new (buffer: ArrayBufferLike) => T,
  values: ArrayLike<number>,
): T {
  const array = sharedArray(Type as never, values.length) as T
  array.set(values)
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

const coded = (texts: Texts, names: readonly string[], of: (number: number) => string | null): Uint32Array =>
  shared(
    Uint32Array,
    names.map((_, number) => (number === 0 ? 0 : texts.codeOf(of(number)))),
  )

interface ToTell {
  readonly links: Links
  readonly kinds: readonly SessionKind[]
  readonly origins: Texts
}

/** The origin of the session before, and so on; its own where that is not known. */
function originsOf(columns: IdentityColumns, { names, firstRow, isAmbiguous }: Numbering, told: ToTell): Uint32Array {
  const { links, kinds, origins } = told
  const { parent, issuedBy, several, cyclic } = links
  const codes = sharedArray(Uint32Array, names.length)
  const isKnown = new Uint8Array(names.length)
  isKnown[0] = 1
  for (let start = 1; start < names.length; start++) {
    const path: number[] = []
    for (let at = start; isKnown[at] === 0; at = parent[at]!) {
      isKnown[at] = 1
      path.push(at)
    }
    for (const number of path.reverse()) {
      if (isAmbiguous.has(number) || several.has(number) || cyclic.has(number)) continue
      const kind = kinds[number]!
      const before = beginsAnew(kind) ? 0 : codes[parent[number]!]!
      const own = () => ownOrigin(columns, { kind, row: firstRow[number]!, issuedBy: issuedBy[number]! })
      codes[number] = before === 0 ? origins.codeOf(own()) : before
    }
  }
  return codes
}

interface ToStart {
  readonly numbering: Numbering
  readonly links: Links
  readonly kind: SessionKind
}

function startOf(columns: IdentityColumns, number: number, { numbering, links, kind }: ToStart): SessionStart {
  const { parent, issuedBy, several, cyclic } = links
  if (several.has(number) || numbering.isAmbiguous.has(number)) return 'several'
  if (parent[number] !== 0) return 'issued'
  if (cyclic.has(number)) return 'cyclic'
  if (kind === 'access-key' || kind === 'console') return 'begins'
  if (issuedBy[number] === -1) return 'not-in-case'
  const isUser = ['IAMUser', 'Root'].includes(
    columns.userIdentityType.dictionary[columns.userIdentityType.codes[issuedBy[number]!]!]!,
  )
  return personAt(columns, issuedBy[number]!) === null || isUser ? 'caller-unknown' : 'begins'
}

interface ToSpread {
  readonly originOf: Uint32Array
  readonly origins: Texts
}

/** Of an event without a session who made the call, where that is no session of a role. */
function* originSteps(
  columns: IdentityColumns,
  session: Uint32Array,
  { originOf, origins }: ToSpread,
): Steps<Uint32Array> {
  const origin = sharedArray(Uint32Array, columns.events)
  yield* eachRow(columns.events, (row) => {
    origin[row] = session[row] === 0 ? origins.codeOf(personAt(columns, row)) : originOf[session[row]!]!
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
