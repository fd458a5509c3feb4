import { lookupColumns } from '../../src-shared/model/enrichment.ts'
import { recordFunctions } from './record-functions.ts'
import { isShownFunction } from './shown.ts'

/**
 * What a database is made of, piece by piece, as some is there later than the rest: what is told from the columns of
 * events; the files of the case; the verdicts on them; the hours of delivery; what is missing or invalid; original
 * records, read from their files; what files of the user tell of addresses; the sessions that events belong to; what the
 * rules found; the incidents that these make; counts that are unusual; which events the window's filter shows, which comes
 * with the query.
 */
export const parts = [
  'events', 'files', 'verdicts', 'coverage', 'absences', 'records', 'lookups', 'sessions', 'findings', 'incidents', 'anomalies', 'shown',
] as const // biome-ignore format: a list
export type Part = (typeof parts)[number]

/** Tables of other parts than events. */
const tables: Readonly<Record<string, Part>> = {
  files: 'files',
  coverage_hour: 'coverage',
  absence: 'absences',
  config_item: 'files',
  finding: 'findings',
  finding_event: 'findings',
  incident: 'incidents',
  incident_event: 'incidents',
  anomaly: 'anomalies',
  session: 'sessions',
  session_hop: 'sessions',
}

const functions: readonly (readonly [RegExp, Part])[] = [
  [new RegExp(`^(${recordFunctions.join('|')})$`), 'records'],
  [/^(event_logverdict|copy_logverdict|file_verdict)$/, 'verdicts'],
  [/^(event_file|copy_file|file_\w+|config_\w+)$/, 'files'],
  [new RegExp(`^event_(${lookupColumns.join('|').toLowerCase()})$`), 'lookups'],
  [/^(event_session|event_origin|session_\w+|hop_\w+)$/, 'sessions'],
  [/^coverage_\w+$/, 'coverage'],
  [/^absence_\w+$/, 'absences'],
  // Those that rules are written with (analysis/rules/sql-functions.ts, policy-functions.ts) know the files.
  [
    /^(principal|principal_filter|is_usual|occurs|signed|filter_(calls|is|any|events)|time_filter|utc|counted|failed|listed|acted_on|told|policy_\w+|access_\w+)$/,
    'verdicts',
  ],
  [/^finding_\w+$/, 'findings'],
  [/^incident_\w+$/, 'incidents'],
  [/^anomaly_\w+$/, 'anomalies'],
  [new RegExp(`^${isShownFunction}$`), 'shown'],
]

/** The part that a table of schema.sql belongs to. */
export const partOfTable = (name: string): Part => tables[name] ?? 'events'

/** The part that a function belongs to, in any case of letters; functions of SQLite itself belong to events. */
export const partOfFunction = (name: string): Part =>
  functions.find(([form]) => form.test(name.toLowerCase()))?.[1] ?? 'events'
