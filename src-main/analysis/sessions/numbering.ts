import type { Steps } from '../../runtime/steps.ts'
import type { Calls } from './calls.ts'
import { type Creation, type Creations, none } from './creation.ts'
import { eachOf, eachRow } from './each-row.ts'
import { type IdentityColumns, textAt } from './identity-columns.ts'

/** A call that issued credentials, with the session that they make. */
export interface Issue {
  readonly row: number
  readonly session: number
}

/** Which session each event belongs to. Sessions are numbered from 1. */
export interface Numbering {
  readonly names: readonly string[]
  /** Of each event; 0 for none. */
  readonly session: Uint32Array
  /** Its first event that tells who it is; -1 where it has none. */
  readonly firstRow: readonly number[]
  /** Whether its key was used by several principals. */
  readonly isAmbiguous: ReadonlySet<number>
  /** Whether it is one of several sessions of its principal that were created in the same second. */
  readonly isUndecided: ReadonlySet<number>
  /** Whether it is one of the console. */
  readonly isConsole: ReadonlySet<number>
  /** In order of time. */
  readonly issues: readonly Issue[]
}

/**
 * An event belongs to the session of its access key. Two kinds of keys are no session of their own, and have the principal
 * and the creation date of the session that they were made of: those with which a service calls another on behalf of a
 * principal (IAM user guide, "Forward access sessions"), and those that the console uses, of which it makes many in one
 * session and marks only some events. Where several sessions have the same principal and creation date, it is not known
 * which of them it was.
 */
export function* numberingSteps(columns: IdentityColumns, calls: Calls, creations: Creations): Steps<Numbering> {
  const book = new SessionBook(columns, creations)
  yield* eachRow(columns.events, (row) => book.meetKey(row))
  yield* eachRow(calls.issues.length, (at) => book.meetIssue(calls.issues[at]!))
  for (const rows of [calls.signIns, calls.switches]) yield* eachRow(rows.length, (at) => book.meetSignIn(rows[at]!))
  yield* book.joinKeys()
  const session = new Uint32Array(columns.events)
  yield* eachRow(columns.events, (row) => {
    session[row] = book.sessionOf(row)
  })
  yield* joinSharedSteps(columns, session)
  return { session, ...(yield* book.numbered()) }
}

/** The sessions of one principal that were created in one second. */
interface Group {
  /** Sessions that are told apart by their keys. */
  heads: number
  /** One of them; 0 where there is none. */
  head: number
  /** The session of further credentials, where they cannot be told to be the head's. */
  rest: number
  isConsole: boolean
}

/** Of a key, what one of its events can tell. */
const byPrincipal = 1 // made by the principal itself
const byConsole = 2

class SessionBook {
  /** By number. */
  #names: string[] = ['']
  #firstRow: number[] = [-1]
  /** The first call that issued it; -1 where none is known. */
  #issuedBy: number[] = [-1]
  #told: number[] = [0]
  #isAmbiguous = new Set<number>()
  #issues: Issue[] = []
  readonly #isUndecided = new Set<number>()
  /** By code of accessKeyId; 0 where no session has it. */
  readonly #ofKey: Uint32Array
  readonly #ofKeyText = new Map<string, number>()
  readonly #ofIssuedKey: Uint32Array
  readonly #groups = new Map<Creation, Group>()

  constructor(
    private readonly columns: IdentityColumns,
    private readonly creations: Creations,
  ) {
    this.#ofKey = new Uint32Array(columns.accessKeyId.dictionary.length)
    this.#ofIssuedKey = new Uint32Array(columns.issuedAccessKeyId.dictionary.length)
  }

  meetKey(row: number): void {
    const { accessKeyId, userIdentityArn } = this.columns
    const code = accessKeyId.codes[row]!
    if (code === 0) return
    let known = this.#ofKey[code]!
    if (known === 0) {
      const text = accessKeyId.dictionary[code]!
      if (text === '') return
      known = this.#add(text, row)
      this.#ofKey[code] = known
    }
    this.#told[known]! |= this.#toldBy(row)
    const arn = userIdentityArn.codes[row]!
    if (arn === 0) return
    const first = this.#firstRow[known]!
    const knownArn = userIdentityArn.codes[first]!
    if (knownArn === 0) this.#firstRow[known] = row
    else if (knownArn !== arn) this.#isAmbiguous.add(known)
  }

