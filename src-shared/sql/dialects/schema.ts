import { type Column, columns } from '../../model/columns.ts'
import { deedFieldNames, deedPath } from '../../model/deed-fields.ts'
import { lookupColumns } from '../../model/enrichment.ts'
import { literal, quoted } from './text.ts'

/** What a column is made of: SQL over columns of the case. */
export interface Part {
  /** Columns of `case_table('events', …)`; one with a dot is a place in the record. */
  readonly needs: readonly string[]
  readonly sql: string
  readonly type: PartType
}

/** `large`: JSON text read from the record for each row that is asked for it. */
export type PartType = 'text' | 'time' | 'flag' | 'integer' | 'map' | 'array' | 'large'

export interface Struct {
  readonly fields: Readonly<Record<string, Shape>>
}

export type Shape = Part | Struct

export interface ViewColumn {
  readonly name: string
  readonly shape: Shape
  /** Whether `*` leaves it out unless the query names it. */
  readonly isOnlyNamed: boolean
}

/** The number of an event in the case: `record_text` and `record_field` take it. */
export const rowColumn = 'id'

const part = (type: PartType, column: string, sql = quoted(column)): Part => ({ needs: [column], sql, type })

const text = (column: string) => part('text', column)
const flag = (column: string) => part('flag', column)
const flagText = (column: string) => part('text', column, `CAST(${quoted(column)} AS VARCHAR)`)
const timeOfText = (column: string) => part('time', column, `TRY_CAST(${quoted(column)} AS TIMESTAMP)`)
const large = (path: string) => part('large', rowColumn, `record_field(${quoted(rowColumn)}, ${literal(path)})`)
const wholeRecord = part('large', rowColumn, `record_text(${quoted(rowColumn)})`)
const map = (path: string): Part => ({ ...large(path), type: 'map', sql: `trino_map(${large(path).sql})` })
const smallMap = (path: string) => part('map', path, `trino_map(${quoted(path)})`)

/** `eventTime` as a record writes it. */
const timeText: Part = {
  needs: ['eventTime', 'eventTimeWritten'],
  sql: `coalesce(CAST("eventTimeWritten" AS VARCHAR), trino_iso_time("eventTime"))`,
  type: 'text',
}

/** Fields of `resources` in the order and spelling of a schema. */
const resources = (...fields: readonly string[]): Part =>
  part('array', 'resources', `trino_resources_${fields[0]}(CAST("resources" AS VARCHAR))`)

const issuer = {
  fields: {
    type: text('sessionIssuerType'),
    principalid: text('sessionIssuerPrincipalId'),
    arn: text('sessionIssuerArn'),
    accountid: text('sessionIssuerAccountId'),
    username: text('sessionIssuerUserName'),
  },
}
const webIdentity = {
  fields: {
    federatedprovider: text('federatedProvider'),
    attributes: smallMap('userIdentity.sessionContext.webIdFederationData.attributes'),
  },
}
const onBehalfOf = {
  fields: { userid: text('onBehalfOfUserId'), identitystorearn: text('onBehalfOfIdentityStoreArn') },
}
const scopeFields = ['sourceArn', 'sourceAccount', 'issuerType', 'credentialsIssuedTo']
const inScopeOf = {
  fields: Object.fromEntries(scopeFields.map((name) => [name.toLowerCase(), text(`userIdentity.inScopeOf.${name}`)])),
}
const ec2RoleDelivery = text('userIdentity.sessionContext.ec2RoleDelivery')
const sessionAttributes = (creationDate: Part) => ({
  fields: { creationdate: creationDate, mfaauthenticated: flagText('mfaAuthenticated') },
})
const tlsDetails = {
  fields: {
    tlsversion: text('tlsVersion'),
    ciphersuite: text('cipherSuite'),
    clientprovidedhostheader: text('clientProvidedHostHeader'),
  },
}

