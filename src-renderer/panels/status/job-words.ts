import type { Job, Stage } from '../../../src-shared/model/job.ts'
import { formatBytes, formatCount, formatDuration } from '../../widgets/format.ts'

/** Stages before and behind the reading of all files, of which no share is known. */
const withoutShare: readonly Stage[] = [
  'discovering',
  'ordering',
  'verifying',
  'indexing',
  'chaining',
  'detecting',
  'relating',
  'comparing',
]

/** By bytes, since files differ in size by far; null while nothing is known of the whole. */
export function shareDone({ stage, bytesDone, bytesTotal, filesDone, filesTotal }: Job): number | null {
  if (withoutShare.includes(stage)) return null
  if (bytesTotal > 0) return bytesDone / bytesTotal
  return filesTotal > 0 ? filesDone / filesTotal : null
}

/** Empty of a stage that is not estimated. Coarse, as an estimate is: a figure that changes with every look is not believed. */
export function remainingWords(job: Job): string {
  const { remainingMs } = job
  if (remainingMs === null) return shareDone(job) === null ? '' : 'Estimating…'
  const step = steps.find(({ below }) => remainingMs < below) ?? steps.at(-1)!
  const rounded = Math.ceil(remainingMs / step.ms) * step.ms
  return rounded === 0 ? 'Nearly done' : `About ${formatDuration(rounded)} left`
}

/** Up to which estimate, in milliseconds, it is rounded up to how many. */
const steps = [
  { below: 10_000, ms: 1000 },
  { below: 60_000, ms: 5000 },
  { below: 600_000, ms: 30_000 },
  { below: Number.POSITIVE_INFINITY, ms: 300_000 },
] as const

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
