import type { SessionKind } from '../../../src-shared/model/session.ts'
import { type IdentityColumns, textAt } from './identity-columns.ts'
import { roleOf, serviceOfRole, serviceThatAsked } from './kinds.ts'

/**
 * The human or workload at the start of a chain, as far as one session and the call that issued its credentials tell it.
 * Null where they do not: the name of a session is chosen by whoever assumes the role, and proves nothing by itself.
 */
export function ownOrigin(
  columns: IdentityColumns,
  { kind, row, issuedBy }: { readonly kind: SessionKind; readonly row: number; readonly issuedBy: number },
): string | null {
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
      return personAt(columns, issuedBy) ?? textAt(columns.sourceIdentity, row)
    case 'service':
      return workloadOf(columns, row, issuedBy)
    case 'federation-token':
      if (issuer === 'IAMUser' || issuer === 'Root') return textAt(columns.sessionIssuerArn, row)
      return personAt(columns, issuedBy)
    case 'role':
      // Once it is set it cannot be changed along the chain (IAM user guide, "Monitor and control actions taken with assumed roles").
      return personAt(columns, issuedBy) ?? textAt(columns.sourceIdentity, row)
  }
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
    case 'AWSService':
      return textAt(columns.invokedBy, row) ?? serviceThatAsked(columns, row)
    default:
      return null
  }
}

/** `i-0123 (ec2.amazonaws.com)`: a service names the session after what runs. */
function workloadOf(columns: IdentityColumns, row: number, issuedBy: number): string | null {
  const service = serviceThatAsked(columns, issuedBy)
  if (service === null) return serviceOfRole(roleOf(columns, row, issuedBy) ?? '')
  const name = sessionNameOf(columns, row, issuedBy)
  return name === null ? service : `${name} (${service})`
}

/** The last part of `arn:aws:sts::111122223333:assumed-role/Deploy/session`. */
function sessionNameOf({ userIdentityArn, issuedSessionArn }: IdentityColumns, row: number, issuedBy: number) {
  const arn = textAt(userIdentityArn, row) ?? textAt(issuedSessionArn, issuedBy)
  return arn === null ? null : arn.slice(arn.lastIndexOf('/') + 1)
}
