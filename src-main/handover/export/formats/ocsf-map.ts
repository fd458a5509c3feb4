import { readAddress } from '../../../../src-shared/base/ip.ts'
import { isObject, type ParsedRecord } from '../../../../src-shared/what/record-values.ts'

/** The version of the schema that events are written in. Source: github.com/ocsf/ocsf-schema at 1.8.0. */
export const ocsfVersion = '1.8.0'
const apiActivity = 6003

/** What an event is made of beside its record. */
export interface OcsfFacts {
  /** UtcMs */
  readonly time: number
  readonly verdict: string | null
  readonly sourceFile: string
}

/** Takes a field of the record: what nobody takes becomes `unmapped`. */
type Take = (path: string) => unknown

interface Mapped {
  /** Path of the attribute. */
  readonly attribute: string
  /** Where it is taken from, as the README of this folder lists it. */
  readonly from: string
  readonly tell: (take: Take, facts: Told) => unknown
}

const taken = (attribute: string, from: string): Mapped => ({ attribute, from, tell: (take) => take(from) })
const stated = (attribute: string, value: unknown): Mapped => ({ attribute, from: 'constant', tell: () => value })

/**
 * How a record becomes an event of API Activity, in the order in which attributes are written. It follows the mapping that
 * AWS publishes for 1.5.0 (github.com/ocsf/examples, mappings/markdown/AWS) with what 1.6.0 to 1.8.0 changed: credentials
 * are `programmatic_credentials`, `app_name` stands for `invoked_by`, `original_event_uid` names the record. Two rows
 * that read one field stand in the order in which they need it: the last one takes it.
 */
export const ocsfMap: readonly Mapped[] = [
  { attribute: 'activity_id', from: 'eventName, readOnly', tell: (_, facts) => facts.activity },
  { attribute: 'activity_name', from: 'eventName, readOnly', tell: (_, facts) => activityNames[facts.activity] ?? facts.operation },
  stated('category_uid', 6),
  stated('category_name', 'Application Activity'),
  stated('class_uid', apiActivity),
  stated('class_name', 'API Activity'),
  { attribute: 'type_uid', from: 'eventName, readOnly', tell: (_, facts) => apiActivity * 100 + facts.activity },
  { attribute: 'time', from: 'eventTime', tell: (_, { time }) => time },
  stated('severity_id', 1),
  stated('severity', 'Informational'),
  stated('metadata.version', ocsfVersion),
  stated('metadata.product.name', 'CloudTrail'),
  stated('metadata.product.vendor_name', 'AWS'),
  taken('metadata.product.version', 'eventVersion'),
  taken('metadata.product.feature.name', 'eventCategory'),
  stated('metadata.profiles', ['cloud']),
  { attribute: 'metadata.uid', from: 'eventID', tell: (_, facts) => facts.eventID },
  taken('metadata.original_event_uid', 'eventID'),
  taken('metadata.event_code', 'eventType'),
  taken('metadata.original_time', 'eventTime'),
  { attribute: 'metadata.log_source', from: 'column sourceFile', tell: (_, { sourceFile }) => sourceFile },
  { attribute: 'metadata.labels', from: 'column logVerdict', tell: (_, { verdict }) => (verdict === null ? undefined : [`log file ${verdict}`]) },
  stated('cloud.provider', 'AWS'),
  taken('cloud.region', 'awsRegion'),
  taken('cloud.account.uid', 'recipientAccountId'),
  { attribute: 'api.operation', from: 'eventName', tell: (take) => take('eventName') ?? notTold },
  taken('api.version', 'apiVersion'),
  taken('api.service.name', 'eventSource'),
  taken('api.request.uid', 'requestID'),
  { attribute: 'api.request.data', from: 'requestParameters', tell: (take, facts) => (facts.hasRequestID ? take('requestParameters') : undefined) },
  { attribute: 'status_id', from: 'errorCode, errorMessage', tell: (_, facts) => (facts.hasFailed ? 2 : 1) },
  { attribute: 'status', from: 'errorCode, errorMessage', tell: (_, facts) => (facts.hasFailed ? 'Failure' : 'Success') },
  { attribute: 'status_code', from: 'errorCode', tell: (_, facts) => facts.errorCode },
  { attribute: 'status_detail', from: 'errorMessage', tell: (_, facts) => facts.errorMessage },
  taken('api.response.error', 'errorCode'),
  taken('api.response.error_message', 'errorMessage'),
  taken('api.response.data', 'responseElements'),
  { attribute: 'actor.user.type_id', from: 'userIdentity.type', tell: (_, facts) => (facts.namesUser ? facts.userTypeId : undefined) },
  { attribute: 'actor.user.type', from: 'userIdentity.type', tell: (take, facts) => (facts.namesUser ? take('userIdentity.type') : undefined) },
  taken('actor.user.name', 'userIdentity.userName'),
  { attribute: 'actor.user.uid', from: 'userIdentity.arn', tell: (take, facts) => take('userIdentity.arn') ?? facts.onlyPrincipalId },
  taken('actor.user.uid_alt', 'userIdentity.principalId'),
  taken('actor.user.account.uid', 'userIdentity.accountId'),
  { attribute: 'actor.user.programmatic_credentials', from: 'userIdentity.accessKeyId', tell: (take) => credentials(take('userIdentity.accessKeyId')) },
  taken('actor.session.issuer', 'userIdentity.sessionContext.sessionIssuer.arn'),
  { attribute: 'actor.session.is_mfa', from: 'userIdentity.sessionContext.attributes.mfaAuthenticated', tell: (take) => isTrue(take('userIdentity.sessionContext.attributes.mfaAuthenticated')) },
  { attribute: 'actor.session.created_time', from: 'userIdentity.sessionContext.attributes.creationDate', tell: (take) => timeIn(take('userIdentity.sessionContext.attributes.creationDate')) },
  taken('actor.idp.name', 'userIdentity.identityProvider'),
  { attribute: 'actor.app_name', from: 'userIdentity.invokedBy, or eventSource where the record names no user', tell: (take, facts) => take('userIdentity.invokedBy') ?? (facts.namesUser ? undefined : (facts.service ?? notTold)) },
  { attribute: 'src_endpoint', from: 'sourceIPAddress, vpcEndpointId', tell: (take) => endpoint(take('sourceIPAddress'), take('vpcEndpointId')) },
  taken('http_request.user_agent', 'userAgent'),
  { attribute: 'resources', from: 'resources', tell: (take) => resources(take('resources')) },
] // biome-ignore format: a table

