/**
 * Where the columns of a table of events belong in a record. Athena and Glue write all names in lower case, the console
 * writes labels with spaces, other tools write `user_identity_arn` or `userIdentity.arn`.
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

/** Names inside of those structures, as CloudTrail spells them (user guide, "CloudTrail userIdentity element"). */
const innerNames = [
  'type', 'principalId', 'arn', 'accountId', 'accessKeyId', 'userName', 'sessionContext', 'attributes', 'creationDate',
  'mfaAuthenticated', 'sessionIssuer', 'webIdFederationData', 'federatedProvider', 'sourceIdentity', 'ec2RoleDelivery',
  'assumedRoot', 'invokedBy', 'identityProvider', 'credentialId', 'onBehalfOf', 'userId', 'identityStoreArn', 'inScopeOf',
  'tlsVersion', 'cipherSuite', 'clientProvidedHostHeader', 'reason', 'updatedFields', 'originalRequestID',
  'originalEventID', 'originalUID', 'eventSource', 'eventName', 'eventTime', 'userAgent', 'sourceIPAddress',
  'userIdentity', 'requestParameters', 'responseElements', 'additionalEventData', 'errorCode', 'errorMessage',
  'recipientAccountId',
] as const // biome-ignore format: a list

/** Columns that hold a whole record as text: of Lake, lookup-events, CloudWatch Logs Insights, Splunk and Elastic. */
const recordColumns = new Set(['eventjson', 'cloudtrailevent', '@message', 'message', 'raw', 'event.original'])

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

const withoutCase = (names: readonly string[]): ReadonlyMap<string, string> =>
  new Map(names.map((name) => [name.toLowerCase(), name]))
const fieldOf = withoutCase(Object.keys(fields))
const innerNameOf = withoutCase(innerNames)

/** Whether a service names what lies in it. */
export const isOfService = (name: string): boolean => Object.hasOwn(fields, name) && fields[name] === 'structure'

export const spelledInner = (name: string): string => innerNameOf.get(name.toLowerCase()) ?? name

/** What a column of this name holds. */
export function meaningOf(header: string): Meaning {
  const plain = header.trim().toLowerCase().replaceAll(/[ _-]/g, '')
  if (recordColumns.has(plain)) return { type: 'record' }
  if (plain === 'resourcetype') return { type: 'resource', part: 'type' }
  if (plain === 'resourcename') return { type: 'resource', part: 'name' }
  const other = otherNames[plain]
  if (other !== undefined) return { type: 'field', path: other, form: 'text' }
  const [first = '', ...inner] = plain.split('.')
  const field = fieldOf.get(first)
  if (field === undefined) return { type: 'foreign' }
  const form = fields[field]!
  if (inner.length === 0) return { type: 'field', path: [field], form }
  // A list has no members by name.
  if (field === 'resources' || form === 'text' || form === 'flag') return { type: 'foreign' }
  const written = header.trim().split('.').slice(1)
  const path = [field, ...(form === 'awsStructure' ? inner.map(spelledInner) : written)]
  return { type: 'field', path, form: form === 'awsStructure' ? 'text' : 'structure' }
}
