import { CodedText } from '../../columns/coded-text.ts'
import { failedCalls } from '../../columns/failed-calls.ts'
import type { Events, FlagData, TimeData } from '../../columns/snapshot.ts'
import type { TextData } from '../../columns/text-data.ts'
import type { Steps } from '../../runtime/steps.ts'

const textNames = [
  'eventName', 'eventSource', 'sharedEventID', 'sourceIPAddress', 'userIdentityType', 'principalId', 'userIdentityArn',
  'userIdentityAccountId', 'userName', 'accessKeyId', 'invokedBy', 'onBehalfOfUserId', 'sessionIssuerType', 'sessionIssuerArn',
  'sessionCreationDate', 'sourceIdentity', 'ec2RoleDelivery', 'credentialsIssuedTo', 'issuedAccessKeyId', 'issuedSessionArn',
  'requestedRoleArn', 'consoleLogin', 'switchedFrom',
] as const // biome-ignore format: a list
type TextName = (typeof textNames)[number]

/** The columns that sessions are told from, as arrays. Code 0 is null. */
export type IdentityColumns = { readonly [N in TextName]: TextData } & {
  readonly events: number
  /** UtcMs; NaN where there is none. */
  readonly times: Float64Array
  /** 2 for calls that failed. */
  readonly failed: Uint8Array
  /** 0 unknown, 1 false, 2 true. */
  readonly readOnly: Uint8Array
  readonly fromConsole: Uint8Array
  readonly assumedRoot: Uint8Array
}

export function* identityColumns(events: Events): Steps<IdentityColumns> {
  const { columns } = events
  for (const name of textNames) {
    const column = columns[name]
    if (column instanceof CodedText) yield* column.makeStrings()
  }
  const texts = Object.fromEntries(textNames.map((name) => [name, columns[name]])) as { [N in TextName]: TextData }
  return {
    ...texts,
    events: events.events,
    times: (columns.eventTime as TimeData).values,
    failed: failedCalls(events),
    readOnly: (columns.readOnly as FlagData).values,
    fromConsole: (columns.sessionCredentialFromConsole as FlagData).values,
    assumedRoot: (columns.assumedRoot as FlagData).values,
  }
}

/** The text of a cell; null where it has none or an empty one, which services write for a field that they lack. */
export function textAt({ codes, dictionary }: TextData, row: number): string | null {
  const code = row < 0 ? 0 : codes[row]!
  return code === 0 ? null : dictionary[code] || null
}
