import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { unzipSync } from 'fflate'
import type { Values } from '../../../fixtures/snapshot.ts'

/** Reading in the plainest way: nothing of the product is used here. */
export type RawRecord = Readonly<Record<string, unknown>>

/** All records of the files in a folder, whatever they are wrapped in; copies of one event as often as they occur. */
export function rawRecordsIn(folder: string): readonly RawRecord[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => textsOf(join(entry.parentPath, entry.name)))
    .flatMap(valuesOf)
    .flatMap(recordsOf)
}

function textsOf(path: string): readonly string[] {
  const bytes = readFileSync(path)
  if (path.endsWith('.gz')) return [gunzipSync(bytes).toString()]
  if (path.endsWith('.zip')) return Object.values(unzipSync(bytes)).map((member) => Buffer.from(member).toString())
  return [bytes.toString()]
}

/** One JSON text, or one in each line. */
function valuesOf(text: string): readonly unknown[] {
  const parsed = (json: string): readonly unknown[] => {
    try {
      return [JSON.parse(json)]
    } catch {
      return []
    }
  }
  const whole = parsed(text)
  return whole.length > 0 ? whole : text.split('\n').flatMap(parsed)
}

function recordsOf(value: unknown): readonly RawRecord[] {
  if (Array.isArray(value)) return value.flatMap(recordsOf)
  if (typeof value !== 'object' || value === null) return []
  const { Records, Events, CloudTrailEvent, detail, eventName } = value as RawRecord
  if (Array.isArray(Records)) return Records.flatMap(recordsOf)
  if (Array.isArray(Events)) return Events.flatMap(recordsOf)
  if (typeof CloudTrailEvent === 'string') return recordsOf(JSON.parse(CloudTrailEvent))
  if (detail !== undefined) return recordsOf(detail)
  return typeof eventName === 'string' ? [value as RawRecord] : []
}

const at = (record: RawRecord, path: string): unknown =>
  path.split('.').reduce((value: unknown, name) => (value as RawRecord | null | undefined)?.[name], record)

const text = (record: RawRecord, ...paths: readonly string[]): string | null => {
  const found = paths.map((path) => at(record, path)).find((value) => typeof value === 'string')
  return (found as string | undefined) ?? null
}
const flag = (record: RawRecord, path: string): boolean | null => {
  const value = String(at(record, path) ?? '').toLowerCase()
  return value === 'true' ? true : value === 'false' ? false : null
}

/** What of a record sessions are told from; the names of the fields are those of the CloudTrail user guide. */
export function valuesOfRecord(record: RawRecord): Values {
  const time = Date.parse(text(record, 'eventTime') ?? '')
  const context = 'userIdentity.sessionContext'
  return {
    eventTime: Number.isNaN(time) ? null : time,
    eventName: text(record, 'eventName'),
    eventSource: text(record, 'eventSource'),
    errorCode: text(record, 'errorCode'),
    errorMessage: text(record, 'errorMessage'),
    sharedEventID: text(record, 'sharedEventID'),
    sourceIPAddress: text(record, 'sourceIPAddress'),
    userIdentityType: text(record, 'userIdentity.type'),
    principalId: text(record, 'userIdentity.principalId'),
    userIdentityArn: text(record, 'userIdentity.arn'),
    userIdentityAccountId: text(record, 'userIdentity.accountId'),
    userName: text(record, 'userIdentity.userName'),
    accessKeyId: text(record, 'userIdentity.accessKeyId'),
    invokedBy: text(record, 'userIdentity.invokedBy'),
    onBehalfOfUserId: text(record, 'userIdentity.onBehalfOf.userId'),
    credentialsIssuedTo: text(record, 'userIdentity.inScopeOf.credentialsIssuedTo'),
    sessionIssuerType: text(record, `${context}.sessionIssuer.type`),
    sessionIssuerArn: text(record, `${context}.sessionIssuer.arn`),
    sessionCreationDate: text(record, `${context}.attributes.creationDate`),
    sourceIdentity: text(record, `${context}.sourceIdentity`),
    ec2RoleDelivery: text(record, `${context}.ec2RoleDelivery`),
    assumedRoot: flag(record, `${context}.assumedRoot`),
    sessionCredentialFromConsole: flag(record, 'sessionCredentialFromConsole'),
    issuedAccessKeyId: text(
      record,
      'responseElements.credentials.accessKeyId',
      'responseElements.accessKey.accessKeyId',
    ),
    issuedSessionArn: text(record, 'responseElements.assumedRoleUser.arn', 'responseElements.federatedUser.arn'),
    requestedRoleArn: text(record, 'requestParameters.roleArn'),
    consoleLogin: text(record, 'responseElements.ConsoleLogin'),
    signInResult: text(record, 'responseElements.SwitchRole', 'responseElements.CheckMfa'),
    switchedFrom: text(record, 'additionalEventData.SwitchFrom'),
  }
}
