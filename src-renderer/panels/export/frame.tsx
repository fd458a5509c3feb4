import { type ReactNode, useState } from 'react'
import type { Result } from '../../../src-shared/base/result.ts'
import type { ExportFormat } from '../../../src-shared/contract/index.ts'
import type { JobId } from '../../../src-shared/model/job.ts'
import { Button } from '../../widgets/button.tsx'
import { Dialog } from '../../widgets/dialog.tsx'
import { FormatChoice } from './choices.tsx'
import { FilePlace } from './file-place.tsx'
import type { FormatWords } from './formats.ts'
import type { ExportFile } from './use-file.ts'

interface FrameProps {
  readonly title: string
  /** What the button says that begins. */
  readonly action: string
  readonly words: FormatWords
  readonly target: ExportFile
  /** Beside a file that is not chosen yet; null where nothing is in the way. */
  readonly whyDisabled: string | null
  /** Asks for the export, in this format and to this file. */
  readonly onExport: (format: ExportFormat, file: string) => Promise<Result<JobId>>
  readonly onBegin: (job: JobId) => void
  readonly onClose: () => void
  /** What is to be known first. */
  readonly before: ReactNode
  /** Further choices. */
  readonly choices?: ReactNode
  /** What the manifest will say. */
  readonly manifest: ReactNode
}

/** Format and place, with what is to be known about them: the same for events and for the rows of a query. */
export function ExportFrame({ title, action, words, target, onExport, onBegin, onClose, ...shown }: FrameProps) {
  const { format, file, place, suggestedName, setFile, setFormat } = target
  const [problem, setProblem] = useState<string | null>(null)
  const whyDisabled = place === '' ? 'Choose a file to write first.' : shown.whyDisabled
  const begin = async () => {
    setProblem(null)
    const answer = await onExport(format, place)
    if (answer.ok) onBegin(answer.value)
    else setProblem(answer.message)
  }
  return (
    <Dialog
      title={title}
      onClose={onClose}
      onEnter={whyDisabled === null ? begin : undefined}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" title="Enter" disabled={whyDisabled !== null} onClick={begin}>
            {action}
          </Button>
        </>
      }
    >
      <div className="export">
        {shown.before}
        <FormatChoice words={words} format={format} onFormat={setFormat} />
        {shown.choices}
        <FilePlace file={file} format={format} suggestedName={suggestedName} onFile={setFile} />
        {whyDisabled !== null && <p className="muted">{whyDisabled}</p>}
        {place !== '' && place !== file && (
          <p className="muted">
            It is written to <span className="mono">{place}</span>
          </p>
        )}
        {problem !== null && (
          <p className="dialog-problem" role="alert">
            {problem}
          </p>
        )}
        {shown.manifest}
      </div>
    </Dialog>
  )
}
