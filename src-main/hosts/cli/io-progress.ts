import { formatCount } from '../../../src-shared/base/count.ts'
import type { FetchProgress } from '../../../src-shared/model/acquisition.ts'
import type { Job } from '../../../src-shared/model/job.ts'
import { stageWords } from '../../../src-shared/words/stages.ts'

export const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1).replace(/\B(?=(?:\d{3})+\.)/g, ',')

/** `Reading files: 120 of 2,000 files, 12.3 of 90.1 MB, 120,000 events, about 8 s left` */
export function describeJob(job: Job): string {
  const parts = [
    job.filesTotal > 0
      ? `${formatCount(job.filesDone)} of ${formatCount(job.filesTotal)} files`
      : `${formatCount(job.filesDone)} files`,
    job.bytesTotal > 0 ? `${megabytes(job.bytesDone)} of ${megabytes(job.bytesTotal)} MB` : '',
    `${formatCount(job.events)} events`,
    job.remainingMs === null ? '' : `about ${formatCount(Math.ceil(job.remainingMs / 1000))} s left`,
  ]
  return `${stageWords[job.stage]}: ${parts.filter((part) => part !== '').join(', ')}`
}

/** `Fetching: 120 of 2,000 objects, 12.3 of 90.1 MB, about 8 s left` */
export function describeFetch(progress: FetchProgress): string {
  const { stage, objectsDone, objectsTotal, bytesDone, bytesTotal, remainingMs } = progress
  const thing = stage === 'keys' ? 'Regions' : 'objects'
  const parts = [
    objectsTotal === null
      ? `${formatCount(objectsDone)} ${thing}, ${megabytes(bytesDone)} MB`
      : `${formatCount(objectsDone)} of ${formatCount(objectsTotal)} ${thing}`,
    stage === 'fetching' ? `${megabytes(bytesDone)} of ${megabytes(bytesTotal)} MB` : '',
    remainingMs === null ? '' : `about ${formatCount(Math.ceil(remainingMs / 1000))} s left`,
  ]
  return `${stageWords[stage]}: ${parts.filter((part) => part !== '').join(', ')}`
}