  #toldBy(row: number): number {
    const { invokedBy, fromConsole } = this.columns
    return (invokedBy.codes[row] === 0 ? byPrincipal : 0) | (fromConsole[row] === 2 ? byConsole : 0)
  }

  meetIssue(row: number): void {
    const { issuedAccessKeyId } = this.columns
    const code = issuedAccessKeyId.codes[row]!
    const text = issuedAccessKeyId.dictionary[code]!
    this.#ofIssuedKey[code] ||= this.#ofKeyText.get(text) ?? this.#add(text, -1)
    const session = this.#ofIssuedKey[code]!
    if (this.#issuedBy[session] === -1) this.#issuedBy[session] = row
    this.#issues.push({ row, session })
  }

  meetSignIn(row: number): void {
    const group = this.#groupOf(this.creations.ofSignIn(row))
    if (group !== null) group.isConsole = true
  }

  #add(name: string, row: number): number {
    this.#firstRow.push(row)
    this.#issuedBy.push(-1)
    this.#told.push(0)
    const number = this.#names.push(name) - 1
    this.#ofKeyText.set(name, number)
    return number
  }

  /** Gives keys that are made of the credentials of a session to that session. */
  *joinKeys(): Steps<void> {
    const all = this.#names.length
    yield* eachRow(all, (number) => {
      const group = this.#groupOfSession(number)
      if (group === null) return
      if (this.#issuedBy[number] !== -1) addHead(group, number)
      else if ((this.#told[number]! & byConsole) !== 0) group.isConsole = true
    })
    yield* eachRow(all, (number) => {
      const group = this.#groupOfSession(number)
      if (group !== null && this.#issuedBy[number] === -1 && !this.#isMade(number, group)) addHead(group, number)
    })
    const own = new Map<number, number>()
    yield* eachRow(all, (number) => {
      const group = this.#groupOfSession(number)
      if (group === null || this.#issuedBy[number] !== -1 || !this.#isMade(number, group)) return
      const session = this.#sessionOfGroup(group, () => number)
      if (session !== number) own.set(number, session)
    })
    if (own.size > 0) yield* this.#renumber(own)
  }

  /** Whether AWS made the key of the credentials of a session. */
  #isMade(number: number, group: Group): boolean {
    return group.isConsole || (this.#told[number]! & byPrincipal) === 0
  }

  #sessionOfGroup(group: Group, add: () => number): number {
    if (group.heads === 1) return group.head
    group.rest ||= add()
    if (group.heads > 1) this.#isUndecided.add(group.rest)
    return group.rest
  }

  /** Without the keys that were given to another session. */
  *#renumber(own: ReadonlyMap<number, number>): Steps<void> {
    const kept: number[] = []
    const next = new Uint32Array(this.#names.length)
    yield* eachRow(next.length, (number) => {
      if (!own.has(number)) next[number] = kept.push(number) - 1
    })
    for (const [number, session] of own) next[number] = next[session]!
    const [names, firstRow]: [string[], number[]] = [[], []]
    yield* eachRow(kept.length, (at) => {
      names.push(this.#names[kept[at]!]!)
      firstRow.push(this.#firstRow[kept[at]!]!)
    })
    this.#names = names
    this.#firstRow = firstRow
    this.#isAmbiguous = renumbered(this.#isAmbiguous, next)
    const undecided = renumbered(this.#isUndecided, next)
    this.#isUndecided.clear()
    for (const number of undecided) this.#isUndecided.add(number)
    const issues: Issue[] = []
    yield* eachRow(this.#issues.length, (at) => {
      const { row, session } = this.#issues[at]!
      issues.push({ row, session: next[session]! })
    })
    this.#issues = issues
    yield* eachRow(this.#ofKey.length, (code) => {
      this.#ofKey[code] = next[this.#ofKey[code]!]!
    })
    yield* eachOf(this.#groups.values(), (group) => {
      group.head = next[group.head]!
      group.rest = next[group.rest]!
    })
  }

  #groupOfSession(number: number): Group | null {
    const [row, issuedBy] = [this.#firstRow[number]!, this.#issuedBy[number]!]
    if (row !== -1) return this.#groupOf(this.creations.ofCaller(row))
    return issuedBy === -1 ? null : this.#groupOf(this.creations.ofIssued(issuedBy))
  }

  #groupOf(creation: Creation): Group | null {
    if (creation === none) return null
    const known = this.#groups.get(creation)
    if (known !== undefined) return known
    const group = { heads: 0, head: 0, rest: 0, isConsole: false }
    this.#groups.set(creation, group)
    return group
  }

  /** To be asked when keys are joined, in order of rows. */
  sessionOf(row: number): number {
    const session = this.#ofKey[this.columns.accessKeyId.codes[row]!]! || this.#withoutKey(row)
    // Of a session that was issued and used only by other keys than the one that it was issued with.
    if (session !== 0 && this.#firstRow[session] === -1) this.#firstRow[session] = row
    return session
  }

  #withoutKey(row: number): number {
    const group = this.#groupOf(this.creations.ofCaller(row))
    return group === null ? 0 : this.#sessionOfGroup(group, () => this.#add(nameWithoutKey(this.columns, row), row))
  }

  *numbered(): Steps<Omit<Numbering, 'session'>> {
    const isConsole = new Set<number>()
    yield* eachOf(this.#groups.values(), ({ isConsole: ofConsole, heads, head, rest }) => {
      if (ofConsole && heads <= 1 && (head || rest) !== 0) isConsole.add(head || rest)
    })
    return {
      names: this.#names,
      firstRow: this.#firstRow,
      isAmbiguous: this.#isAmbiguous,
      isUndecided: this.#isUndecided,
      isConsole,
      issues: this.#issues,
    }
  }
}

function addHead(group: Group, number: number): void {
  group.heads++
  group.head ||= number
}

const renumbered = (numbers: ReadonlySet<number>, next: Uint32Array): Set<number> =>
  new Set(Array.from(numbers, (number) => next[number]!))

const nameWithoutKey = ({ userIdentityArn, sessionCreationDate }: IdentityColumns, row: number): string =>
  `${textAt(userIdentityArn, row)}@${textAt(sessionCreationDate, row)}`

/**
 * A call across accounts is told to both of them with the same sharedEventID, and the account that is called is not told
 * who called it (CloudTrail user guide, "CloudTrail record contents"). Its event belongs to the session of the other.
 */
function* joinSharedSteps({ events, sharedEventID }: IdentityColumns, session: Uint32Array): Steps<void> {
  const { codes, dictionary } = sharedEventID
  if (dictionary.length === 1) return
  const ofShared = new Uint32Array(dictionary.length)
  const isContradicted = new Uint8Array(dictionary.length)
  yield* eachRow(events, (row) => {
    const code = codes[row]!
    if (code === 0 || session[row] === 0) return
    if (ofShared[code] !== 0 && ofShared[code] !== session[row]) isContradicted[code] = 1
    ofShared[code] = session[row]!
  })
  yield* eachRow(events, (row) => {
    const code = codes[row]!
    if (code !== 0 && session[row] === 0 && isContradicted[code] === 0) session[row] = ofShared[code]!
  })
}
