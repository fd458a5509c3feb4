import { lookupColumns } from '../../src-shared/model/enrichment.ts'
import type { Prepared } from '../../src-shared/sql/dialects/prepare.ts'
import type { Part } from '../store/parts.ts'

/** What a table rests on beside the events. */
const ofTable: Readonly<Record<string, readonly Part[]>> = {
  files: ['files', 'verdicts'],
  coverage: ['coverage'],
  absences: ['absences'],
  sessions: ['sessions'],
  session_hops: ['sessions'],
  config_items: ['files', 'records'],
  findings: ['findings'],
  finding_events: ['findings'],
  incidents: ['incidents'],
  incident_events: ['incidents'],
  anomalies: ['anomalies'],
}

/** Of `events` and `copies`. */
const ofColumn: Readonly<Record<string, Part>> = {
  file: 'files',
  logVerdict: 'verdicts',
  record: 'records',
  session: 'sessions',
  origin: 'sessions',
  shown: 'shown',
  ...Object.fromEntries(lookupColumns.map((column) => [column, 'lookups' as const])),
}

/** What a query reads, so that it can wait for what is not there yet. `fields` are read from records. */
export function partsOf({ tables, before, sql }: Prepared, fields: readonly string[]): ReadonlySet<Part> {
  const found = new Set<Part>(['events'])
  for (const { name, columns } of tables) {
    for (const part of ofTable[name] ?? []) found.add(part)
    for (const column of columns) if (Object.hasOwn(ofColumn, column)) found.add(ofColumn[column]!)
    if (columns.length === 0 && name === 'copies')
      for (const part of Object.values(ofColumn)) if (part !== 'shown') found.add(part)
  }
  const readsRecords = fields.length > 0 || [...before, sql].some((text) => /\brecord_(?:text|field)\b/.test(text))
  if (readsRecords) found.add('records')
  return found
}
