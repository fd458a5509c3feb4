import { formatCount, formatCounted } from '../../src-shared/base/count.ts'
import type { Ingested, ReadCase } from '../ingest/ingest.ts'

/** Why not all events of the files are in the case, a sentence; null where they are. */
export function whyPartial({ report, leftOut, counts, sources }: Told & Pick<Ingested, 'report'>): string | null {
  // Cancelled after the last file was read and judged, nothing is missing.
  if (report !== null) return whyLeftOut({ leftOut, counts }, 'All files were hashed and judged.')
  const done = sources.filter(({ form }) => form !== 'not read').length
  return `Opening was cancelled after ${formatCount(done)} of ${formatCounted(sources.length, 'file')}; nothing was verified, and all numbers are of what was read until then.`
}

/** The same of a case whose files are still being judged. */
export const whyPartialYet = (read: Omit<Told, 'sources'>): string | null => whyLeftOut(read, 'All files were hashed.')

type Told = Pick<ReadCase, 'leftOut' | 'counts' | 'sources'>

function whyLeftOut({ leftOut, counts }: Omit<Told, 'sources'>, done: string): string | null {
  if (leftOut === 0) return null
  return (
    `There is memory for ${formatCounted(counts.events, 'event')}: those of ${formatCounted(leftOut, 'log file')} were left out, which Sources names, and numbers of events are without them. ` +
    `${done} Open fewer folders, or use a machine with more memory.`
  )
}

/** Why there is nothing to open, a sentence. */
export function nothingAmong(paths: readonly string[], sources: readonly { readonly form: string }[]): string {
  const where = paths.join(', ')
  if (sources.length === 0)
    return `There are no files under ${where}. Choose the folder that the logs were downloaded to.`
  const forms = [...new Set(sources.map(({ form }) => form))].slice(0, 5).join(', ')
  const subject = sources.length === 1 ? 'The only file' : `None of the ${formatCount(sources.length)} files`
  return `${subject} under ${where} is ${sources.length === 1 ? 'no' : 'a'} CloudTrail log, digest or key list. Found: ${forms}.`
}
