import type { SessionKind } from '../../../src-shared/model/session.ts'
import { type IdentityColumns, textAt } from './identity-columns.ts'

const byCall: Readonly<Record<string, SessionKind>> = {
  AssumeRole: 'role',
  AssumeRoleWithSAML: 'saml',
  AssumeRoleWithWebIdentity: 'web-identity',
  AssumeRoot: 'assumed-root',
  GetSessionToken: 'session-token',
  GetFederationToken: 'federation-token',
  CreateAccessKey: 'access-key',
  ConsoleLogin: 'console',
}

export interface Known {
  /** An event of the session, or -1. */
  readonly row: number
  /** The call that issued its credentials, or -1. */
  readonly issuedBy: number
  readonly isConsole: boolean
}

export function kindOf(columns: IdentityColumns, { row, issuedBy, isConsole }: Known): SessionKind {
  const role = roleOf(columns, row, issuedBy) ?? ''
  if (isPermissionSetRole(role)) return 'identity-center'
  if (serviceLinkedRole.test(role)) return 'service'
  const told = byCall[textAt(columns.eventName, issuedBy) ?? '']
  if (told !== undefined) return told === 'role' && serviceThatAsked(columns, issuedBy) !== null ? 'service' : told
  return kindByUse(columns, row, isConsole)
}

function kindByUse(columns: IdentityColumns, row: number, isConsole: boolean): SessionKind {
  switch (textAt(columns.userIdentityType, row)) {
    case 'AssumedRole':
      return serviceThatDelivered(columns, row) === null ? 'role' : 'service'
    case 'FederatedUser':
      return 'federation-token'
    case 'IAMUser':
    case 'Root':
      if (columns.assumedRoot[row] === 2) return 'assumed-root'
      if (isConsole) return 'console'
      return isLongTerm(columns, row) ? 'access-key' : 'unknown'
    default:
      return 'unknown'
  }
}

/** IAM user guide, "IAM identifiers": AKIA begins the ID of a long-term access key, ASIA that of a temporary one. */
const isLongTerm = ({ accessKeyId, sessionCreationDate }: IdentityColumns, row: number): boolean =>
  textAt(accessKeyId, row)?.startsWith('AKIA') === true && textAt(sessionCreationDate, row) === null

/** IAM Identity Center user guide, "Referencing permission sets": a role of this name can be assumed through it alone. */
const permissionSetRole = /[:/](?:aws-reserved\/sso\.amazonaws\.com\/.*)?AWSReservedSSO_/
export const isPermissionSetRole = (arn: string): boolean => permissionSetRole.test(arn)

/** IAM user guide, "Service-linked roles": only the service in the path of the role can assume it. */
const serviceLinkedRole = /:role\/aws-service-role\/([a-z0-9.-]+)\//

export const serviceOfRole = (role: string): string | null => serviceLinkedRole.exec(role)?.[1] ?? null

/** The AWS service that made the call for itself; null where somebody else did. */
export function serviceThatAsked(
  { userIdentityType, invokedBy, sourceIPAddress }: IdentityColumns,
  row: number,
): string | null {
  if (textAt(userIdentityType, row) !== 'AWSService') return null
  const from = textAt(invokedBy, row) ?? textAt(sourceIPAddress, row)
  return from?.endsWith('.amazonaws.com') === true ? from : null
}

/**
 * The service that an instance, a function or a task of the role runs in, as AWS attests it; null where nothing does.
 * CloudTrail user guide, "userIdentity element": ec2RoleDelivery is of credentials that the instance metadata service
 * delivered, and inScopeOf names what credentials were issued to.
 */
export function serviceThatDelivered(
  { ec2RoleDelivery, credentialsIssuedTo }: IdentityColumns,
  row: number,
): string | null {
  const service =
    textAt(credentialsIssuedTo, row)?.split(':')[2] || (textAt(ec2RoleDelivery, row) === null ? null : 'ec2')
  return service === null ? null : `${service}.amazonaws.com`
}

/** ARN of the role whose credentials they are; null where they are of none. */
export function roleOf(columns: IdentityColumns, row: number, issuedBy: number): string | null {
  if (row !== -1)
    return textAt(columns.sessionIssuerType, row) === 'Role' ? textAt(columns.sessionIssuerArn, row) : null
  return textAt(columns.requestedRoleArn, issuedBy)
}

export const principalOf = (columns: IdentityColumns, row: number, issuedBy: number): string | null =>
  row === -1 ? textAt(columns.issuedSessionArn, issuedBy) : textAt(columns.userIdentityArn, row)

/** Of the principal; of credentials without an event, the account of the session or role that was issued. */
export function accountOf(columns: IdentityColumns, row: number, issuedBy: number): string | null {
  if (row !== -1) return textAt(columns.userIdentityAccountId, row)
  const arn = textAt(columns.issuedSessionArn, issuedBy) ?? textAt(columns.requestedRoleArn, issuedBy)
  return arn?.split(':')[4] || null
}
