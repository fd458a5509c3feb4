/**
 * The program of every worker thread: the name of the file that a build makes of it, and the file below the root that
 * it starts from. Sole list: the build, the build of the tests and whoever starts a thread read it here.
 */
export const workers = {
  'case-worker': 'src-main/engine/case-worker.ts',
  'sql-worker': 'src-main/engine/sql-worker.ts',
  'duckdb-worker': 'src-main/engine/duckdb-worker.ts',
  'read-worker': 'src-main/ingest/read-worker.ts',
  'inflate-worker': 'src-main/records/inflate-worker.ts',
  'search-worker': 'src-main/records/search-worker.ts',
  'field-worker': 'src-main/records/fields/field-worker.ts',
  'export-worker': 'src-main/handover/export/threads/export-worker.ts',
  'enrich-worker': 'src-main/enrichment/enrich-worker.ts',
  'fetch-worker': 'src-main/acquire/fetch-worker.ts',
} as const

export type WorkerName = keyof typeof workers

/** What `new Worker` is started with. `folder` holds the built workers, all side by side. */
export const builtWorker = (folder: string, name: WorkerName): string => `${folder}/${name}.js`