/** What several rows read of a record before others take it. */
interface Told extends OcsfFacts {
  readonly activity: number
  readonly operation: unknown
  readonly service: unknown
  readonly eventID: unknown
  readonly hasRequestID: boolean
  readonly errorCode: unknown
  readonly errorMessage: unknown
  readonly hasFailed: boolean
  readonly userTypeId: number
  /** A user of the schema has a name, an account or an id. */
  readonly namesUser: boolean
  /** Where it is all that names the user. */
  readonly onlyPrincipalId: unknown
}

type Draft = { [key: string]: unknown }

/** The event of a record, which is used up. What no attribute takes is `unmapped`, in its place. */
export function ocsfOf(record: ParsedRecord, facts: OcsfFacts): object {
  const left = record as Draft
  const told: Told = { ...facts, ...toldOf(record) }
  const event: Draft = {}
  for (const { attribute, tell } of ocsfMap) {
    const value = tell((path) => takeFrom(left, keysOf(path)), told)
    if (value !== undefined && value !== null && value !== '') put(event, keysOf(attribute), value)
  }
  const unmapped = withoutEmpty(left)
  return Object.keys(unmapped).length === 0 ? event : { ...event, unmapped }
}

function toldOf(record: ParsedRecord): Omit<Told, keyof OcsfFacts> {
  const { eventName, eventSource, eventID, readOnly, requestID, errorCode, errorMessage, userIdentity } = record
  const identity = isObject(userIdentity) ? userIdentity : {}
  const isNamed = ['arn', 'userName', 'accountId'].some((key) => isText(identity[key]))
  return {
    activity: activityId(String(eventName ?? ''), readOnly),
    operation: eventName,
    service: eventSource,
    eventID,
    hasRequestID: isText(requestID),
    errorCode,
    errorMessage,
    hasFailed: isText(errorCode) || isText(errorMessage),
    userTypeId: userTypes[String(identity.type ?? '')] ?? (identity.type === undefined ? 0 : 99),
    namesUser: isNamed || isText(identity.principalId),
    onlyPrincipalId: isNamed ? undefined : identity.principalId,
  }
}

