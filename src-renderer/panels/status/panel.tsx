import { stageWords } from '../../../src-shared/words/stages.ts'
import { statusWords } from '../../../src-shared/words/status.ts'
import { beingJudged } from '../../ask/waiting.ts'
import { AsSavedMark } from '../../parts/as-saved.tsx'
import { NotReadMark } from '../../parts/not-read.tsx'
import { useCase } from '../../state/case.ts'
import { cancelJob, useShownJob } from '../../state/jobs.ts'
import { showSection } from '../../state/layout.ts'
import { useZone } from '../../state/zone.ts'
import { IconButton } from '../../widgets/button.tsx'
import { formatCounted } from '../../widgets/format.ts'
import { Progress } from '../../widgets/progress.tsx'
import { CaseFileMark } from './case-file-mark.tsx'
import { ExaminerMark } from './examiner-mark.tsx'
import { amountWords, remainingWords, shareDone } from './job-words.ts'
import './status.css'
import { VerdictBar } from './verdict-bar.tsx'

/** Counts of the case, how much of it is proven, and what is under way. */
export function StatusBar() {
  const { hello, summary, connection } = useCase()
  const job = useShownJob()
  const zone = useZone()
  return (
    <div className="status">
      {summary === null ? (
        <span className="muted">No case is open</span>
      ) : (
        <>
          <button
            type="button"
            className="status-case"
            title={summary.paths.join('\n')}
            onClick={() => showSection('sources')}
          >
            {summary.title}
          </button>
          <span
            title={`${formatCounted(summary.records, 'record')} = ${formatCounted(summary.events, 'event')} + ${formatCounted(summary.duplicates, 'duplicate')} + ${summary.unparsed} unparsed`}
          >
            {formatCounted(summary.events, 'event')}
          </span>
          <span className="status-minor">{formatCounted(summary.duplicates, 'duplicate')}</span>
          <span className="status-minor">{summary.unparsed} unparsed</span>
          <NotReadMark />
          {summary.isBeingJudged ? (
            <span className="status-judging" title={`${beingJudged} Then it is told how many events are proven.`}>
              <span className="spinner" /> Files are being verified
            </span>
          ) : (
            <>
              <VerdictBar byVerdict={summary.eventsByVerdict} />
              <AsSavedMark />
              {statusWords(summary).map((words) => (
                <button key={words} type="button" className="status-case" onClick={() => showSection('integrity')}>
                  {words}
                </button>
              ))}
            </>
          )}
        </>
      )}
      {summary !== null && <CaseFileMark />}
      {summary !== null && <ExaminerMark />}
      <span className="status-space" />
      {job !== null && job.state === 'running' && (
        <div className="status-job" title={amountWords(job)}>
          <span>{stageWords[job.stage]}</span>
          <div className="status-progress">
            <Progress label={job.title} share={shareDone(job)} />
          </div>
          <span className="status-minor">{remainingWords(job)}</span>
          <IconButton icon="close" label={`Cancel: ${job.title}`} onClick={() => cancelJob(job.id)} />
        </div>
      )}
      {connection === 'disconnected' && <span className="status-lost">Disconnected</span>}
      <span className="muted">Times in {zone.name}</span>
      {hello !== null && <span className="muted status-least">Trailproof {hello.version}</span>}
    </div>
  )
}
