import type { Layer } from './layer.ts'

/**
 * Columns that no record has: facts of ours about an event. The filter, the grid and the columns of a case take them
 * like those of the record, and the schema of SQL lists them. A column of something that comes later than the events
 * is a line here, with its layer, and its twin in src-main/columns/coded-column.ts, which the compiler asks for; SQL
 * reads it by a function `event_<name>` of src-main/store/.
 */
export interface AddedColumn {
  readonly type: 'text' | 'flag'
  /** What a case must know first. */
  readonly layer: Layer
  /** One sentence for the schema reference. */
  readonly doc: string
}

export const addedColumns = {
  logVerdict: {
    type: 'text',
    layer: 'verdicts',
    doc: 'Integrity verdict of the log file that holds the event.',
  },
  actor: {
    type: 'text',
    layer: 'events',
    doc: 'Who acted, as people say it, such as user/ci-deploy; principals of several accounts may share a name.',
  },
  mfa: {
    type: 'text',
    layer: 'events',
    doc: 'Whether MFA authenticated the caller: yes, no, or not knowable where somebody else than IAM vouched for it; absent where the event does not say.',
  },
  console: {
    type: 'text',
    layer: 'events',
    doc: 'Whether the call came from a session of the console: yes, no (the agent is a program), or not knowable; agents are what callers say they are.',
  },
  byAwsService: {
    type: 'flag',
    layer: 'events',
    doc: 'Whether an AWS service made the call, by itself or for somebody.',
  },
  sourceFile: {
    type: 'text',
    layer: 'events',
    doc: 'The log file that holds the event, below the opened folder.',
  },
  conflicting: {
    type: 'flag',
    layer: 'events',
    doc: 'Whether copies of the event differ in content.',
  },
  isError: {
    type: 'flag',
    layer: 'events',
    doc: 'Whether the call failed: it has an errorCode or an errorMessage, or it is a sign-in whose result is Failure.',
  },
  bookmarked: {
    type: 'flag',
    layer: 'events',
    doc: 'Whether the analyst keeps a bookmark on the event.',
  },
  country: {
    type: 'text',
    layer: 'lookups',
    doc: 'Country of the source address, ISO 3166-1 alpha-2, as the database that the user chose tells it.',
  },
  city: {
    type: 'text',
    layer: 'lookups',
    doc: 'City of the source address, as the database that the user chose tells it; often wrong.',
  },
  asn: {
    type: 'text',
    layer: 'lookups',
    doc: 'Number of the autonomous system of the source address, such as AS64496, as the database that the user chose tells it.',
  },
  owner: {
    type: 'text',
    layer: 'lookups',
    doc: 'Who has the source address: the trusted network that the user lists, else the service of AWS by ip-ranges.json, else the organization of the AS.',
  },
  accountName: {
    type: 'text',
    layer: 'lookups',
    doc: 'Name of the account that the event was delivered to, by the list that the user chose.',
  },
  session: {
    type: 'text',
    layer: 'sessions',
    doc: 'The credentials that the call was made with, from issue to last use: their access key, or principal and creation date.',
  },
  origin: {
    type: 'text',
    layer: 'sessions',
    doc: 'The human or workload at the start of the chain of sessions that the call belongs to, where the case tells it.',
  },
  incident: {
    type: 'text',
    layer: 'incidents',
    doc: 'The incident that the event belongs to: who, and when it began.',
  },
} as const satisfies Readonly<Record<string, AddedColumn>>

export type AddedColumnName = keyof typeof addedColumns
export const addedColumnNames = Object.keys(addedColumns) as readonly AddedColumnName[]
