import type { FileKind } from '../../../src-shared/event.ts'

export const kindWords: Readonly<Record<FileKind, string>> = {
  log: 'log files',
  'insights-log': 'Insights logs',
  'network-activity-log': 'network activity logs',
  digest: 'digests',
  'backfill-digest': 'backfill digests',
  'public-keys': 'public key lists',
  sidecar: 'metadata files',
  other: 'other files, skipped',
}

/** Of one file, in a cell. What is skipped says what it is instead. */
export const kindOfOne = (kind: FileKind, form: string): string =>
  kind === 'other' ? `skipped: ${form}` : singular[kind]

const singular: Readonly<Record<FileKind, string>> = {
  log: 'log file',
  'insights-log': 'Insights log',
  'network-activity-log': 'network activity log',
  digest: 'digest',
  'backfill-digest': 'backfill digest',
  'public-keys': 'public key list',
  sidecar: 'metadata file',
  other: 'other',
}
