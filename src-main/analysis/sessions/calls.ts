import type { Steps } from '../../runtime/steps.ts'
import { eachRow } from './each-row.ts'
import { type IdentityColumns, textAt } from './identity-columns.ts'

/** The rows of calls that begin sessions, each list in order of time. Calls that failed begin none. */
export interface Calls {
  /** They name the access key that they issued. */
  readonly issues: readonly number[]
  /** They name the session that they issued, and no key. */
  readonly unnamed: readonly number[]
  /** Sign-ins to the console: ConsoleLogin. */
  readonly signIns: readonly number[]
  /** Roles taken on in the console: SwitchRole. */
  readonly switches: readonly number[]
}

export function* callSteps(columns: IdentityColumns): Steps<Calls> {
  const { events, failed, issuedAccessKeyId, issuedSessionArn, consoleLogin, eventName } = columns
  const [issues, unnamed, signIns, switches]: [number[], number[], number[], number[]] = [[], [], [], []]
  const switchRole = eventName.dictionary.indexOf('SwitchRole', 1)
  yield* eachRow(events, (row) => {
    if (failed[row] === 2) return
    if (textAt(issuedAccessKeyId, row) !== null) {
      if (!namesItsOwn(columns, row)) issues.push(row)
    } else if (issuedSessionArn.codes[row] !== 0) unnamed.push(row)
    else if (consoleLogin.codes[row] !== 0) signIns.push(row)
    else if (eventName.codes[row] === switchRole) switches.push(row)
  })
  return { issues, unnamed, signIns, switches: switches.filter((row) => isSignIn(columns, row)) }
}

/** Nobody issues the credentials that the call is made with: such a call tells of them, as GetSigninToken may. */
const namesItsOwn = ({ accessKeyId, issuedAccessKeyId }: IdentityColumns, row: number): boolean =>
  textAt(accessKeyId, row) === textAt(issuedAccessKeyId, row)

/** CloudTrail user guide, "AWS Management Console sign-in events". */
const isSignIn = ({ eventSource }: IdentityColumns, row: number): boolean =>
  textAt(eventSource, row) === 'signin.amazonaws.com'
