import { namesOf, plainOf, respelled } from '../spelling.ts'

/**
 * Where the columns of a table of events belong in a record, by their names in any spelling. The record is written with
 * the names of CloudTrail, as a row has no keys of its own, by which fields and rules could find it.
 */
export type Meaning =
  | { readonly type: 'field'; readonly path: readonly string[]; readonly form: FieldForm }
  | { readonly type: 'record' } // holds the whole record as JSON text
  | { readonly type: 'resource'; readonly part: 'type' | 'name' }
  | { readonly type: 'foreign' }

/** `structure`: an object or a list, as JSON or as struct text. `awsStructure`: its keys are those of CloudTrail. */
export type FieldForm = 'text' | 'flag' | 'structure' | 'awsStructure'

/**
 * Fields of a record (CloudTrail user guide, "CloudTrail record contents for management, data, and network activity
 * events", "CloudTrail Insights events" and "CloudTrail Lake integrations event schema").
 */
const fields: Readonly<Record<string, FieldForm>> = {
  eventVersion: 'text',
  userIdentity: 'awsStructure',
  eventTime: 'text',
  eventSource: 'text',
  eventName: 'text',
  awsRegion: 'text',
  sourceIPAddress: 'text',
  userAgent: 'text',
  errorCode: 'text',
  errorMessage: 'text',
  requestParameters: 'structure',
  responseElements: 'structure',
  additionalEventData: 'structure',
  requestID: 'text',
  eventID: 'text',
  readOnly: 'flag',
  resources: 'awsStructure',
  eventType: 'text',
  apiVersion: 'text',
  managementEvent: 'flag',
  recipientAccountId: 'text',
  serviceEventDetails: 'structure',
  sharedEventID: 'text',
  vpcEndpointId: 'text',
  vpcEndpointAccountId: 'text',
  eventCategory: 'text',
  addendum: 'awsStructure',
  sessionCredentialFromConsole: 'flag',
  edgeDeviceDetails: 'structure',
  tlsDetails: 'awsStructure',
  insightDetails: 'structure',
  eventContext: 'structure',
  eventData: 'awsStructure',
  metadata: 'structure',
}

/** How many fields a whole record can have at its top. */
export const fieldCount = Object.keys(fields).length

/** Places inside of those structures (user guide, "CloudTrail userIdentity element"). */
const places = [
  ...['', 'eventData.'].flatMap((above) =>
    [
      'type', 'principalId', 'arn', 'accountId', 'accessKeyId', 'userName', 'invokedBy', 'identityProvider', 'credentialId',
      'onBehalfOf.userId', 'onBehalfOf.identityStoreArn', 'inScopeOf',
      'sessionContext.attributes.creationDate', 'sessionContext.attributes.mfaAuthenticated', 'sessionContext.sourceIdentity',
      'sessionContext.ec2RoleDelivery', 'sessionContext.assumedRoot', 'sessionContext.webIdFederationData.federatedProvider',
      'sessionContext.webIdFederationData.attributes', 'sessionContext.sessionIssuer.type',
      'sessionContext.sessionIssuer.principalId', 'sessionContext.sessionIssuer.arn', 'sessionContext.sessionIssuer.accountId',
      'sessionContext.sessionIssuer.userName',
    ].map((place) => `${above}userIdentity.${place}`),
  ),
  'resources.type', 'resources.arn', 'resources.accountId',
  'tlsDetails.tlsVersion', 'tlsDetails.cipherSuite', 'tlsDetails.clientProvidedHostHeader',
  'addendum.reason', 'addendum.updatedFields', 'addendum.originalRequestID', 'addendum.originalEventID', 'addendum.originalUID',
  'eventData.version', 'eventData.userAgent', 'eventData.eventSource', 'eventData.eventName', 'eventData.eventTime',
  'eventData.UID', 'eventData.requestParameters', 'eventData.responseElements', 'eventData.errorCode',
  'eventData.errorMessage', 'eventData.sourceIPAddress', 'eventData.recipientAccountId', 'eventData.additionalEventData',
] // biome-ignore format: a list

interface Nested {
  readonly inside: Map<string, Nested>
}

function nestedKeys(paths: readonly string[]): Map<string, Nested> {
  const root: Nested = { inside: new Map() }
  for (const path of paths) {
    let at = root
    for (const key of path.split('.')) {
      const next: Nested = at.inside.get(key) ?? { inside: new Map() }
      at.inside.set(key, next)
      at = next
    }
  }
  return root.inside
}

const names = namesOf(nestedKeys([...Object.keys(fields), ...places]))

/** A structure with the keys of CloudTrail as CloudTrail spells them. Those that a service chose are left alone. */
export const structureAt = (value: unknown, [field]: readonly string[]): unknown =>
  respelled(value, names.inside.get(field!)!)

/** Columns that hold a whole record as text: of Lake, lookup-events, CloudWatch Logs Insights, Splunk and Elastic. */
const recordColumns = new Set(['eventjson', 'cloudtrailevent', 'message', 'raw', 'eventoriginal'])

/** Labels of the console's Event history, and names that Athena gives to a selected member of userIdentity. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  awsaccesskey: ['userIdentity', 'accessKeyId'],
  username: ['userIdentity', 'userName'],
  principalid: ['userIdentity', 'principalId'],
  accesskeyid: ['userIdentity', 'accessKeyId'],
  invokedby: ['userIdentity', 'invokedBy'],
  // The members of resources have one, too, but are an array, of which Athena selects no member.
  arn: ['userIdentity', 'arn'],
}

/** What a column of this name holds. */
export function meaningOf(header: string): Meaning {
  const plain = plainOf(header)
  if (recordColumns.has(plain)) return { type: 'record' }
  if (plain === 'resourcetype') return { type: 'resource', part: 'type' }
  if (plain === 'resourcename') return { type: 'resource', part: 'name' }
  const path = otherNames[plain] ?? names.paths.get(plain) ?? pathInService(header)
  if (path === null) return { type: 'foreign' }
  const isWhole = path.length === 1
  const form = fields[path[0]!]!
  // A list has no members by name.
  if (!isWhole && path[0] === 'resources') return { type: 'foreign' }
  return { type: 'field', path, form: isWhole || form === 'structure' ? form : 'text' }
}

/** `requestParameters.bucketName`: a service names what lies in there. */
function pathInService(header: string): readonly string[] | null {
  const [first = '', ...inner] = header.trim().split('.')
  const [field] = names.paths.get(plainOf(first)) ?? []
  if (field === undefined || inner.length === 0 || fields[field] !== 'structure') return null
  return [field, ...inner]
}
