import type { UtcMs } from '../base/time.ts'
import type { Row } from './event.ts'

/**
 * How the credentials of a session were made, as the call that issued them tells or, without it, as their events do.
 * Long-term access keys are among them: a chain begins with them. Source: IAM user guide, "Temporary security credentials
 * in IAM" and "Logging IAM and AWS STS API calls with AWS CloudTrail".
 */
export const sessionKinds = [
  'access-key', // a long-term key of a user or of root
  'console', // of a user or of root who signed in
  'role', // AssumeRole
  'saml', // AssumeRoleWithSAML
  'web-identity', // AssumeRoleWithWebIdentity
  'identity-center', // a role of a permission set
  'service', // a role that an AWS service assumed: of an instance, a task, a function
  'session-token', // GetSessionToken
  'federation-token', // GetFederationToken
  'assumed-root', // AssumeRoot: root of a member account
  'unknown', // temporary credentials, and nothing tells of what kind
] as const // biome-ignore format: a list with comments
export type SessionKind = (typeof sessionKinds)[number]

/**
 * What is known of what came before a session. Only `issued` has a session before it. Nothing is guessed: where the
 * events name two, or none, the session before is not known.
 */
export const sessionStarts = [
  'begins', // the chain begins here: a user, root, a person of an identity provider, or a service
  'issued', // a session of the case issued its credentials
  'not-in-case', // the call that issued its credentials is not in the case
  'caller-unknown', // that call is in the case, and does not tell the session that made it
  'several', // more than one call, or principal, fits it
  'cyclic', // the sessions before it lead back to it
] as const // biome-ignore format: a list with comments
export type SessionStart = (typeof sessionStarts)[number]

/** What joins a session to the call that issued it: `none` where no such call is known. */
export const sessionJoins = [
  'none',
  'access-key', // the call names the access key that it issued
  'principal-and-time', // the call names the principal, and was made when the session was created
  'switch-role', // SwitchRole began it, and names the principal that switched
] as const // biome-ignore format: a list with comments
export type SessionJoin = (typeof sessionJoins)[number]

/** One set of credentials from issue to last use; of a long-term key, from its first to its last use in the case. */
export interface Session {
  /** The value of the column `session` of its events: its access key, or principal and creation date without one. */
  readonly name: string
  readonly kind: SessionKind
  /** The human or workload at the start of its chain, as in the column `origin`; null where it is not known. */
  readonly origin: string | null
  /** ARN of the principal that its events name, or of the session that was issued. */
  readonly principal: string | null
  /** ARN of the role, where it is one of a role. */
  readonly role: string | null
  readonly account: string | null
  readonly start: SessionStart
  readonly join: SessionJoin
  /** The session that issued its credentials. */
  readonly parent: string | null
  /** The event that issued its credentials; null where it is not in the case. */
  readonly issuedBy: Row | null
  readonly issuedAt: UtcMs | null
  /** Of its own events; null where it has none with a time. */
  readonly firstSeen: UtcMs | null
  readonly lastSeen: UtcMs | null
  readonly events: number
  readonly errors: number
  /** Events of operations that do not only read. */
  readonly writes: number
  /** How many sessions it issued credentials for. */
  readonly issued: number
}
