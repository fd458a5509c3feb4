/**
 * Every column of an event, once. The extractor, the column store, schema.sql, the filter table, the grid and the
 * documentation follow from this table.
 *
 * Source of the field names and meanings: AWS CloudTrail user guide, "CloudTrail record contents for management,
 * data, and network activity events", "CloudTrail userIdentity element", "CloudTrail Insights events" and, of activity
 * outside of AWS, "CloudTrail Lake integrations event schema"; "CloudTrail record contents for aggregated events" has `eventId`,
 * `accountId` and `timeWindow`.
 */

/**
 * - `text`: dictionary-coded text; null where the record lacks the field.
 * - `flag`: true, false or null (written as JSON boolean or as the text "true" / "false").
 * - `integer`: a count or a size, null where it does not apply.
 * - `time`: UTC with millisecond precision.
 * - `id`: nearly unique text (UUIDs mostly), kept packed; exact and case-sensitive all the same.
 */
export type ColumnType = 'text' | 'flag' | 'integer' | 'time' | 'id'

export interface Column {
  readonly type: ColumnType
  /** Places in the record, tried in this order; the first that holds a value wins. None for what the extractor notes. */
  readonly paths: readonly string[]
  /** One sentence for the schema reference. */
  readonly doc: string
  /** Groups columns in pickers and in the schema reference. */
  readonly group: 'event' | 'identity' | 'session' | 'network' | 'content' | 'insight'
}

const column = (type: ColumnType, group: Column['group'], paths: string | readonly string[], doc: string): Column => ({
  type,
  group,
  paths: typeof paths === 'string' ? [paths] : paths,
  doc,
})

const identity = 'userIdentity'

/** Activity outside of AWS that a partner put into CloudTrail Lake lies in `eventData`, with fields of these names. */
const alsoOutside = (path: string): readonly string[] => [path, `eventData.${path}`]

const session = 'userIdentity.sessionContext'
const issuer = 'userIdentity.sessionContext.sessionIssuer'

/**
 * Sign-in events that carry their outcome under their own name, as ConsoleLogin does. Source: IAM user guide, "Logging IAM
 * and AWS STS API calls"; IAM Identity Center user guide, "Understanding IAM Identity Center sign-in events", which write it to
 * serviceEventDetails.
 */
const signInSteps = [
  'SwitchRole', 'ExitRole', 'RenewRole', 'CheckMfa', 'GetSigninToken', 'CredentialChallenge', 'CredentialVerification',
  'UserAuthentication', 'PasswordRecoveryRequested', 'PasswordRecoveryCompleted',
] as const // biome-ignore format: a list
const signInPaths = ['responseElements', 'serviceEventDetails'].flatMap((element) =>
  signInSteps.map((step) => `${element}.${step}`),
)

