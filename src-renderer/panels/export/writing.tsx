import type { Job, JobId } from '../../../src-shared/model/job.ts'
import { beingJudged, useIsBeingJudged } from '../../ask/waiting.ts'
import type { Exported } from '../../state/export.ts'
import { cancelJob, useLastSeen } from '../../state/jobs.ts'
import { Button } from '../../widgets/button.tsx'
import { CopyButton } from '../../widgets/copy-button.tsx'
import { Dialog } from '../../widgets/dialog.tsx'
import { formatCounted } from '../../widgets/format.ts'
import { Progress } from '../../widgets/progress.tsx'

interface WritingProps {
  readonly kind: Exported['kind']
  readonly jobId: JobId
  readonly onClose: () => void
  readonly onAgain: () => void
}

/** The export under way, and how it ended. */
export function Writing({ kind, jobId, onClose, onAgain }: WritingProps) {
  const job = useLastSeen(jobId)
  const isRunning = job === null || job.state === 'running'
  return (
    <Dialog
      title={titles[kind][job?.state ?? 'running']}
      onClose={onClose}
      actions={
        isRunning ? (
          <>
            <Button onClick={onClose}>Continue in background</Button>
            <Button look="danger" onClick={() => cancelJob(jobId)}>
              {kind === 'report' ? 'Cancel the report' : 'Cancel the export'}
            </Button>
          </>
        ) : (
          <>
            {job.state !== 'done' && <Button onClick={onAgain}>Back</Button>}
            <Button look="primary" onClick={onClose}>
              Close
            </Button>
          </>
        )
      }
    >
      <div className="export" role="status">
        {job === null ? <Progress label="Export" share={null} /> : <Course job={job} noun={nouns[kind]} />}
      </div>
    </Dialog>
  )
}

/** What is counted while it is written; a report is written as one. */
const nouns = {
  events: 'event',
  result: 'row',
  findings: 'finding',
  bundle: 'event',
  report: null,
} as const satisfies Readonly<Record<Exported['kind'], string | null>>

type Noun = (typeof nouns)[Exported['kind']]
const waiting = { event: 'Events are', row: 'Rows are', finding: 'Findings are' } as const

const ofExport = { done: 'Exported', cancelled: 'Export cancelled', failed: 'Export failed' } as const
const titles: Readonly<Record<Exported['kind'], Readonly<Record<Job['state'], string>>>> = {
  events: { running: 'Exporting events', ...ofExport },
  result: { running: 'Exporting rows', ...ofExport },
  findings: { running: 'Exporting findings', ...ofExport },
  bundle: {
    running: 'Writing the bundle',
    done: 'Bundle written',
    cancelled: 'Bundle cancelled',
    failed: 'Bundle not written',
  },
  report: {
    running: 'Writing the report',
    done: 'Report written',
    cancelled: 'Report cancelled',
    failed: 'Report not written',
  },
}

function Course({ job, noun }: { readonly job: Job; readonly noun: Noun }) {
  const isBeingJudged = useIsBeingJudged()
  switch (job.state) {
    case 'running':
      return (
        <>
          <Progress label={job.title} share={job.filesTotal > 0 ? job.filesDone / job.filesTotal : null} />
          <p className="muted">
            {isBeingJudged
              ? `${beingJudged} ${noun === null ? 'The report is' : waiting[noun]} written when that is done.`
              : noun !== null && `${formatCounted(job.events, noun)} written`}
          </p>
        </>
      )
    case 'done':
      return (
        <>
          {noun !== null && (
            <p>
              {formatCounted(job.events, noun)} {job.events === 1 ? 'was' : 'were'} written.
            </p>
          )}
          {job.message !== null && (
            <p className="export-done">
              <span className="mono">{job.message}</span>
              <CopyButton what="where the files lie" text={job.message} />
            </p>
          )}
        </>
      )
    case 'cancelled':
      return <p>Nothing was kept: neither the file nor its manifest is on disk.</p>
    case 'failed':
      return <p className="dialog-problem">{job.message ?? 'No reason was given.'}</p>
  }
}