/** In place of a value that the schema requires and the record lacks. */
const notTold = 'not told'

const activityNames: Readonly<Record<number, string>> = { 1: 'Create', 2: 'Read', 3: 'Update', 4: 'Delete' }

/** 99 is another activity, which is then named by the operation. */
function activityId(operation: string, readOnly: unknown): number {
  if (isTrue(readOnly) === true || /^(Get|List|Describe|Lookup|Search|Head|Scan|Query|BatchGet)/.test(operation))
    return 2
  if (/^(Create|Run|Allocate|Register|Import)/.test(operation)) return 1
  if (/^(Delete|Terminate|Remove|Release|Deregister|Purge)/.test(operation)) return 4
  if (/^(Update|Modify|Put|Set|Attach|Detach|Add|Change|Enable|Disable|Tag|Untag|Start|Stop)/.test(operation)) return 3
  return 99
}

/** Types of users of the schema: user, admin, system, service. */
const userTypes: Readonly<Record<string, number>> = { IAMUser: 1, Root: 2, AWSService: 4 }

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

function isTrue(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value
  return value === 'true' ? true : value === 'false' ? false : undefined
}

function timeIn(value: unknown): number | undefined {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(time) ? undefined : time
}

const credentials = (key: unknown): unknown => (isText(key) ? [{ uid: key, type: 'AWS access key' }] : undefined)

/** An address, or the name of the service that called; an endpoint needs one of its names. */
function endpoint(source: unknown, uid: unknown): object {
  const told = isText(source)
    ? readAddress(source) !== null
      ? { ip: source }
      : { domain: source }
    : isText(uid)
      ? {}
      : { name: notTold }
  return isText(uid) ? { ...told, uid } : told
}

function resources(value: unknown): unknown {
  if (!Array.isArray(value)) return value
  return value.map((resource: unknown) => {
    if (!isObject(resource)) return { data: resource }
    const { ARN, arn, accountId, type, ...rest } = resource
    return {
      ...(isText(ARN ?? arn) && { uid: ARN ?? arn }),
      ...(isText(type) && { type }),
      ...(isText(accountId) && { owner: { account: { uid: accountId } } }),
      ...(Object.keys(rest).length > 0 && { data: rest }),
    }
  })
}

const keys = new Map<string, readonly string[]>()

/** The paths of the table, each taken apart once. */
function keysOf(path: string): readonly string[] {
  const known = keys.get(path) ?? path.split('.')
  keys.set(path, known)
  return known
}

function takeFrom(draft: Draft, path: readonly string[]): unknown {
  let within = draft
  for (let at = 0; at < path.length - 1; at++) {
    const inner = within[path[at]!]
    if (!isObject(inner)) return undefined
    within = inner as Draft
  }
  const key = path.at(-1)!
  const value = within[key]
  // What is taken is none of what is left; a null says nothing that its absence does not.
  if (value !== undefined) within[key] = undefined
  return value
}

function put(draft: Draft, path: readonly string[], value: unknown): void {
  let within = draft
  for (let at = 0; at < path.length - 1; at++) {
    const inner = (within[path[at]!] ?? {}) as Draft
    within[path[at]!] = inner
    within = inner
  }
  within[path.at(-1)!] = value
}

/** Objects whose members were all taken are gone. */
function withoutEmpty(draft: Draft): Draft {
  const kept = Object.entries(draft).flatMap(([key, value]) => {
    if (value === null || value === undefined) return []
    if (!isObject(value)) return [[key, value] as const]
    const inner = withoutEmpty(value as Draft)
    return Object.keys(inner).length === 0 ? [] : [[key, inner] as const]
  })
  return Object.fromEntries(kept)
}
