import type { Job } from '../../../src-shared/model/job.ts'
import { useCase } from '../../state/case.ts'
import { showFetch } from '../../state/fetch.ts'
import { useJobs } from '../../state/jobs.ts'
import { openSample, pickAndOpen, pickCaseFile, useOpen } from '../../state/open.ts'
import { Button } from '../../widgets/button.tsx'
import { Icon } from '../../widgets/icon.tsx'
import { KeyHint } from '../../widgets/key-hint.tsx'
import { RecentCases } from './recent-cases.tsx'
import './welcome.css'
import { adviceFor, type WhyUnopened } from './advice.ts'

/** What a newcomer sees: what this is, what to open, what was opened before. */
export function WelcomePanel() {
  const { hello, recent } = useCase()
  const refused = useOpen((state) => state.failure)
  const failedJob = useJobs(
    ({ jobs }) => Object.values(jobs).find(({ kind, state }) => kind === 'open' && state === 'failed') ?? null,
  )
  const advice = adviceFor(refused?.code ?? whyFailed(failedJob))
  return (
    <div className="welcome">
      <div className="welcome-page">
        <h1>Trailproof</h1>
        <p className="welcome-what">
          Reads AWS CloudTrail logs, proves from their digests which of them are unaltered, and answers questions about
          the events. Everything stays on this computer: files are only read. Only “Fetch from S3”, which reads, and
          queries that you send to Athena or Trino use the network.
        </p>
        {advice !== null && <p className="welcome-advice">{advice}</p>}
        <section className="welcome-drop" aria-label="Open">
          <Icon name="folder" size={28} />
          <p>
            {hello?.host === 'electron'
              ? 'Drop folders or files here, or open them.'
              : 'Open a folder on the computer running Trailproof.'}
          </p>
          <div className="welcome-actions">
            <Button look="primary" onClick={() => void pickAndOpen()}>
              Open folder <KeyHint keys="Mod+O" />
            </Button>
            <Button onClick={() => void pickCaseFile()}>Open case file…</Button>
            <Button onClick={() => showFetch()}>Fetch from S3…</Button>
            <Button onClick={() => void openSample()}>Open the sample case</Button>
          </div>
          <p className="muted">
            Any local copy of a trail’s S3 bucket, or part of one, as downloaded with “aws s3 sync”: log files (.json.gz
            or .json), digest files, and for proof the output of “aws cloudtrail list-public-keys”. The sample case is
            synthetic: a stolen key, a chain of roles, and logs that were tampered with.
          </p>
        </section>
        <RecentCases recent={recent} />
      </div>
    </div>
  )
}

function whyFailed(job: Job | null): WhyUnopened | null {
  if (job === null) return null
  return job.nothingFound ? 'nothing-found' : 'failed'
}