/** Source: CloudTrail user guide, "Supported SQL schemas for event data stores". */
const lakeIdentity = {
  fields: {
    type: text('userIdentityType'),
    principalid: text('principalId'),
    arn: text('userIdentityArn'),
    accountid: text('userIdentityAccountId'),
    accesskeyid: text('accessKeyId'),
    username: text('userName'),
    sessioncontext: {
      fields: {
        attributes: sessionAttributes(timeOfText('sessionCreationDate')),
        sessionissuer: issuer,
        webidfederationdata: webIdentity,
        sourceidentity: text('sourceIdentity'),
        ec2roledelivery: ec2RoleDelivery,
        ec2issuedinvpc: text('userIdentity.sessionContext.ec2IssuedInVpc'),
      },
    },
    onbehalfof: onBehalfOf,
    inscopeof: inScopeOf,
    invokedby: text('invokedBy'),
    identityprovider: text('identityProvider'),
  },
}

/** Source: Athena user guide, "Create a table for CloudTrail logs": the columns of the table that it makes. */
const athenaIdentity = {
  fields: {
    type: text('userIdentityType'),
    principalid: text('principalId'),
    arn: text('userIdentityArn'),
    accountid: text('userIdentityAccountId'),
    invokedby: text('invokedBy'),
    accesskeyid: text('accessKeyId'),
    username: text('userName'),
    onbehalfof: onBehalfOf,
    sessioncontext: {
      fields: {
        attributes: {
          fields: { mfaauthenticated: flagText('mfaAuthenticated'), creationdate: text('sessionCreationDate') },
        },
        sessionissuer: issuer,
        ec2roledelivery: ec2RoleDelivery,
        webidfederationdata: webIdentity,
      },
    },
  },
}

const always = (name: string, shape: Shape): ViewColumn => ({ name, shape, isOnlyNamed: false })
const ifNamed = (name: string, shape: Shape): ViewColumn => ({ name, shape, isOnlyNamed: true })
/** Columns that are called as ours are, in lower case. */
const same = (...names: readonly (keyof typeof columns)[]): readonly ViewColumn[] =>
  names.map((name) => always(name.toLowerCase(), text(name)))

/** Fields of records that one of the tables lacks and a query may name all the same. */
const alsoNamed: readonly ViewColumn[] = [
  ifNamed('eventcontext', large('eventContext')),
  ifNamed('insightdetails', large('insightDetails')),
  ifNamed('annotation', text('annotation')),
]

export const lakeColumns: readonly ViewColumn[] = [
  ...same('eventVersion'),
  always('useridentity', lakeIdentity),
  always('eventtime', part('time', 'eventTime')),
  ...same('eventSource', 'eventName', 'awsRegion', 'sourceIPAddress', 'userAgent', 'errorCode', 'errorMessage'),
  always('requestparameters', map('requestParameters')),
  always('responseelements', map('responseElements')),
  always('additionaleventdata', map('additionalEventData')),
  ...same('requestID', 'eventID'),
  always('readonly', flag('readOnly')),
  always('resources', resources('accountid', 'type', 'arn', 'arnprefix')),
  ...same('eventType', 'apiVersion'),
  always('managementevent', flag('managementEvent')),
  ...same('recipientAccountId', 'sharedEventID'),
  always('annotation', text('annotation')),
  ...same('vpcEndpointId', 'vpcEndpointAccountId'),
  always('serviceeventdetails', map('serviceEventDetails')),
  always('addendum', smallMap('addendum')),
  always('edgedevicedetails', smallMap('edgeDeviceDetails')),
  always('insightdetails', map('insightDetails')),
  ...same('eventCategory'),
  always('tlsdetails', tlsDetails),
  always('sessioncredentialfromconsole', flag('sessionCredentialFromConsole')),
  always('eventjson', wholeRecord),
  always('eventjsonchecksum', { ...wholeRecord, sql: `to_base64(unhex(sha256(${wholeRecord.sql})))` }),
  ...alsoNamed.filter(({ name }) => name === 'eventcontext'),
  // Columns of event data stores of Insights events.
  ifNamed('insightsource', text('insightSource')),
  ifNamed('insightstate', text('insightState')),
  ifNamed('insighteventsource', text('insightEventSource')),
  ifNamed('insighteventname', text('insightEventName')),
  ifNamed('insighterrorcode', text('insightDetails.errorCode')),
  ifNamed('insighttype', text('insightType')),
  ifNamed('insightcontext', large('insightContext')),
  // Of activity outside of AWS.
  ifNamed('eventdata', large('eventData')),
  ifNamed('metadata', large('metadata')),
]

