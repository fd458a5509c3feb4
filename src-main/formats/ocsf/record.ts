import { type Draft, Fields, isObject, type JsonObject, keysOf, write } from './fields.ts'
import { identityCenterUser, identityOf } from './identity.ts'
import { nameOfOcsf } from './name.ts'
import { timeOf } from './time.ts'
import { parsed, unmappedFields } from './unmapped.ts'

/**
 * Fields of a record by the OCSF attributes that keep them, the versions' spellings in order. Source: the mappings that
 * AWS publishes in github.com/ocsf/examples, mappings/markdown/AWS, versions 1.0.0-rc.2, 1.1.0 and 1.5.0.
 */
const texts = [
  ['eventVersion', 'metadata.product.version'],
  ['eventSource', 'api.service.name'],
  ['eventName', 'api.operation'],
  ['awsRegion', 'cloud.region', 'region'],
  ['sourceIPAddress', 'src_endpoint.ip', 'src_endpoint.domain'],
  ['userAgent', 'http_request.user_agent'],
  ['errorCode', 'api.response.error'],
  ['errorMessage', 'api.response.message'],
  ['requestID', 'api.request.uid'],
  ['eventID', 'metadata.uid'],
  ['eventType', 'metadata.event_code'],
  ['apiVersion', 'api.version'],
  ['vpcEndpointId', 'src_endpoint.uid'],
] as const satisfies readonly (readonly [field: string, ...from: string[]])[]

/**
 * The CloudTrail record that an OCSF event was made of: as the event carries it, or else as far as it keeps it. `event` is
 * used up.
 */
export function recordOfOcsf(event: Draft): JsonObject {
  const { raw_data } = event
  const raw = typeof raw_data === 'string' ? parsed(raw_data) : raw_data
  return isObject(raw) && 'eventName' in raw && 'eventSource' in raw ? raw : reconstructed(event)
}

/** What has no field in a record stands in it as `ocsf`, and `reconstructedFrom` says what it is. */
function reconstructed(event: Draft): JsonObject {
  const record: Draft = {}
  const put = (path: string, value: unknown) => value === null || write(record, keysOf(path), value)
  put('reconstructedFrom', nameOfOcsf(event))

  const from = new Fields(event)
  const isOfIdentityCenter = from.see('actor.user.type') === identityCenterUser
  put('userIdentity', identityOf(from))
  put('eventTime', timeOf(from.take('time', 'time_dt')))
  for (const [field, ...paths] of texts) put(field, from.takeText(...paths))
  if (record.requestID === noRequest) delete record.requestID
  put('eventCategory', categoryOf(from))
  put('requestParameters', elementOf(from.take('api.request.data')))
  put('responseElements', elementOf(from.take('api.response.data')))
  put('resources', resourcesOf(from.take('resources')))
  const unplaced = putUnmapped(record, from.take('unmapped'))
  if (isOfIdentityCenter) put('additionalEventData.UserName', from.takeText('actor.user.name'))
  if (from.see('class_uid') === authentication) putSignIn(put, from, record.eventName)
  // Where no field keeps it: the column that Security Lake divides its table by, the owner of the log.
  if (record.recipientAccountId === undefined)
    put('recipientAccountId', from.takeText('cloud.account.uid', 'accountid'))
  const rest = from.rest()
  if (rest !== null || unplaced !== null) record.ocsf = unplaced === null ? rest : { ...rest, unmapped: unplaced }
  return record
}

/** What the mapping writes as the ID of a request that has none: two quotes. */
const noRequest = "''"

/** The values of eventCategory. Where a record has none, the mapping writes a text that names them all. */
const categories = new Set<unknown>(['Management', 'Data', 'NetworkActivity', 'Insight'])
const categoryOf = (from: Fields): string | null => {
  const path = 'metadata.product.feature.name'
  return categories.has(from.see(path)) ? from.takeText(path) : null
}

/** Requests and responses are JSON text since 1.1.0. */
const elementOf = (value: unknown): unknown => (typeof value === 'string' ? parsed(value) : value)

function resourcesOf(value: unknown): unknown {
  if (!Array.isArray(value)) return value
  return value.map((resource: unknown) => {
    if (!isObject(resource)) return resource
    const from = new Fields(resource as Draft)
    const ARN = from.takeText('uid')
    const accountId = from.takeText('account_uid', 'owner.account.uid')
    return { ...(ARN !== null && { ARN }), ...(accountId !== null && { accountId }), ...from.rest() }
  })
}

/** Gives what found no place in the record; null where all did. An empty text is what the mapping makes of no field. */
function putUnmapped(record: Draft, value: unknown): JsonObject | null {
  const unplaced = unmappedFields(value).filter(
    ([name, said]) => said === '' || said === null || !write(record, name.split('.'), said),
  )
  return unplaced.length === 0 ? null : Object.fromEntries(unplaced)
}

type Put = (path: string, value: unknown) => void

const authentication = 3002

/** Attributes of the class Authentication that keep what a record tells of a sign-in or of a role assumed. */
function putSignIn(put: Put, from: Fields, operation: unknown): void {
  put('additionalEventData.LoginTo', from.takeText('dst_endpoint.svc_name'))
  if (operation === 'ConsoleLogin') {
    const mfa = from.take('is_mfa', 'mfa')
    if (typeof mfa === 'boolean') put('additionalEventData.MFAUsed', mfa ? 'Yes' : 'No')
    const status = from.see('status')
    if (status === 'Success' || status === 'Failure') put('responseElements.ConsoleLogin', from.takeText('status'))
  }
  put('responseElements.credentials.accessKeyId', from.takeText('session.credential_uid'))
  put('responseElements.assumedRoleUser.arn', from.takeText('session.uid'))
  put('responseElements.assumedRoleUser.assumedRoleId', from.takeText('session.uid_alt'))
  if (typeof operation !== 'string' || !operation.startsWith('AssumeRole')) return
  const role = [from.see('user.uid'), from.see('user.uuid')].find((arn) => typeof arn === 'string' && isRole.test(arn))
  put('requestParameters.roleArn', role ?? null)
  put('requestParameters.roleSessionName', from.takeText('user.name'))
}

const isRole = /^arn:[^:]+:iam::\d*:role\//
