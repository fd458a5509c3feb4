import type { Lookups } from '../../../../src-main/columns/lookups.ts'
import { accounts, aRecord, type CloudTrailRecord, identities } from '../../../fixtures/records.ts'
import type { Log } from './a-detection.ts'

/** A case in which a rule speaks, and one much like it in which it does not. */
export interface RuleCase {
  readonly hit: readonly CloudTrailRecord[] | readonly Log[]
  readonly miss: readonly CloudTrailRecord[] | readonly Log[]
  /** What files of the user tell, in both. */
  readonly lookups?: Lookups
}

export const { production, data, third } = accounts
export const anna = identities.user(production, 'anna')
export const ben = identities.user(production, 'ben', 'AKIAIOSFODNN7EXAMPLE')
export const deploy = identities.role(production, 'Deploy', 'anna')
export const root = identities.root(production)

/** A call to a service: `call('iam', 'CreateUser')`. */
export const call = (service: string, eventName: string, overrides: CloudTrailRecord = {}): CloudTrailRecord =>
  aRecord({ eventSource: `${service}.amazonaws.com`, eventName, requestParameters: null, ...overrides })

export const calls = (service: string, names: string, overrides: CloudTrailRecord = {}): CloudTrailRecord[] =>
  names.split(' ').map((name) => call(service, name, overrides))

export const refused = { errorCode: 'AccessDenied', errorMessage: 'User is not authorized to perform this' }

export const signIn = (
  outcome: 'Success' | 'Failure',
  mfa: 'Yes' | 'No' | undefined,
  overrides: CloudTrailRecord = {},
): CloudTrailRecord =>
  call('signin', 'ConsoleLogin', {
    eventType: 'AwsConsoleSignIn',
    userIdentity: anna,
    additionalEventData: { LoginTo: 'https://console.aws.amazon.com/', MobileVersion: 'No', MFAUsed: mfa },
    responseElements: { ConsoleLogin: outcome },
    ...(outcome === 'Failure' ? { errorMessage: 'Failed authentication' } : {}),
    ...overrides,
  })

export const times = (count: number, make: (i: number) => CloudTrailRecord): CloudTrailRecord[] =>
  Array.from({ length: count }, (_, i) => make(i))

/** `at(90)`: an hour and a half after the case begins. */
export const at = (minutes: number) => ({
  eventTime: new Date(Date.UTC(2024, 2, 5, 9) + minutes * 60_000).toISOString().replace('.000Z', 'Z'),
})

/** Gives each record an eventID of its own, unless it was given one, and a minute of its own unless it was given one. */
export function asLogs(records: RuleCase['hit']): Log[] {
  const logs = isLogs(records) ? records : [{ name: 'one.json', verdict: 'verified' as const, records }]
  let count = 0
  const { eventTime: plain, eventID: plainID } = aRecord()
  return logs.map(({ records, ...log }) => ({
    ...log,
    records: records.map((record) => {
      const n = count++
      const eventID = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
      const isNamed = record.eventID !== plainID
      return { ...record, ...(isNamed ? {} : { eventID }), ...(record.eventTime === plain ? at(n) : {}) }
    }),
  }))
}

const isLogs = (records: RuleCase['hit']): records is readonly Log[] => 'verdict' in (records[0] ?? {})
