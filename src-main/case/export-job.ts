import { basename } from 'node:path'
import type { In } from '../../src-shared/contract/index.ts'
import { exportEvents, RecordGone } from '../handover/export/export-events.ts'
import { partialEnding } from '../handover/export/safe-file.ts'
import { aborted, cancelled, type Ending, failed, type RunningJob } from './jobs.ts'
import type { ShownCase } from './shown-case.ts'

/** Waits for what the filter looks for in records, and for verdicts: the manifest tells them. */
export async function writeExport(
  job: RunningJob,
  { judged, searches }: ShownCase,
  query: In<'exportEvents'>,
  version: string,
): Promise<Ending> {
  const open = await Promise.race([judged, aborted(job.abort.signal).then(() => null)])
  if (open === null) return cancelled
  const whole = await searches.whenWhole(query.filter, job.abort.signal)
  job.abort.signal.throwIfAborted()
  if (!whole.ok) return failed(`Nothing was written: ${whole.message}`)
  const { query: columns, reader, summary, ingested } = open
  const coverage = ingested.report === null ? null : open.completeness.coverage(query.filter)
  const source = { query: columns, reader, summary, report: ingested.report, coverage, version }
  try {
    const [file, manifest] = await exportEvents(source, query, job.abort.signal, (events, of) =>
      job.report({ events, filesDone: events, filesTotal: of }),
    )
    return { state: 'done', message: `Written to ${file}, with ${basename(manifest)} beside it.` }
  } catch (error) {
    job.abort.signal.throwIfAborted()
    return failed(whyUnwritten(error, query.file))
  }
}

function whyUnwritten(error: unknown, file: string): string {
  if (error instanceof RecordGone) return `Nothing was written: ${error.message}`
  const { code = null, path = null } = error instanceof Error ? (error as NodeJS.ErrnoException) : {}
  if (code === 'EEXIST' && path?.endsWith(partialEnding))
    return `Nothing was written: ${path} lies there, of an export that is under way or was killed. Remove it or choose another name.`
  if (code === 'EEXIST') return `Nothing was written: ${file} or its manifest exists already. Choose another name.`
  if (code === 'ENOSPC') return `Nothing was written: there is no room left on the disk of ${file}.`
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM')
    return `Nothing was written: ${file} may not be created there.`
  if (code === 'ENOENT') return `Nothing was written: the folder of ${file} does not exist.`
  return `Nothing was written to ${file}: ${error instanceof Error ? error.message : String(error)}`
}
