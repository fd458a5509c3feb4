import { sessionSteps } from '../../../../src-main/analysis/sessions/sessions.ts'
import type { SessionTable } from '../../../../src-main/columns/sessions.ts'
import { atOnce } from '../../../../src-main/runtime/steps.ts'
import { sessionJoins, sessionKinds, sessionStarts } from '../../../../src-shared/model/session.ts'
import { snapshotOf, type Values } from '../../../fixtures/snapshot.ts'
import type { PlainSessions } from './plain-sessions.ts'

export const tableOf = (events: readonly Values[]): SessionTable => atOnce(sessionSteps(snapshotOf(events)))

/** What the table tells, as the plain twin has it. */
export function told(table: SessionTable): PlainSessions {
  const { names, origins, session, origin, kind, parent, issuedBy, join, originOf, start } = table
  const name = (number: number) => (number === 0 ? null : names[number]!)
  const originText = (code: number) => (code === 0 ? null : origins[code]!)
  const ofEvent = Array.from(session, name)
  return {
    ofEvent,
    originOfEvent: Array.from(origin, originText),
    sessions: new Map(
      names.slice(1).map((one, i) => [
        one,
        {
          name: one,
          kind: sessionKinds[kind[i + 1]!]!,
          events: ofEvent.flatMap((own, row) => (own === one ? [row] : [])),
          parent: name(parent[i + 1]!),
          issuedBy: issuedBy[i + 1] === -1 ? null : issuedBy[i + 1]!,
          join: sessionJoins[join[i + 1]!]!,
          origin: originText(originOf[i + 1]!),
          start: sessionStarts[start[i + 1]!]!,
        },
      ]),
    ),
  }
}

export const at = (seconds: number) => Date.parse('2026-03-14T12:00:00Z') + seconds * 1000
export const iso = (seconds: number) => new Date(at(seconds)).toISOString().replace('.000Z', 'Z')
export const account = (n: number) => ['111122223333', '444455556666', '777788889999'][n]!

export const alice: Values = {
  userIdentityType: 'IAMUser',
  userIdentityArn: `arn:aws:iam::${account(0)}:user/alice`,
  userIdentityAccountId: account(0),
  accessKeyId: 'AKIAALICE',
}
export const sessionArn = (n: number, role: string) => `arn:aws:sts::${account(n)}:assumed-role/${role}/work`
export const inRole = (n: number, role: string, key: string, created = 0): Values => ({
  userIdentityType: 'AssumedRole',
  userIdentityArn: sessionArn(n, role),
  userIdentityAccountId: account(n),
  sessionIssuerType: 'Role',
  sessionIssuerArn: `arn:aws:iam::${account(n)}:role/${role}`,
  sessionCreationDate: iso(created),
  accessKeyId: key,
})
export const assume = (who: Values, seconds: number, n: number, role: string, key: string | null): Values => ({
  ...who,
  eventTime: at(seconds),
  eventName: 'AssumeRole',
  requestedRoleArn: `arn:aws:iam::${account(n)}:role/${role}`,
  issuedSessionArn: sessionArn(n, role),
  issuedAccessKeyId: key,
  readOnly: true,
})
export const call = (who: Values, seconds: number, eventName: string, more: Values = {}): Values => ({
  ...who,
  eventTime: at(seconds),
  eventName,
  readOnly: false,
  ...more,
})

/** Of whom the account that is called is told nothing. */
export const nobody: Values = {
  userIdentityArn: null,
  accessKeyId: null,
  sessionIssuerArn: null,
  sessionIssuerType: null,
  sessionCreationDate: null,
}
