import type { Job, Stage } from '../../../src-shared/model/job.ts'
import { formatBytes, formatCount, formatDuration } from '../../widgets/format.ts'

/** Stages behind the reading of all files, of which no share is known. */
const withoutShare: readonly Stage[] = ['ordering', 'verifying', 'indexing', 'chaining', 'detecting']

/** By bytes, since files differ in size by far; null while nothing is known of the whole. */
export function shareDone({ stage, bytesDone, bytesTotal, filesDone, filesTotal }: Job): number | null {
  if (withoutShare.includes(stage)) return null
  if (bytesTotal > 0) return bytesDone / bytesTotal
  return filesTotal > 0 ? filesDone / filesTotal : null
}

export function remainingWords({ remainingMs }: Job): string {
  return remainingMs === null ? 'Time left not known yet' : `About ${formatDuration(remainingMs)} left`
}

/** `1,204 of 2,000 files · 88 MB of 146 MB · 602,000 events` */
export function amountWords({ kind, filesDone, filesTotal, bytesDone, bytesTotal, events }: Job): string {
  return [
    filesTotal > 0
      ? `${formatCount(filesDone)} of ${formatCount(filesTotal)} files`
      : `${formatCount(filesDone)} files`,
    ...(bytesTotal > 0 ? [`${formatBytes(bytesDone)} of ${formatBytes(bytesTotal)}`] : []),
    ...(kind === 'fetch' ? [] : [`${formatCount(events)} events`]),
  ].join(' · ')
}
