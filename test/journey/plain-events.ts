import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** As much of a record as journeys judge what the window says by. */
export interface PlainEvent {
  readonly eventID: string
  readonly eventTime: string
  readonly eventName: string
  readonly eventType?: string
  readonly sharedEventID?: string
  readonly readOnly?: boolean
  readonly awsRegion?: string
  readonly errorCode?: string
  readonly errorMessage?: string
  readonly sourceIPAddress?: string
  readonly userIdentity?: {
    readonly type?: string
    readonly arn?: string
    readonly userName?: string
    readonly accessKeyId?: string
    readonly invokedBy?: string
    readonly sessionContext?: { readonly sessionIssuer?: { readonly arn?: string } }
  }
  readonly requestParameters?: Readonly<Record<string, unknown>> | null
  readonly responseElements?: {
    readonly ConsoleLogin?: string
    readonly credentials?: { readonly accessKeyId?: string }
    readonly accessKey?: { readonly accessKeyId?: string }
  } | null
}

/** The events of a folder of log files, read in the plainest way: each eventID once, in order of time. */
export function plainEvents(folder: string): readonly PlainEvent[] {
  const byId = new Map<string, PlainEvent>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.json(\.gz)?$/.test(entry.name)) continue
    const bytes = readFileSync(join(entry.parentPath, entry.name))
    const read = JSON.parse(String(entry.name.endsWith('.gz') ? gunzipSync(bytes) : bytes)) as
      | readonly PlainEvent[]
      | { readonly Records?: readonly PlainEvent[] }
    for (const event of 'length' in read ? read : (read.Records ?? [])) byId.set(event.eventID, event)
  }
  return [...byId.values()].sort((a, b) => (a.eventTime < b.eventTime ? -1 : a.eventTime > b.eventTime ? 1 : 0))
}

/** How many events have each value, the most frequent first. */
export function counted(events: readonly PlainEvent[], valueIn: (event: PlainEvent) => string | undefined) {
  const counts = new Map<string, number>()
  for (const event of events) {
    const value = valueIn(event)
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
}

export const address = ({ sourceIPAddress }: PlainEvent) => sourceIPAddress
export const keyOf = ({ userIdentity }: PlainEvent) => userIdentity?.accessKeyId
export const keyIssuedBy = ({ responseElements }: PlainEvent) =>
  responseElements?.credentials?.accessKeyId ?? responseElements?.accessKey?.accessKeyId
export const bucketIn = ({ requestParameters }: PlainEvent) => {
  const name = requestParameters?.bucketName
  return typeof name === 'string' ? name : undefined
}
export const isFailedLogin = ({ eventName, responseElements }: PlainEvent) =>
  eventName === 'ConsoleLogin' && responseElements?.ConsoleLogin === 'Failure'
export const isByService = ({ userIdentity, eventType, sourceIPAddress }: PlainEvent) =>
  userIdentity?.type === 'AWSService' ||
  eventType === 'AwsServiceEvent' ||
  [userIdentity?.invokedBy, sourceIPAddress].some((by) => by === 'AWS Internal' || by?.endsWith('.amazonaws.com')) ||
  userIdentity?.sessionContext?.sessionIssuer?.arn?.includes(':role/aws-service-role/') === true

/**
 * Each session that a key leads to, by the number of its events: its own, those of the keys it issued, and so on. An event
 * that another account was told of without a key has the key of the event that it shares its sharedEventID with.
 */
export function chainFrom(events: readonly PlainEvent[], key: string): readonly number[] {
  const shared = new Map(
    events.filter((event) => keyOf(event) !== undefined).map((event) => [event.sharedEventID, keyOf(event)]),
  )
  const sessionOf = (event: PlainEvent) =>
    keyOf(event) ?? (event.sharedEventID === undefined ? undefined : shared.get(event.sharedEventID))
  const keys = new Set([key])
  for (const each of keys)
    for (const event of events) {
      const issued = keyOf(event) === each ? keyIssuedBy(event) : undefined
      if (issued !== undefined) keys.add(issued)
    }
  return [...keys].map((each) => events.filter((event) => sessionOf(event) === each).length).sort((a, b) => a - b)
}

/** What the whole text of a record holds, the words of its columns and all that lies between. */
export const holding = (events: readonly PlainEvent[], text: string) =>
  events.filter((event) => JSON.stringify(event).includes(text))

/** The places of a record at which a value stands, each with the value. */
export function leavesOf(event: PlainEvent): ReadonlyMap<string, string> {
  const leaves = new Map<string, string>()
  const walk = (value: unknown, path: string) => {
    const members = typeof value === 'object' && value !== null ? Object.entries(value) : []
    if (members.length === 0) leaves.set(path, JSON.stringify(value))
    for (const [name, member] of members) walk(member, `${path}.${name}`)
  }
  walk(event, '')
  return leaves
}
