import type { ExportColumn } from '../../../../src-shared/contract/export-columns.ts'
import { lookupColumns } from '../../../../src-shared/model/enrichment.ts'
import type { ExportFormat } from '../../../../src-shared/words/export-formats.ts'
import type { Snapshot } from '../../../columns/snapshot.ts'
import { readsRecordsIn } from '../formats/reads-records.ts'

/** What a thread that renders events is started with. Arrays lie in shared memory, so that they are not copied. */
export interface RenderData {
  readonly snapshot: Snapshot
  readonly format: ExportFormat
  readonly columns: readonly ExportColumn[]
  /** How many events are exported. */
  readonly total: number
  /** Null where originals are written. */
  readonly redactionKey: Uint8Array | null
}

/** Without what no event is written from: all that is not an array is copied for each thread. */
export function renderData(whole: RenderData): RenderData {
  const { snapshot, format, columns, redactionKey } = whole
  const { absences, coverage, config, sessions, incidents, lookups, files, ...events } = snapshot
  const has = (...names: readonly ExportColumn[]) => columns.some((column) => names.includes(column))
  const needed = {
    ...events,
    files: readsRecordsIn(format, columns) || has('sourceFile', 'logVerdict') ? files : [],
    ...(sessions !== undefined && has('session', 'origin') ? { sessions } : {}),
    ...(incidents !== undefined && has('incident') ? { incidents } : {}),
    ...(lookups !== undefined && (redactionKey !== null || has(...lookupColumns)) ? { lookups } : {}),
  }
  return { ...whole, snapshot: needed }
}
