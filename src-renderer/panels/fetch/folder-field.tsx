import { useState } from 'react'
import { ask } from '../../ask/ask.ts'
import { browseFor } from '../../state/browse.ts'
import { useCase } from '../../state/case.ts'
import { Button } from '../../widgets/button.tsx'
import { TextField } from '../../widgets/text-field.tsx'

interface FolderFieldProps {
  readonly value: string
  readonly onValue: (folder: string) => void
}

/** Typed, or chosen with the system's dialog or the directory browser. */
export function FolderField({ value, onValue }: FolderFieldProps) {
  const host = useCase((state) => state.hello?.host)
  const [problem, setProblem] = useState<string | null>(null)
  const take = ([folder]: readonly string[]) => folder !== undefined && onValue(folder)
  const choose = async () => {
    if (host !== 'electron') {
      browseFor({ title: 'Folder to fetch into', verb: 'Choose', files: false, onChoose: take })
      return
    }
    const answer = await ask('pickPaths', { purpose: 'open' })
    setProblem(answer.ok ? null : answer.message)
    if (answer.ok) take(answer.value)
  }
  return (
    <>
      <div className="fetch-folder">
        <TextField label="Folder to fetch into" placeholder="a new or empty folder" value={value} onValue={onValue} />
        <Button icon="folder" onClick={() => void choose()}>
          Choose…
        </Button>
      </div>
      {problem !== null && <p role="alert">{problem}</p>}
    </>
  )
}
