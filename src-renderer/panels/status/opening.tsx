import type { Job, Stage } from '../../../src-shared/model/job.ts'
import { stageWords } from '../../../src-shared/words/stages.ts'
import { cancelJob } from '../../state/jobs.ts'
import { Button } from '../../widgets/button.tsx'
import { formatBytes, formatCount, formatDuration } from '../../widgets/format.ts'
import { Icon } from '../../widgets/icon.tsx'
import { Progress } from '../../widgets/progress.tsx'
import { remainingWords, shareDone } from './job-words.ts'
import './opening.css'

const openingStages: readonly Stage[] = [
  'discovering',
  'reading',
  'ordering',
  'verifying',
  'indexing',
  'chaining',
  'detecting',
  'relating',
  'comparing',
]

/** While a case is being opened and there is nothing to look at yet. */
export function OpeningOverlay({ job }: { readonly job: Job }) {
  const at = openingStages.indexOf(job.stage)
  const figures = [
    ['Files', job.filesDone, job.filesTotal, formatCount],
    ['Bytes on disk', job.bytesDone, job.bytesTotal, formatBytes],
  ] as const
  return (
    <div className="opening" role="status">
      <h1>{job.title}</h1>
      <Progress label={stageWords[job.stage]} share={shareDone(job)} />
      <p className="opening-time">
        <span>{remainingWords(job)}</span>
        <span>{formatDuration(job.elapsedMs)} so far</span>
      </p>
      <ol className="opening-stages">
        {openingStages.map((stage, place) => (
          <li key={stage} aria-current={place === at ? 'step' : undefined} data-done={place < at || undefined}>
            {place < at ? <Icon name="check" size={14} /> : <span className="opening-dot" />}
            {stageWords[stage]}
          </li>
        ))}
      </ol>
      <dl className="opening-figures">
        {figures.map(([name, done, total, format]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {format(done)}
              {total > 0 && <span className="muted"> of {format(total)}</span>}
            </dd>
          </div>
        ))}
        <div>
          <dt>Events</dt>
          <dd>{formatCount(job.events)}</dd>
        </div>
      </dl>
      <p className="muted">Sources are only read. Cancel keeps what was read until then, marked as partial.</p>
      <Button onClick={() => cancelJob(job.id)}>Cancel</Button>
    </div>
  )
}
