import { type ReactNode, useState } from 'react'
import type { Result } from '../../../src-shared/base/result.ts'
import type { JobId } from '../../../src-shared/model/job.ts'
import { exportDialogWords } from '../../../src-shared/words/exporting.ts'
import { Button } from '../../widgets/button.tsx'
import { Dialog } from '../../widgets/dialog.tsx'
import { FormatChoice, RedactionChoice } from './choices.tsx'
import { FilePlace } from './file-place.tsx'
import type { Formats } from './formats.ts'
import { type Refusal, Refused } from './refused.tsx'
import type { ExportFile } from './use-file.ts'

/** What every export is told. */
export interface Chosen<F extends string> {
  readonly format: F
  readonly file: string
  /** Whether it replaces a file that is there. */
  readonly replaces: boolean
  /** The file of its key, where it is redacted. */
  readonly redactionKey?: string
}

interface FrameProps<F extends string> {
  readonly title: string
  /** What the button says that begins. */
  readonly action: string
  readonly formats: Formats<F>
  readonly target: ExportFile<F>
  /** Beside a file that is not chosen yet; null where nothing is in the way. */
  readonly whyDisabled: string | null
  /** Asks for the export as it was chosen. */
  readonly onExport: (chosen: Chosen<F>) => Promise<Result<JobId, string>>
  readonly onBegin: (job: JobId) => void
  readonly onClose: () => void
  /** What is to be known first. */
  readonly before: ReactNode
  /** Further choices. */
  readonly choices?: ReactNode
  /** What the manifest will say. */
  readonly manifest: ReactNode
}

/** Format and place, with what is to be known about them: the same for events, for the rows of a query and for findings. */
export function ExportFrame<F extends string>({
  title,
  action,
  formats,
  target,
  onExport,
  onBegin,
  onClose,
  ...shown
}: FrameProps<F>) {
  const { format, extension, file, place, suggestedName, suggestedKey, setFile, setFormat } = target
  const [problem, setProblem] = useState<Refusal | null>(null)
  const [keyFile, setKeyFile] = useState<string | null>(null)
  const whyDisabled =
    place === ''
      ? exportDialogWords.fileNeeded
      : keyFile?.trim() === ''
        ? exportDialogWords.keyFileNeeded
        : shown.whyDisabled
  const begin = async (replaces = false) => {
    setProblem(null)
    const redaction = keyFile === null ? {} : { redactionKey: keyFile.trim() }
    const answer = await onExport({ format, file: place, replaces, ...redaction })
    if (answer.ok) onBegin(answer.value)
    else setProblem(answer)
  }
  return (
    <Dialog
      title={title}
      onClose={onClose}
      onEnter={whyDisabled === null ? () => void begin() : undefined}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" title="Enter" disabled={whyDisabled !== null} onClick={() => void begin()}>
            {action}
          </Button>
        </>
      }
    >
      <div className="export">
        {shown.before}
        <FormatChoice formats={formats} format={format} onFormat={setFormat} />
        {shown.choices}
        <FilePlace file={file} extension={extension} suggestedName={suggestedName} onFile={setFile} />
        {whyDisabled !== null && <p className="muted">{whyDisabled}</p>}
        {place !== '' && place !== file && (
          <p className="muted">
            It is written to <span className="mono">{place}</span>
          </p>
        )}
        <RedactionChoice keyFile={keyFile} suggested={suggestedKey} onKeyFile={setKeyFile} />
        {problem !== null && <Refused refusal={problem} onReplace={() => void begin(true)} />}
        {shown.manifest}
      </div>
    </Dialog>
  )
}
