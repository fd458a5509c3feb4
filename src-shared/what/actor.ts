import { parseArn } from './arn.ts'
import { isHidden, type ParsedRecord, textAt } from './record-values.ts'

/** The parts of a record's identity that name who acted; null where the record lacks them. */
export interface Identity {
  readonly userIdentityType: string | null
  readonly userIdentityArn: string | null
  readonly userName: string | null
  readonly principalId: string | null
  readonly userIdentityAccountId: string | null
  readonly invokedBy: string | null
  readonly sessionIssuerArn: string | null
  readonly sessionIssuerUserName: string | null
  readonly onBehalfOfUserId: string | null
}

/**
 * Who acted, as people say it; null where the record names nobody:
 * - `root`, `user/ci-deploy`, `federated-user/bob`
 * - `Deploy / session i-0abc` for a session of a role
 * - `alice@example.com as AdministratorAccess` for a person who came through IAM Identity Center
 * - `config.amazonaws.com` for a service, `account 111122223333` for another account
 *
 * Source: CloudTrail user guide, "CloudTrail userIdentity element".
 */
export function actorOf(identity: Identity): string | null {
  const { userIdentityType: type, userName, invokedBy, onBehalfOfUserId, userIdentityAccountId } = identity
  switch (type) {
    case 'Root':
      return 'root'
    case 'IAMUser':
      return userOf(identity)
    case 'AssumedRole':
    case 'Role':
      return roleOf(identity) ?? anyName(identity)
    case 'FederatedUser':
      return prefixed('federated-user/', lastOf(identity.userIdentityArn) ?? userName) ?? anyName(identity)
    case 'AWSService':
      return invokedBy ?? anyName(identity)
    case 'AWSAccount':
      return prefixed('account ', userIdentityAccountId) ?? anyName(identity)
    case 'IdentityCenterUser':
      return userName ?? prefixed('Identity Center user ', onBehalfOfUserId) ?? anyName(identity)
    default:
      return anyName(identity)
  }
}

export const hiddenUser = 'user with a hidden name'

function userOf(identity: Identity): string | null {
  const name = identity.userName ?? lastOf(identity.userIdentityArn)
  // The name of a failed sign-in is hidden, as people type their password there (CloudTrail user guide).
  if (name !== null && isHidden(name)) return hiddenUser
  return prefixed('user/', name) ?? anyName(identity)
}

/** Roles that IAM Identity Center makes of a permission set (its user guide, "Referencing permission sets"). */
const permissionSetRole = /^AWSReservedSSO_(.+)_[^_]+$/

function roleOf({ userIdentityArn, principalId, sessionIssuerArn, sessionIssuerUserName }: Identity): string | null {
  const [kind, ofArn, ...named] =
    (userIdentityArn === null ? null : parseArn(userIdentityArn))?.resource.split('/') ?? []
  const role = sessionIssuerUserName ?? lastOf(sessionIssuerArn) ?? (kind === 'assumed-role' ? ofArn : undefined)
  // A principal's ID is that of the role, a colon, and the name of the session.
  const session = kind === 'assumed-role' && named.length > 0 ? named.join('/') : (principalId?.split(':')[1] ?? '')
  if (role === undefined || role === null) return null
  const permissionSet = permissionSetRole.exec(role)?.[1]
  if (session === '') return `role/${role}`
  return permissionSet === undefined ? `${role} / session ${session}` : `${session} as ${permissionSet}`
}

/** Of identities of other types, and of those that lack what their type should have. */
const anyName = (identity: Identity): string | null =>
  identity.userName ??
  lastOf(identity.userIdentityArn) ??
  identity.invokedBy ??
  prefixed('Identity Center user ', identity.onBehalfOfUserId) ??
  identity.principalId ??
  prefixed('account ', identity.userIdentityAccountId)

const prefixed = (prefix: string, name: string | null): string | null => (name === null ? null : `${prefix}${name}`)
const lastOf = (arn: string | null): string | null => (arn === null ? null : arn.slice(lastSign(arn) + 1) || null)
const lastSign = (arn: string): number => Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':'))

/** The identity as a record tells it. */
export function identityOf(record: ParsedRecord): Identity {
  const at = (path: string) => textAt(record.userIdentity, path)
  return {
    userIdentityType: at('type'),
    userIdentityArn: at('arn'),
    // A sign-in to IAM Identity Center names the person there (its user guide, "Sign-in events").
    userName: at('userName') ?? textAt(record, 'additionalEventData.UserName'),
    principalId: at('principalId'),
    userIdentityAccountId: at('accountId'),
    invokedBy: at('invokedBy'),
    sessionIssuerArn: at('sessionContext.sessionIssuer.arn'),
    sessionIssuerUserName: at('sessionContext.sessionIssuer.userName'),
    onBehalfOfUserId: at('onBehalfOf.userId'),
  }
}
