import { parsePath } from '../../base/json-slice.ts'
import { pathsAsked } from '../asks.ts'
import type { Filter } from '../model.ts'

/** Names at the top of records. Source: CloudTrail user guide, "CloudTrail record contents". */
const recordNames: ReadonlySet<string> = new Set([
  'addendum', 'additionalEventData', 'apiVersion', 'awsRegion', 'edgeDeviceDetails', 'errorCode', 'errorMessage', 'eventCategory',
  'eventContext', 'eventID', 'eventName', 'eventSource', 'eventTime', 'eventType', 'eventVersion', 'insightDetails',
  'managementEvent', 'readOnly', 'recipientAccountId', 'requestID', 'requestParameters', 'resources', 'responseElements',
  'serviceEventDetails', 'sessionCredentialFromConsole', 'sharedEventID', 'sourceIPAddress', 'tlsDetails', 'userAgent',
  'userIdentity', 'vpcEndpointAccountId', 'vpcEndpointId',
]) // biome-ignore format: a list

/** Names at the top of its paths that no record of CloudTrail has. */
export function unknownFields(filter: Filter): readonly string[] {
  const names = pathsAsked(filter).map((path) => String(parsePath(path)?.[0] ?? path))
  return [...new Set(names)].filter((name) => !recordNames.has(name))
}
