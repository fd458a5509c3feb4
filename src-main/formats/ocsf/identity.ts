import { type Draft, type Fields, type JsonObject, keysOf, write } from './fields.ts'
import { timeOf } from './time.ts'

const user = 'actor.user'
const session = 'actor.session'

/** `userIdentity` by what `actor` keeps of it; null where there is nothing. */
export function identityOf(from: Fields): JsonObject | null {
  const identity: Draft = {}
  const put = (path: string, value: unknown) => value === null || write(identity, keysOf(path), value)
  const type = from.takeText(`${user}.type`)
  put('type', type)
  if (type === identityCenterUser) putIdentityCenterUser(put, from)
  putIds(put, from)
  put('accountId', from.takeText(`${user}.account.uid`, `${user}.account_uid`))
  put('accessKeyId', from.takeText(`${user}.credential_uid`))
  if (type !== identityCenterUser) put('userName', from.takeText(`${user}.name`))
  put('sessionContext.sessionIssuer.arn', from.takeText(`${session}.issuer`))
  put(providerOf(type), from.takeText('actor.idp.name'))
  put(
    'sessionContext.attributes.creationDate',
    timeOf(from.take(`${session}.created_time_dt`, `${session}.created_time`)),
  )
  put('sessionContext.attributes.mfaAuthenticated', from.takeText(`${session}.is_mfa`, `${session}.mfa`))
  put('invokedBy', from.takeText('actor.invoked_by'))
  return Object.keys(identity).length === 0 ? null : identity
}

type Put = (path: string, value: unknown) => void

export const identityCenterUser = 'IdentityCenterUser'

/** Since 1.1.0 the attributes that keep a principal keep these fields where the principal is such a user. */
function putIdentityCenterUser(put: Put, from: Fields): void {
  put('onBehalfOf.userId', from.takeText(`${user}.uid_alt`))
  put('onBehalfOf.identityStoreArn', from.takeText('actor.idp.uid'))
  put('credentialId', from.takeText(`${user}.credential_uid`))
}

/** 1.0.0-rc.2 keeps the ARN as uuid and the principal's ID as uid; later versions keep them as uid and uid_alt. */
function putIds(put: Put, from: Fields): void {
  const isLater = from.see(`${user}.uuid`) === null && isArn(from.see(`${user}.uid`))
  put('principalId', from.takeText(`${user}.${isLater ? 'uid_alt' : 'uid'}`, `${user}.uid_alt`))
  put('arn', from.takeText(`${user}.${isLater ? 'uid' : 'uuid'}`))
}

const isArn = (value: unknown): boolean => typeof value === 'string' && value.startsWith('arn:')

/**
 * One attribute keeps two fields of CloudTrail. The user guide ("CloudTrail userIdentity element") writes
 * identityProvider for these two types, and federatedProvider where a role was assumed by a web identity.
 */
const providerOf = (type: string | null): string =>
  type === 'WebIdentityUser' || type === 'SAMLUser'
    ? 'identityProvider'
    : 'sessionContext.webIdFederationData.federatedProvider'
