import type { UtcMs } from '../../../src-shared/base/time.ts'
import type { SessionChain, SessionPage } from '../../../src-shared/contract/index.ts'
import type { SessionOrder } from '../../../src-shared/contract/session-order.ts'
import type { Row } from '../../../src-shared/model/event.ts'
import { type Session, sessionJoins, sessionKinds, sessionStarts } from '../../../src-shared/model/session.ts'
import type { SessionTable } from '../../columns/sessions.ts'
import type { Snapshot, TimeData } from '../../columns/snapshot.ts'
import type { TextData } from '../../columns/text-data.ts'
import { chainOf } from './session-chain.ts'

/** Which sessions a list has, and in which order. */
interface Listed {
  readonly text: string
  readonly order: SessionOrder
  readonly descending: boolean
}

/** Answers about the sessions of one snapshot. */
export class SessionViews {
  readonly #table: SessionTable
  readonly #times: Float64Array
  /** The list that was last asked for: its pages are asked for in turn. */
  #last: { readonly key: string; readonly numbers: Uint32Array } | null = null

  constructor(private readonly snapshot: Snapshot) {
    if (snapshot.sessions === undefined) throw new Error('Asked for sessions before there are any')
    this.#table = snapshot.sessions
    this.#times = (snapshot.columns.eventTime as TimeData).values
  }

  page(listed: Listed, offset: number, limit: number): SessionPage {
    const key = JSON.stringify(listed)
    if (this.#last?.key !== key) this.#last = { key, numbers: this.#list(listed) }
    const { numbers } = this.#last
    const shown = Array.from(numbers.subarray(offset, offset + limit), (number) => this.session(number))
    return { total: numbers.length, sessions: shown }
  }

  /** Null where no session has the name, and no event of one the access key. */
  chain(name: string): SessionChain | null {
    const number = this.#numberOf(name)
    if (number === 0) return null
    return chainOf(this.snapshot, this.#table, number, (at) => this.session(at))
  }

  session(number: number): Session {
    const { names, parent, issuedBy, origins, originOf, texts, principal, role, account } = this.#table
    const table = this.#table
    const text = (list: readonly string[], code: number) => (code === 0 ? null : list[code]!)
    const time = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? null : (value as UtcMs))
    const issued = issuedBy[number]!
    return {
      name: names[number]!,
      kind: sessionKinds[table.kind[number]!]!,
      origin: text(origins, originOf[number]!),
      principal: text(texts, principal[number]!),
      role: text(texts, role[number]!),
      account: text(texts, account[number]!),
      start: sessionStarts[table.start[number]!]!,
      join: sessionJoins[table.join[number]!]!,
      parent: text(names, parent[number]!),
      issuedBy: issued === -1 ? null : (issued as Row),
      issuedAt: time(this.#times[issued]),
      firstSeen: time(table.firstSeen[number]),
      lastSeen: time(table.lastSeen[number]),
      events: table.events[number]!,
      errors: table.errors[number]!,
      writes: table.writes[number]!,
      issued: table.issued[number]!,
    }
  }

  #numberOf(name: string): number {
    const named = this.#table.names.indexOf(name, 1)
    if (named !== -1) return named
    const { codes, dictionary } = this.snapshot.columns.accessKeyId as TextData
    const code = dictionary.indexOf(name, 1)
    const row = code === -1 ? -1 : codes.indexOf(code)
    return row === -1 ? 0 : this.#table.session[row]!
  }

  #list({ text, order, descending }: Listed): Uint32Array {
    const { names } = this.#table
    const numbers = Uint32Array.from({ length: names.length - 1 }, (_, i) => i + 1)
    const held = text === '' ? numbers : numbers.filter(this.#holds(text.toLowerCase()))
    const rank = this.#ranks(order)
    const sign = descending ? -1 : 1
    return held.sort((a, b) => {
      const [first, second] = [rank[a]!, rank[b]!]
      if (Number.isNaN(first) || Number.isNaN(second))
        return Number(Number.isNaN(first)) - Number(Number.isNaN(second)) || a - b
      return sign * (first - second) || a - b
    })
  }

  #holds(text: string): (number: number) => boolean {
    const { names, origins, originOf, texts, principal, role } = this.#table
    const holds = (list: readonly string[]) =>
      Uint8Array.from(list, (one) => (one.toLowerCase().includes(text) ? 1 : 0))
    const [inNames, inOrigins, inTexts] = [names, origins, texts].map(holds) as [Uint8Array, Uint8Array, Uint8Array]
    return (number) =>
      inNames[number] === 1 ||
      inOrigins[originOf[number]!] === 1 ||
      inTexts[principal[number]!] === 1 ||
      inTexts[role[number]!] === 1
  }

  /** By number, what the order compares; NaN for what is not known. */
  #ranks(order: SessionOrder): ArrayLike<number> {
    const { origins, originOf, texts, role, issuedBy } = this.#table
    switch (order) {
      case 'issuedAt':
        return Float64Array.from(issuedBy, (row) => this.#times[row] ?? Number.NaN)
      case 'origin':
        return ranksOf(origins, originOf)
      case 'role':
        return ranksOf(texts, role)
      default:
        return this.#table[order]
    }
  }
}

/** Of each cell the place of its text among all texts in order; NaN for none. */
function ranksOf(dictionary: readonly string[], codes: Uint32Array): Float64Array {
  const place = new Float64Array(dictionary.length).fill(Number.NaN)
  const sorted = dictionary.map((text, code) => ({ text, code })).slice(1)
  sorted.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
  sorted.forEach(({ code }, at) => {
    place[code] = at
  })
  return Float64Array.from(codes, (code) => place[code]!)
}
