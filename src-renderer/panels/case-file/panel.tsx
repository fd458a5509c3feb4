import { useState } from 'react'
import { caseFileEnding } from '../../../src-shared/model/case-file.ts'
import type { Job, JobId } from '../../../src-shared/model/job.ts'
import { caseFileWords } from '../../../src-shared/words/case-file.ts'
import { ask } from '../../ask/ask.ts'
import { beingJudged, useIsBeingJudged } from '../../ask/waiting.ts'
import { joinPath, nameOf } from '../../parts/paths.ts'
import { placeOf, useExportFolders } from '../../parts/use-place.ts'
import { browseFor } from '../../state/browse.ts'
import { useCase } from '../../state/case.ts'
import { hideSaveCase, useSaveCase } from '../../state/case-file.ts'
import { cancelJob, useLastSeen } from '../../state/jobs.ts'
import { Button } from '../../widgets/button.tsx'
import { Dialog } from '../../widgets/dialog.tsx'
import { Progress } from '../../widgets/progress.tsx'
import './case-file.css'

/** Saves the case in a new file. */
export function SaveCaseDialog() {
  const shown = useSaveCase((state) => state.shown)
  const [jobId, setJobId] = useState<JobId | null>(null)
  const close = () => {
    setJobId(null)
    hideSaveCase()
  }
  if (!shown) return null
  if (jobId !== null) return <Saving jobId={jobId} onClose={close} onAgain={() => setJobId(null)} />
  return <Choose onBegin={setJobId} onClose={close} />
}

interface ChooseProps {
  readonly onBegin: (job: JobId) => void
  readonly onClose: () => void
}

function Choose({ onBegin, onClose }: ChooseProps) {
  const { hello, summary } = useCase()
  const isBeingJudged = useIsBeingJudged()
  const folder = useExportFolders()?.folder ?? null
  const [named, setNamed] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const suggested = `${(summary?.title ?? 'case').replace(/[^\w.-]+/g, '-')}${caseFileEnding}`
  const typed = named ?? (folder === null ? '' : joinPath(folder, suggested))
  const file = typed.trim() === '' ? '' : withEnding(placeOf(typed.trim(), folder))
  const whyDisabled = isBeingJudged
    ? `${beingJudged} Then the case can be saved.`
    : file === ''
      ? 'Choose a file to write first.'
      : null
  const save = async () => {
    setProblem(null)
    const answer = await ask('saveCase', { file })
    if (answer.ok) onBegin(answer.value)
    else setProblem(answer.message)
  }
  const choose = async () => {
    if (hello?.host !== 'electron') {
      browseFor({
        title: 'Folder for the case file',
        verb: 'Choose',
        files: false,
        onChoose: ([chosen]) =>
          chosen !== undefined && setNamed(joinPath(chosen, nameOf(file === '' ? suggested : file))),
      })
      return
    }
    const answer = await ask('pickPaths', { purpose: 'save-case' })
    const picked = answer.ok ? answer.value[0] : undefined
    if (picked !== undefined) setNamed(picked)
  }
  return (
    <Dialog
      title="Save case as"
      onClose={onClose}
      onEnter={whyDisabled === null ? save : undefined}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" title="Enter" disabled={whyDisabled !== null} onClick={() => void save()}>
            Save
          </Button>
        </>
      }
    >
      <div className="save-case">
        {caseFileWords.holds.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        <div className="save-case-file">
          <input
            type="text"
            aria-label="Case file to write"
            placeholder={`Choose a place, or type a path such as ${suggested}`}
            spellCheck={false}
            value={typed}
            onChange={(event) => setNamed(event.target.value)}
          />
          <Button icon="folder" onClick={() => void choose()}>
            Choose…
          </Button>
        </div>
        {file !== '' && file !== typed && (
          <p className="muted">
            It is written to <span className="mono">{file}</span>
          </p>
        )}
        {whyDisabled !== null && <p className="muted">{whyDisabled}</p>}
        {problem !== null && (
          <p className="dialog-problem" role="alert">
            {problem}
          </p>
        )}
      </div>
    </Dialog>
  )
}

const withEnding = (file: string): string => (file.endsWith(caseFileEnding) ? file : `${file}${caseFileEnding}`)

interface SavingProps {
  readonly jobId: JobId
  readonly onClose: () => void
  readonly onAgain: () => void
}

/** The case being saved, and how that ended. */
function Saving({ jobId, onClose, onAgain }: SavingProps) {
  const job = useLastSeen(jobId)
  const isRunning = job === null || job.state === 'running'
  return (
    <Dialog
      title={titles[job?.state ?? 'running']}
      onClose={onClose}
      actions={
        isRunning ? (
          <Button look="danger" onClick={() => cancelJob(jobId)}>
            Cancel
          </Button>
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
      <div className="save-case" role="status">
        {isRunning ? (
          <Progress
            label="Saving the case"
            share={job === null || job.bytesTotal === 0 ? null : job.bytesDone / job.bytesTotal}
          />
        ) : (
          <p>{job.message ?? 'Nothing was written.'}</p>
        )}
      </div>
    </Dialog>
  )
}

const titles: Readonly<Record<Job['state'], string>> = {
  running: 'Saving the case',
  done: 'Case saved',
  cancelled: 'Saving was cancelled',
  failed: 'The case was not saved',
}
