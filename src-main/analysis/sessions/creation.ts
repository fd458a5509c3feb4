import type { Steps } from '../../runtime/steps.ts'
import { eachRow } from './each-row.ts'
import type { IdentityColumns } from './identity-columns.ts'

/** A principal and a second in which credentials of it were created, as one number; `none` where one is not known. */
export type Creation = number
export const none: Creation = -1

/**
 * Tells when credentials were created, and of whom. Events have it from their creation date, calls that issue credentials
 * and sign-ins from their own time: AWS STS writes the same second to both.
 */
export class Creations {
  private constructor(
    private readonly columns: IdentityColumns,
    /** By code of sessionCreationDate, the number of its second; 0 for none. */
    private readonly secondOfDate: Uint32Array,
    private readonly numberOfSecond: Map<number, number>,
    /** By code of issuedSessionArn, a number that events of that principal share. */
    private readonly principalOfIssued: Uint32Array,
    private readonly noPrincipal: number,
  ) {}

  static *make(columns: IdentityColumns): Steps<Creations> {
    const { sessionCreationDate, issuedSessionArn, userIdentityArn } = columns
    const [dates, issued, principals] = [sessionCreationDate, issuedSessionArn, userIdentityArn].map(
      ({ dictionary }) => dictionary,
    ) as [readonly string[], readonly string[], readonly string[]]
    const numberOfSecond = new Map<number, number>()
    const secondOfDate = new Uint32Array(dates.length)
    yield* eachRow(dates.length, (code) => {
      if (code !== 0) secondOfDate[code] = numbered(numberOfSecond, Date.parse(dates[code]!))
    })
    const principalOfIssued = new Uint32Array(issued.length)
    const codeOfIssued = new Map<string, number>()
    yield* eachRow(issued.length, (code) => {
      if (issued[code] === '') return
      codeOfIssued.set(issued[code]!, code)
      principalOfIssued[code] = principals.length + code
    })
    yield* eachRow(codeOfIssued.size === 0 ? 0 : principals.length, (code) => {
      const ofIssued = codeOfIssued.get(principals[code]!)
      if (ofIssued !== undefined) principalOfIssued[ofIssued] = code
    })
    return new Creations(columns, secondOfDate, numberOfSecond, principalOfIssued, principals.indexOf('', 1))
  }

  /** Of the credentials that the call was made with. */
  ofCaller(row: number): Creation {
    const { userIdentityArn, sessionCreationDate } = this.columns
    return this.#of(userIdentityArn.codes[row]!, this.secondOfDate[sessionCreationDate.codes[row]!]!)
  }

  /** Of the session that the call issued, where it names it. */
  ofIssued(row: number): Creation {
    return this.#of(this.principalOfIssued[this.columns.issuedSessionArn.codes[row]!]!, this.#secondOf(row))
  }

  /** Of the session of the console that a sign-in began. */
  ofSignIn(row: number): Creation {
    return this.#of(this.columns.userIdentityArn.codes[row]!, this.#secondOf(row))
  }

  /** UtcMs; NaN where the event does not tell it. */
  timeOf(row: number): number {
    const { sessionCreationDate } = this.columns
    return row === -1 ? Number.NaN : Date.parse(sessionCreationDate.dictionary[sessionCreationDate.codes[row]!]!)
  }

  #secondOf(row: number): number {
    return numbered(this.numberOfSecond, this.columns.times[row]!)
  }

  #of(principal: number, second: number): Creation {
    if (principal === 0 || principal === this.noPrincipal || second === 0) return none
    return principal * mostSeconds + second
  }
}

/** More than there are events in a case; principals times this are whole numbers of JavaScript. */
const mostSeconds = 2 ** 27

/** The number of the second of a time, from 1; 0 for no time. */
function numbered(seconds: Map<number, number>, time: number): number {
  if (Number.isNaN(time)) return 0
  const second = Math.floor(time / 1000)
  const known = seconds.get(second) ?? seconds.size + 1
  seconds.set(second, known)
  return known
}