export const columns = {
  eventTime: column(
    'time',
    'event',
    ['eventTime', 'timeWindow.windowStart'],
    'When the request was completed, by the clock of the service, UTC; of an aggregated event when its window begins.',
  ),
  eventTimeWritten: column(
    'text',
    'event',
    [],
    'eventTime as written, where it is not in CloudTrail’s form: without zone, with an offset, as a number, or no time.',
  ),
  eventID: column(
    'id',
    'event',
    ['eventID', 'eventId'],
    'The GUID CloudTrail gave the event; copies of one event share it.',
  ),
  eventVersion: column('text', 'event', 'eventVersion', 'Version of the record format.'),
  eventSource: column(
    'text',
    'event',
    alsoOutside('eventSource'),
    'The service the request was made to, such as s3.amazonaws.com.',
  ),
  eventName: column(
    'text',
    'event',
    alsoOutside('eventName'),
    'The requested action, one of the API operations of the service.',
  ),
  eventType: column('text', 'event', 'eventType', 'AwsApiCall, AwsServiceEvent, AwsConsoleAction, AwsConsoleSignIn, …'),
  eventCategory: column(
    'text',
    'event',
    'eventCategory',
    'Management, Data, NetworkActivity, Insight or Aggregated (since 1.07).',
  ),
  managementEvent: column('flag', 'event', 'managementEvent', 'Whether it is a management event (since 1.06).'),
  readOnly: column('flag', 'event', 'readOnly', 'Whether the operation only reads.'),
  awsRegion: column('text', 'event', 'awsRegion', 'The Region the request was made to.'),
  recipientAccountId: column(
    'text',
    'event',
    ['recipientAccountId', 'accountId'],
    'The account that received this event.',
  ),
  errorCode: column(
    'text',
    'event',
    alsoOutside('errorCode'),
    'The error the service returned; null when the request succeeded.',
  ),
  errorMessage: column('text', 'event', alsoOutside('errorMessage'), 'Description of the error.'),
  requestID: column('id', 'event', 'requestID', 'The service’s own identifier of the request.'),
  sharedEventID: column('text', 'event', 'sharedEventID', 'Same for copies of one action in several accounts.'),
  apiVersion: column('text', 'event', 'apiVersion', 'API version the request was made with.'),
  addendumReason: column('text', 'event', 'addendum.reason', 'Why the event came late or again: DELIVERY_DELAY, …'),
  addendumOriginalEventID: column(
    'text',
    'event',
    'addendum.originalEventID',
    'The event that this addendum completes.',
  ),

  sourceIPAddress: column(
    'text',
    'network',
    alsoOutside('sourceIPAddress'),
    'Address the request came from, or a service’s name.',
  ),
  userAgent: column('text', 'network', alsoOutside('userAgent'), 'The agent the request was made through.'),
  vpcEndpointId: column('text', 'network', 'vpcEndpointId', 'VPC endpoint the request passed through.'),
  vpcEndpointAccountId: column('text', 'network', 'vpcEndpointAccountId', 'Owner of that VPC endpoint.'),
  tlsVersion: column('text', 'network', 'tlsDetails.tlsVersion', 'TLS version of the request.'),
  cipherSuite: column('text', 'network', 'tlsDetails.cipherSuite', 'TLS cipher suite of the request.'),
  clientProvidedHostHeader: column(
    'text',
    'network',
    'tlsDetails.clientProvidedHostHeader',
    'Host name the client used.',
  ),

  userIdentityType: column(
    'text',
    'identity',
    alsoOutside(`${identity}.type`),
    'Root, IAMUser, AssumedRole, AWSService, …',
  ),
  principalId: column(
    'text',
    'identity',
    alsoOutside(`${identity}.principalId`),
    'Unique identifier of the principal.',
  ),
  userIdentityArn: column('text', 'identity', `${identity}.arn`, 'ARN of the principal that made the call.'),
  userIdentityAccountId: column('text', 'identity', `${identity}.accountId`, 'Account that owns the principal.'),
  userName: column('text', 'identity', `${identity}.userName`, 'Friendly name of the principal.'),
  accessKeyId: column('text', 'identity', `${identity}.accessKeyId`, 'Access key that signed the request.'),
  invokedBy: column('text', 'identity', `${identity}.invokedBy`, 'AWS service that made the request.'),
  identityProvider: column(
    'text',
    'identity',
    `${identity}.identityProvider`,
    'External identity provider (SAML, web).',
  ),
  credentialId: column('text', 'identity', `${identity}.credentialId`, 'Bearer token that authenticated the request.'),
  onBehalfOfUserId: column(
    'text',
    'identity',
    `${identity}.onBehalfOf.userId`,
    'IAM Identity Center user behind the call.',
  ),
  onBehalfOfIdentityStoreArn: column(
    'text',
    'identity',
    `${identity}.onBehalfOf.identityStoreArn`,
    'Its identity store.',
  ),

  sessionIssuerType: column('text', 'session', `${issuer}.type`, 'What issued the temporary credentials: Role, …'),
  sessionIssuerPrincipalId: column(
    'text',
    'session',
    `${issuer}.principalId`,
    'Unique identifier of the session issuer.',
  ),
  sessionIssuerArn: column(
    'text',
    'session',
    `${issuer}.arn`,
    'ARN of the role or user behind the temporary credentials.',
  ),
  sessionIssuerAccountId: column('text', 'session', `${issuer}.accountId`, 'Account that owns the session issuer.'),
  sessionIssuerUserName: column('text', 'session', `${issuer}.userName`, 'Friendly name of the session issuer.'),
  mfaAuthenticated: column(
    'flag',
    'session',
    `${session}.attributes.mfaAuthenticated`,
    'Whether MFA authenticated it.',
  ),
  sessionCreationDate: column(
    'text',
    'session',
    `${session}.attributes.creationDate`,
    'When the session began, as written.',
  ),
  sourceIdentity: column(
    'text',
    'session',
    `${session}.sourceIdentity`,
    'Identity set when the first role was assumed.',
  ),
  federatedProvider: column(
    'text',
    'session',
    `${session}.webIdFederationData.federatedProvider`,
    'Web identity provider.',
  ),
  ec2RoleDelivery: column(
    'text',
    'session',
    `${session}.ec2RoleDelivery`,
    'Version of the instance metadata service that delivered the credentials to an EC2 instance: 1.0 or 2.0.',
  ),
  credentialsIssuedTo: column(
    'text',
    'session',
    `${identity}.inScopeOf.credentialsIssuedTo`,
    'ARN of the instance, function or other resource that the credentials were issued to.',
  ),
  assumedRoot: column('flag', 'session', `${session}.assumedRoot`, 'Whether AssumeRoot issued the root credentials.'),
  sessionCredentialFromConsole: column(
    'flag',
    'session',
    'sessionCredentialFromConsole',
    'Whether the console made it.',
  ),
  issuedAccessKeyId: column(
    'text',
    'session',
    ['responseElements.credentials.accessKeyId', 'responseElements.accessKey.accessKeyId'],
    'Access key handed out by this call (AssumeRole*, GetSessionToken, CreateAccessKey, …).',
  ),
  issuedSessionArn: column(
    'text',
    'session',
    ['responseElements.assumedRoleUser.arn', 'responseElements.federatedUser.arn'],
    'Session that this call began: AssumeRole*, GetFederationToken.',
  ),
  requestedRoleArn: column('text', 'session', 'requestParameters.roleArn', 'Role that the call asked for.'),
  mfaUsed: column('text', 'session', 'additionalEventData.MFAUsed', 'Yes or No on console sign-in events.'),
  consoleLogin: column(
    'text',
    'session',
    'responseElements.ConsoleLogin',
    'Success or Failure on console sign-in events.',
  ),
  switchedFrom: column(
    'text',
    'session',
    'additionalEventData.SwitchFrom',
    'ARN of the principal that switched to a role in the console: of SwitchRole.',
  ),
  signInResult: column(
    'text',
    'session',
    signInPaths,
    'Success or Failure on other sign-in events: SwitchRole, CheckMfa, CredentialVerification, …',
  ),

  bucketName: column('text', 'content', 'requestParameters.bucketName', 'Bucket that the call names.'),
  requestParametersBytes: column(
    'integer',
    'content',
    'requestParameters',
    'Size of requestParameters as written, bytes.',
  ),
  responseElementsBytes: column(
    'integer',
    'content',
    'responseElements',
    'Size of responseElements as written, bytes.',
  ),

  insightType: column('text', 'insight', 'insightDetails.insightType', 'ApiCallRateInsight or ApiErrorRateInsight.'),
  insightState: column('text', 'insight', 'insightDetails.state', 'Start or End.'),
  insightEventSource: column('text', 'insight', 'insightDetails.eventSource', 'Service with the unusual activity.'),
  insightEventName: column('text', 'insight', 'insightDetails.eventName', 'API with the unusual activity.'),
} as const satisfies Record<string, Column>

/** Columns whose empty text says the same as no text: a service that succeeded may write `"errorCode": ""`. */
export const emptyIsNull: ReadonlySet<ColumnName> = new Set<ColumnName>(['errorCode', 'errorMessage'])

export type ColumnName = keyof typeof columns
export const columnNames = Object.keys(columns) as readonly ColumnName[]
