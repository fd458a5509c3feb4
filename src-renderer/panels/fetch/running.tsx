import { useEffect, useState } from 'react'
import type { FetchReport } from '../../../src-shared/model/acquisition.ts'
import type { Job, JobId } from '../../../src-shared/model/job.ts'
import { planLines, reportLines } from '../../../src-shared/words/acquisition.ts'
import { stageWords } from '../../../src-shared/words/stages.ts'
import { ask } from '../../ask/ask.ts'
import { hideFetch } from '../../state/fetch.ts'
import { cancelJob, useLastSeen } from '../../state/jobs.ts'
import { openFetched } from '../../state/open.ts'
import { Button } from '../../widgets/button.tsx'
import { Dialog } from '../../widgets/dialog.tsx'
import { formatBytes, formatCounted } from '../../widgets/format.ts'
import { Progress } from '../../widgets/progress.tsx'

interface RunningProps {
  readonly jobId: JobId
  readonly isPlan: boolean
  readonly folder: string
  readonly onBack: () => void
  readonly onFetch: () => void
}

/** A preview or a fetch under way, and how it ended. */
export function Running({ jobId, isPlan, folder, onBack, onFetch }: RunningProps) {
  const job = useLastSeen(jobId)
  const report = useReport(job)
  const isRunning = job === null || job.state === 'running'
  const hasObjects = report !== null && report.plan.all.objects > 0
  const open = () => {
    hideFetch()
    void openFetched(folder, report?.keysFolder ?? null)
  }
  return (
    <Dialog
      title={isPlan ? 'Preview of the fetch' : titles[job?.state ?? 'running']}
      onClose={hideFetch}
      actions={
        isRunning ? (
          <>
            {!isPlan && <Button onClick={hideFetch}>Continue in background</Button>}
            <Button look="danger" onClick={() => cancelJob(jobId)}>
              Cancel
            </Button>
          </>
        ) : (
          <>
            <Button onClick={onBack}>Back</Button>
            <Button look="primary" disabled={!hasObjects} onClick={isPlan ? onFetch : open}>
              {isPlan ? 'Fetch' : 'Open the folder'}
            </Button>
          </>
        )
      }
    >
      <div className="dialog-form" role="status">
        {isRunning ? <Course job={job} /> : <Ending job={job} report={report} isPlan={isPlan} folder={folder} />}
      </div>
    </Dialog>
  )
}

const titles: Readonly<Record<Job['state'], string>> = {
  running: 'Fetching from S3',
  done: 'Fetched from S3',
  cancelled: 'Fetch cancelled',
  failed: 'Fetch failed',
}

function Course({ job }: { readonly job: Job | null }) {
  if (job === null) return <Progress label="Listing objects" share={null} />
  const { stage, filesDone, filesTotal, bytesDone, bytesTotal } = job
  return (
    <>
      <Progress label={stageWords[stage]} share={bytesTotal > 0 ? bytesDone / bytesTotal : null} />
      <p className="muted">
        {stageWords[stage]}: {formatCounted(filesDone, 'object')}
        {filesTotal > 0 &&
          ` of ${formatCounted(filesTotal, 'object')}, ${formatBytes(bytesDone)} of ${formatBytes(bytesTotal)}`}
      </p>
    </>
  )
}

interface EndingProps {
  readonly job: Job
  readonly report: FetchReport | null
  readonly isPlan: boolean
  readonly folder: string
}

function Ending({ job, report, isPlan, folder }: EndingProps) {
  if (job.state === 'failed') return <p className="dialog-problem">{job.message ?? 'No reason was given.'}</p>
  if (report === null) return <p>It was cancelled. The same fetch goes on where it stopped.</p>
  return (
    <>
      {(isPlan ? planLines(report) : reportLines(report, folder, null)).map((line) => (
        <p key={line}>{line}</p>
      ))}
      {report.troubles.map(({ subject, sentence }) => (
        <p key={subject} className="dialog-problem">
          {sentence}
        </p>
      ))}
    </>
  )
}

/** Asked for when the job has ended. */
function useReport(job: Job | null): FetchReport | null {
  const [report, setReport] = useState<FetchReport | null>(null)
  const ended = job !== null && job.state !== 'running' ? job.id : null
  useEffect(() => {
    if (ended === null) return
    void ask('fetchReport', { jobId: ended }).then((answer) => answer.ok && setReport(answer.value))
  }, [ended])
  return report
}
