import type { FilterColumn } from '../filter/columns.ts'
import { type EntityKind, entityKinds } from '../filter/entity.ts'

/** What one of a kind is called, and several of it. */
export const entityWords: Readonly<Record<EntityKind, { readonly one: string; readonly many: string }>> = {
  actor: { one: 'Actor', many: 'Actors' },
  origin: { one: 'Origin of sessions', many: 'Origins of sessions' },
  principal: { one: 'Principal', many: 'Principals' },
  accessKey: { one: 'Access key', many: 'Access keys' },
  role: { one: 'Role', many: 'Roles' },
  address: { one: 'Source address', many: 'Source addresses' },
  agent: { one: 'User agent', many: 'User agents' },
  bucket: { one: 'Bucket', many: 'Buckets' },
  account: { one: 'Account', many: 'Accounts' },
  region: { one: 'Region', many: 'Regions' },
  service: { one: 'Service', many: 'Services' },
  operation: { one: 'Operation', many: 'Operations' },
}

/** How it takes part in the events that have it in a column: said after their number, “12 events: signed the request”. */
const takesPart: Readonly<Partial<Record<FilterColumn, string>>> = {
  actor: 'made the call',
  origin: 'is at the start of the chain of sessions',
  userIdentityArn: 'made the call',
  issuedSessionArn: 'is the session that the call began',
  accessKeyId: 'signed the request',
  issuedAccessKeyId: 'was issued by the call',
  sessionIssuerArn: 'issued the credentials of the caller',
  requestedRoleArn: 'is the role that the call asked for',
  sourceIPAddress: 'sent the request',
  userAgent: 'sent the request',
  bucketName: 'is named by the call',
  recipientAccountId: 'received the event',
  userIdentityAccountId: 'owns the principal that called',
  sessionIssuerAccountId: 'owns the role or user behind the credentials',
  vpcEndpointAccountId: 'owns the VPC endpoint',
  awsRegion: 'received the request',
  eventSource: 'received the request',
  eventName: 'was called',
}

/** The columns of a kind, each with how a value takes part in the events that have it there. */
export const waysOf = (kind: EntityKind): readonly { readonly column: FilterColumn; readonly words: string }[] =>
  entityKinds[kind].map((column) => ({ column, words: takesPart[column] ?? column }))

export const noSuchEntity = 'No event of this case has it.'
export const entitiesMean =
  'Who acted, with which keys, from where and on what: the most frequent ones of the case. Each opens a page of its own.'

/** Within a sentence; AWS writes Region with a capital. */
const within = (kind: EntityKind): string => {
  const { one } = entityWords[kind]
  return kind === 'region' ? one : one[0]!.toLowerCase() + one.slice(1)
}

/** In the menu of a value. */
export const pageOf = (kind: EntityKind): string => `Page of this ${within(kind)}`
