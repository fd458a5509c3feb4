import { useState } from 'react'
import { exportDialogWords } from '../../../src-shared/words/exporting.ts'
import { ask } from '../../ask/ask.ts'
import { joinPath } from '../../parts/paths.ts'
import { browseFor } from '../../state/browse.ts'
import { useCase } from '../../state/case.ts'
import { Button } from '../../widgets/button.tsx'
import { withEnding } from './formats.ts'

interface FilePlaceProps {
  readonly file: string
  readonly extension: string
  readonly suggestedName: string
  /** Above the folders that are looked through. */
  readonly browse?: string
  /** What lies beside the file, a sentence. */
  readonly note?: string
  readonly onFile: (file: string) => void
}

/** Where the export goes: typed, or chosen with the system's dialog or the directory browser. */
export function FilePlace({
  file,
  extension,
  suggestedName,
  browse = 'Folder for the export',
  note = exportDialogWords.manifest,
  onFile,
}: FilePlaceProps) {
  const host = useCase((state) => state.hello?.host)
  const [problem, setProblem] = useState<string | null>(null)
  const choose = async () => {
    if (host !== 'electron') {
      browseFor({
        title: browse,
        verb: 'Choose',
        files: false,
        onChoose: ([folder]) => folder !== undefined && onFile(joinPath(folder, suggestedName)),
      })
      return
    }
    const answer = await ask('pickPaths', { purpose: 'export' })
    setProblem(answer.ok ? null : answer.message)
    const picked = answer.ok ? answer.value[0] : undefined
    if (picked !== undefined) onFile(withEnding(picked, extension))
  }
  return (
    <fieldset>
      <legend>File</legend>
      <div className="export-file">
        <input
          type="text"
          aria-label="File to write"
          placeholder={`Choose a place, or type a path such as ${suggestedName}`}
          spellCheck={false}
          value={file}
          onChange={(event) => onFile(event.target.value)}
        />
        <Button icon="folder" onClick={() => void choose()}>
          Choose…
        </Button>
      </div>
      <p className="muted">{note}</p>
      {problem !== null && <p role="alert">{problem}</p>}
    </fieldset>
  )
}
