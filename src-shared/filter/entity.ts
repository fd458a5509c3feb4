import type { FilterColumn } from './columns.ts'
import { type Filter, filterOf } from './model.ts'

/**
 * What an investigation follows, by kind, with the columns of events in which its value stands. The first column names
 * who acted or where, if the kind has such a one; the others are of calls that were about it.
 */
export const entityKinds = {
  actor: ['actor'],
  origin: ['origin'],
  principal: ['userIdentityArn', 'issuedSessionArn'],
  accessKey: ['accessKeyId', 'issuedAccessKeyId'],
  role: ['sessionIssuerArn', 'requestedRoleArn'],
  address: ['sourceIPAddress'],
  agent: ['userAgent'],
  bucket: ['bucketName'],
  account: ['recipientAccountId', 'userIdentityAccountId', 'sessionIssuerAccountId', 'vpcEndpointAccountId'],
  region: ['awsRegion'],
  service: ['eventSource'],
  operation: ['eventName'],
} as const satisfies Readonly<Record<string, readonly FilterColumn[]>>

export type EntityKind = keyof typeof entityKinds
export interface Entity {
  readonly kind: EntityKind
  readonly value: string
}

const kinds = Object.keys(entityKinds) as readonly EntityKind[]
const columnsOf = (kind: EntityKind): readonly FilterColumn[] => entityKinds[kind]

/** Null for a column whose values are none that one follows. */
export const entityKindOf = (column: string): EntityKind | null =>
  kinds.find((kind) => columnsOf(kind).includes(column as FilterColumn)) ?? null

/** Its events by one of its columns. */
export const appearance = (column: FilterColumn, value: string): Filter =>
  filterOf([{ column, operator: 'is', values: [value] }])

/** All events in which it stands. */
export function eventsOf({ kind, value }: Entity): Filter {
  const conditions = columnsOf(kind).map((column) => ({ column, operator: 'is' as const, values: [value] }))
  return filterOf([conditions.length === 1 ? conditions[0]! : { any: conditions }])
}
