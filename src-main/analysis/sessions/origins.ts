import type { SessionKind } from '../../../src-shared/model/session.ts'
import { type IdentityColumns, textAt } from './identity-columns.ts'
import { isPermissionSetRole, roleOf, serviceOfRole, serviceThatAsked, serviceThatDelivered } from './kinds.ts'

export interface ToOrigin {
  readonly kind: SessionKind
  /** An event of the session, the call that issued its credentials, and the SwitchRole that began it; -1 where there is none. */
  readonly row: number
  readonly issuedBy: number
  readonly switchedBy: number
}

/**
 * The human or workload at the start of a chain, as far as one session and the call that issued its credentials tell it.
 * Null where they do not: the name of a session is chosen by whoever assumes the role, and proves nothing by itself.
 */
export function ownOrigin(columns: IdentityColumns, { kind, row, issuedBy, switchedBy }: ToOrigin): string | null {
  const issuer = textAt(columns.sessionIssuerType, row)
  switch (kind) {
    case 'access-key':
    case 'console':
    case 'session-token':
    case 'unknown':
      return personAt(columns, row) ?? (kind === 'access-key' ? null : personAt(columns, issuedBy))
    case 'identity-center':
      // Identity Center names the session after its user.
      return sessionNameOf(columns, row, issuedBy)
    case 'saml':
    case 'web-identity':
      return personAt(columns, issuedBy) ?? personBehind(columns, row)
    case 'assumed-root':
      // The member account tells its root, and not who assumed it.
      return personAt(columns, issuedBy)
    case 'service':
      return workloadOf(columns, row, issuedBy)
    case 'federation-token':
      if (issuer === 'IAMUser' || issuer === 'Root') return textAt(columns.sessionIssuerArn, row)
      return personAt(columns, issuedBy)
    case 'role':
      return personAt(columns, issuedBy) ?? switchedFrom(columns, switchedBy) ?? personBehind(columns, row)
  }
}

/**
 * Whom the events of a session name besides its principal: the source identity, which cannot be changed along the chain once
 * it is set (IAM user guide, "Monitor and control actions taken with assumed roles"), or the user of IAM Identity Center that
 * an application acts for (its user guide, "Identity-enhanced IAM role sessions").
 */
const personBehind = ({ sourceIdentity, onBehalfOfUserId }: IdentityColumns, row: number): string | null =>
  textAt(sourceIdentity, row) ?? textAt(onBehalfOfUserId, row)

/** The person who switched to a role in the console; null where that was a session of a role, whose origin is its own. */
export function switchedFrom(columns: IdentityColumns, switchedBy: number): string | null {
  const from = textAt(columns.switchedFrom, switchedBy)
  if (from === null) return null
  if (/:(?:user\/.+|root)$/.test(from)) return from
  return isPermissionSetRole(from) ? from.slice(from.lastIndexOf('/') + 1) : null
}

/** A session that belongs to a user of its own: what comes before is not where its rights come from. */
export const beginsAnew = (kind: SessionKind): boolean => kind === 'access-key'

/** Who made a call, where it is a user, root, a person of an identity provider, or a service; null where it is a session of a role. */
export function personAt(columns: IdentityColumns, row: number): string | null {
  switch (textAt(columns.userIdentityType, row)) {
    case 'IAMUser':
    case 'Root':
      return textAt(columns.userIdentityArn, row)
    case 'SAMLUser':
    case 'WebIdentityUser':
      return textAt(columns.userName, row) ?? textAt(columns.principalId, row)
    case 'IdentityCenterUser':
      return textAt(columns.userName, row) ?? textAt(columns.onBehalfOfUserId, row)
    case 'AWSService':
      return textAt(columns.invokedBy, row) ?? serviceThatAsked(columns, row)
    default:
      return null
  }
}

/** `i-0123 (ec2.amazonaws.com)`: a service names the session after what runs. */
function workloadOf(columns: IdentityColumns, row: number, issuedBy: number): string | null {
  const service = serviceThatAsked(columns, issuedBy) ?? serviceThatDelivered(columns, row)
  if (service === null) return serviceOfRole(roleOf(columns, row, issuedBy) ?? '')
  const name = sessionNameOf(columns, row, issuedBy)
  return name === null ? service : `${name} (${service})`
}

/** The last part of `arn:aws:sts::111122223333:assumed-role/Deploy/session`. */
function sessionNameOf({ userIdentityArn, issuedSessionArn }: IdentityColumns, row: number, issuedBy: number) {
  const arn = textAt(userIdentityArn, row) ?? textAt(issuedSessionArn, issuedBy)
  return arn === null ? null : arn.slice(arn.lastIndexOf('/') + 1)
}
