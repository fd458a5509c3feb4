import { useState } from 'react'
import type { ExportFormat, SqlAsked } from '../../../src-shared/contract/index.ts'
import type { JobId } from '../../../src-shared/model/job.ts'
import { ask } from '../../ask/ask.ts'
import { beingJudged, useIsBeingJudged } from '../../ask/waiting.ts'
import { useCase } from '../../state/case.ts'
import { Button } from '../../widgets/button.tsx'
import { Dialog } from '../../widgets/dialog.tsx'
import { FormatChoice } from './choices.tsx'
import { FilePlace } from './file-place.tsx'
import { resultWords } from './formats.ts'
import { ResultManifestPreview } from './manifest-preview.tsx'
import { useFile } from './use-file.ts'

interface ChooseForResultProps {
  readonly query: SqlAsked
  readonly onBegin: (job: JobId) => void
  readonly onClose: () => void
}

/** Format and place of all rows of a query. */
export function ChooseForResult({ query, onBegin, onClose }: ChooseForResultProps) {
  const title = useCase((state) => state.summary?.title ?? 'case')
  const [format, setFormat] = useState<ExportFormat>('csv')
  const { file, place, suggestedName, setFile, changeFormat } = useFile(title, 'result', format)
  const [problem, setProblem] = useState<string | null>(null)
  const isBeingJudged = useIsBeingJudged()
  const begin = async () => {
    setProblem(null)
    const answer = await ask('exportSql', { ...query, format, file: place })
    if (answer.ok) onBegin(answer.value)
    else setProblem(answer.message)
  }
  return (
    <Dialog
      title="Export the result"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={place === ''} onClick={begin}>
            Export all rows
          </Button>
        </>
      }
    >
      <div className="export">
        <p>
          The query runs again, and all of its rows are written as they are found: not only those on screen, in the
          order of the query.
        </p>
        {isBeingJudged && <p>{beingJudged} The export waits for that: its manifest tells what the case proves.</p>}
        <FormatChoice
          words={resultWords}
          format={format}
          onFormat={(next) => {
            changeFormat(next)
            setFormat(next)
          }}
        />
        <FilePlace file={file} format={format} suggestedName={suggestedName} onFile={setFile} />
        {place === '' && <p className="muted">Choose a file to write first.</p>}
        {place !== '' && place !== file && (
          <p className="muted">
            It is written to <span className="mono">{place}</span>
          </p>
        )}
        {problem !== null && (
          <p className="export-problem" role="alert">
            {problem}
          </p>
        )}
        <ResultManifestPreview query={query} />
      </div>
    </Dialog>
  )
}