export const athenaColumns: readonly ViewColumn[] = [
  ...same('eventVersion'),
  always('useridentity', athenaIdentity),
  always('eventtime', timeText),
  ...same('eventSource', 'eventName', 'awsRegion', 'sourceIPAddress', 'userAgent', 'errorCode', 'errorMessage'),
  always('requestparameters', large('requestParameters')),
  always('responseelements', large('responseElements')),
  always('additionaleventdata', large('additionalEventData')),
  ...same('requestID', 'eventID'),
  always('resources', resources('arn', 'accountid', 'type')),
  ...same('eventType', 'apiVersion'),
  always('readonly', flagText('readOnly')),
  ...same('recipientAccountId'),
  always('serviceeventdetails', large('serviceEventDetails')),
  ...same('sharedEventID', 'vpcEndpointId', 'vpcEndpointAccountId', 'eventCategory'),
  always('addendum', {
    fields: {
      reason: text('addendumReason'),
      updatedfields: text('addendum.updatedFields'),
      originalrequestid: text('addendum.originalRequestID'),
      originaleventid: text('addendumOriginalEventID'),
    },
  }),
  always('sessioncredentialfromconsole', flagText('sessionCredentialFromConsole')),
  always('edgedevicedetails', text('edgeDeviceDetails')),
  always('tlsdetails', tlsDetails),
  ifNamed('managementevent', flagText('managementEvent')),
  ...alsoNamed,
  ifNamed('$path', text('file')),
]

const typeOfOurs: Readonly<Record<Column['type'], PartType>> = {
  text: 'text', id: 'text', time: 'time', flag: 'flag', integer: 'integer',
} // biome-ignore format: a table

/** The table `events` of the case in its own names, with types: times and flags are such. */
export const caseColumns: readonly ViewColumn[] = [
  ...Object.entries(columns).map(([name, { type }]) => always(name, part(typeOfOurs[type], name))),
  ...['file', 'logVerdict', 'actor', 'mfa', 'console', ...lookupColumns, 'session', 'origin'].map((name) =>
    always(name, text(name)),
  ),
  ...['fileId', 'recordIndex', 'copies'].map((name) => always(name, part('integer', name))),
  ...['conflicting', 'isError', 'byAwsService', 'bookmarked'].map((name) => always(name, flag(name))),
  ifNamed('id', part('integer', rowColumn)),
  ifNamed('eventTimeMs', part('integer', 'eventTime', 'epoch_ms("eventTime")')),
  ...['requestParameters', 'responseElements', 'additionalEventData', 'serviceEventDetails', 'eventContext'].map(
    (path) => ifNamed(path, large(path)),
  ),
  ...deedFieldNames.map((name) => ifNamed(name, part('text', deedPath(name)))),
  ifNamed('resources', resources('arn', 'accountid', 'type')),
  ifNamed('resourcesJson', text('resources')),
  ifNamed('record', wholeRecord),
  ifNamed('userIdentity', athenaIdentity),
  ifNamed('tlsDetails', tlsDetails),
]

/** Columns that hold JSON of a record, by their lower-case names: what lies at a place in them is a column of its own. */
export const jsonColumns: ReadonlyMap<string, string> = new Map(
  ['requestParameters', 'responseElements', 'additionalEventData', 'serviceEventDetails', 'insightDetails', 'insightContext',
   'edgeDeviceDetails', 'addendum', 'eventContext', 'eventData', 'metadata',
  ].map((path) => [path.toLowerCase(), path]),
) // biome-ignore format: a list

/** Columns that hold the whole record as JSON text. */
export const recordColumns: ReadonlySet<string> = new Set(['eventjson', 'record'])
