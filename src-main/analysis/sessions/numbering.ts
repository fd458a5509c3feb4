import type { Steps } from '../../runtime/steps.ts'
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
  /** Whether its key was used by several principals, or credentials that AWS made of it may be those of another. */
  readonly isAmbiguous: ReadonlySet<number>
  /** In order of time. */
  readonly issues: readonly Issue[]
}

/** Rows that are looked at in one step. */
const rowsAtOnce = 1 << 16

/**
 * An event belongs to the session of its access key. Two kinds of keys are no session of their own, and have the principal
 * and the creation date of the session that they were made of: those with which a service calls another on behalf of a
 * principal (IAM user guide, "Forward access sessions"), and those that the console uses. Where several sessions have the
 * same principal and creation date, it is not known which of them it was.
 */
export function* numberingSteps(columns: IdentityColumns): Steps<Numbering> {
  const book = new SessionBook(columns)
  yield* eachRow(columns.events, (row) => book.meetKey(row))
  yield* eachRow(columns.events, (row) => book.meetIssue(row))
  book.joinKeys()
  const session = new Uint32Array(columns.events)
  yield* eachRow(columns.events, (row) => {
    session[row] = book.sessionOf(row)
  })
  yield* joinSharedSteps(columns, session)
  return { session, ...book.numbered() }
}

export function* eachRow(events: number, visit: (row: number) => void): Steps<void> {
  for (let row = 0; row < events; row++) {
    visit(row)
    if (row % rowsAtOnce === rowsAtOnce - 1) yield
  }
}

/** The sessions of one principal with one creation date. */
interface Group {
  /** A session with credentials that were issued to the principal; 0 where the case has none. */
  head: number
  heads: number
  /** The session of further credentials, where they cannot be told to be the head's. */
  rest: number
}

class SessionBook {
  /** By number. */
  #names: string[] = ['']
  #firstRow: number[] = [-1]
  #isAmbiguous = new Set<number>()
  #issues: Issue[] = []
  readonly #isIssued = new Set<number>()
  /** By code of accessKeyId; 0 where no session has it. */
  readonly #ofKey: Uint32Array
  readonly #ofKeyText = new Map<string, number>()
  readonly #ofIssuedKey: Uint32Array
  /** By code of userIdentityArn, and of sessionCreationDate. */
  readonly #groups = new Map<number, Group>()

  constructor(private readonly columns: IdentityColumns) {
    this.#ofKey = new Uint32Array(columns.accessKeyId.dictionary.length)
    this.#ofIssuedKey = new Uint32Array(columns.issuedAccessKeyId.dictionary.length)
  }

  meetKey(row: number): void {
    const { accessKeyId, userIdentityArn } = this.columns
    const code = accessKeyId.codes[row]!
    if (code === 0) return
    const known = this.#ofKey[code]!
    if (known === 0) {
      const text = accessKeyId.dictionary[code]!
      if (text !== '') this.#ofKey[code] = this.#add(text, row)
      return
    }
    const arn = userIdentityArn.codes[row]!
    if (arn === 0) return
    const first = this.#firstRow[known]!
    const knownArn = userIdentityArn.codes[first]!
    if (knownArn === 0) this.#firstRow[known] = row
    else if (knownArn !== arn) this.#isAmbiguous.add(known)
  }

  meetIssue(row: number): void {
    const { issuedAccessKeyId, failed } = this.columns
    const code = issuedAccessKeyId.codes[row]!
    if (code === 0 || failed[row] === 2) return
    const text = issuedAccessKeyId.dictionary[code]!
    if (text === '') return
    this.#ofIssuedKey[code] ||= this.#ofKeyText.get(text) ?? this.#add(text, -1)
    const session = this.#ofIssuedKey[code]!
    this.#isIssued.add(session)
    this.#issues.push({ row, session })
  }

  #add(name: string, row: number): number {
    this.#firstRow.push(row)
    const number = this.#names.push(name) - 1
    this.#ofKeyText.set(name, number)
    return number
  }

  /** Gives keys that are made of the credentials of a session to that session. */
  joinKeys(): void {
    const derived: number[] = []
    for (let number = 1; number < this.#names.length; number++) {
      const group = this.#groupOf(this.#firstRow[number]!)
      if (group === null) continue
      if (!this.#isIssued.has(number) && this.#isDerived(this.#firstRow[number]!)) derived.push(number)
      else {
        group.heads++
        group.head ||= number
      }
    }
    const own = new Map<number, number>()
    for (const number of derived) {
      const group = this.#groupOf(this.#firstRow[number]!)!
      if (group.heads !== 1) {
        group.rest ||= number
        if (group.heads > 1) this.#isAmbiguous.add(group.rest)
      }
      const session = group.heads === 1 ? group.head : group.rest
      if (session !== number) own.set(number, session)
    }
    if (own.size > 0) this.#renumber(own)
  }

  /** Without the keys that were given to another session. */
  #renumber(own: ReadonlyMap<number, number>): void {
    const kept = this.#names.map((_, number) => number).filter((number) => !own.has(number))
    const next = new Uint32Array(this.#names.length)
    kept.forEach((number, at) => {
      next[number] = at
    })
    for (const [number, session] of own) next[number] = next[session]!
    this.#names = kept.map((number) => this.#names[number]!)
    this.#firstRow = kept.map((number) => this.#firstRow[number]!)
    this.#isAmbiguous = new Set([...this.#isAmbiguous].map((number) => next[number]!))
    this.#issues = this.#issues.map(({ row, session }) => ({ row, session: next[session]! }))
    for (const [code, number] of this.#ofKey.entries()) this.#ofKey[code] = next[number]!
    for (const group of this.#groups.values()) {
      group.head = next[group.head]!
      group.rest = next[group.rest]!
    }
  }

  #isDerived(row: number): boolean {
    return this.columns.invokedBy.codes[row] !== 0 || this.columns.fromConsole[row] === 2
  }

  #groupOf(row: number): Group | null {
    if (row === -1) return null
    const { userIdentityArn, sessionCreationDate } = this.columns
    const [arn, created] = [userIdentityArn.codes[row]!, sessionCreationDate.codes[row]!]
    if (arn === 0 || created === 0) return null
    const key = arn * sessionCreationDate.dictionary.length + created
    const known = this.#groups.get(key)
    if (known !== undefined) return known
    const group = { head: 0, heads: 0, rest: 0 }
    this.#groups.set(key, group)
    return group
  }

  /** To be asked when keys are joined, in order of rows. */
  sessionOf(row: number): number {
    const ofKey = this.#ofKey[this.columns.accessKeyId.codes[row]!]!
    if (ofKey !== 0) return ofKey
    const group = this.#groupOf(row)
    if (group === null || group.heads > 1) return 0
    if (group.head !== 0) return group.head
    group.rest ||= this.#add(nameWithoutKey(this.columns, row), row)
    return group.rest
  }

  numbered(): Pick<Numbering, 'names' | 'firstRow' | 'isAmbiguous' | 'issues'> {
    return {
      names: this.#names,
      firstRow: this.#firstRow,
      isAmbiguous: this.#isAmbiguous,
      issues: this.#issues,
    }
  }
}

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
