import { useState } from 'react'
import type { JobId } from '../../../../src-shared/model/job.ts'
import { bundleDialog } from '../../../../src-shared/words/bundles.ts'
import { exportDialogWords } from '../../../../src-shared/words/exporting.ts'
import { ask } from '../../../ask/ask.ts'
import { useQuery } from '../../../ask/use-query.ts'
import { beingJudged, useIsBeingJudged } from '../../../ask/waiting.ts'
import { useFilter } from '../../../state/filter.ts'
import { Button } from '../../../widgets/button.tsx'
import { Dialog } from '../../../widgets/dialog.tsx'
import { formatCounted } from '../../../widgets/format.ts'
import { FilePlace } from '../file-place.tsx'
import { useReportForm } from '../report/use-report-form.ts'
import { useFile } from '../use-file.ts'
import { SignerFields, type SignerTyped, signerOf, unsigned } from './signer-fields.tsx'

interface ChooseBundleProps {
  readonly onBegin: (job: JobId) => void
  readonly onClose: () => void
}

/** Place of a bundle of what the filter bar shows, and who signs it. */
export function ChooseBundle({ onBegin, onClose }: ChooseBundleProps) {
  const { filter, sort } = useFilter()
  const target = useFile<'zip'>('bundle', 'zip', (ending) => ending)
  const counted = useQuery('events', { filter, sort, columns: [], offset: 0, limit: 1 })
  const isBeingJudged = useIsBeingJudged()
  const { read } = useReportForm('incident')
  const [hasIncident, setHasIncident] = useState(false)
  const [typed, setTyped] = useState<SignerTyped>(unsigned)
  const [problem, setProblem] = useState<string | null>(null)
  const events = counted.state === 'ready' ? counted.value.total : null
  const signer = signerOf(typed)
  const whyDisabled =
    events === 0
      ? exportDialogWords.noEvents
      : target.place === ''
        ? exportDialogWords.fileNeeded
        : signer === 'incomplete'
          ? bundleDialog.keyNeeded
          : null
  const begin = async () => {
    if (signer === 'incomplete') return
    setProblem(null)
    const incident = hasIncident && 'form' in read ? read.form : null
    const answer = await ask('exportBundle', { filter, sort, file: target.place, signer, incident })
    if (answer.ok) onBegin(answer.value)
    else setProblem(answer.message)
  }
  return (
    <Dialog
      title={bundleDialog.title}
      onClose={onClose}
      onEnter={whyDisabled === null ? () => void begin() : undefined}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={whyDisabled !== null} onClick={() => void begin()}>
            {events === null ? bundleDialog.write : `Bundle ${formatCounted(events, 'event')}`}
          </Button>
        </>
      }
    >
      <div className="export">
        <p>{bundleDialog.what}</p>
        {isBeingJudged && (
          <p>
            {beingJudged} {exportDialogWords.waitsForEvents}
          </p>
        )}
        {counted.state === 'failed' && <p role="alert">{counted.failure.message}</p>}
        <FilePlace
          file={target.file}
          extension={target.extension}
          suggestedName={target.suggestedName}
          browse={bundleDialog.folder}
          note={bundleDialog.manifest}
          onFile={target.setFile}
        />
        <label>
          <input
            type="checkbox"
            checked={hasIncident}
            onChange={({ target: { checked } }) => setHasIncident(checked)}
          />
          <span>{bundleDialog.incident}</span>
        </label>
        {hasIncident && <p className="muted">{bundleDialog.incidentMeans}</p>}
        <SignerFields typed={typed} onType={setTyped} />
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
