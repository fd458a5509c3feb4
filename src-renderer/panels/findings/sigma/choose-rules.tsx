import { useState } from 'react'
import { ask } from '../../../ask/ask.ts'
import { browseFor } from '../../../state/browse.ts'
import { useCase } from '../../../state/case.ts'
import { chooseRules, useSigmaChoice } from '../../../state/sigma.ts'
import { Button } from '../../../widgets/button.tsx'
import { Dialog } from '../../../widgets/dialog.tsx'
import { TextField } from '../../../widgets/text-field.tsx'

/** Where the rules are. They are run as soon as they are chosen, and again for each case that is opened. */
export function ChooseRules({ onClose }: { readonly onClose: () => void }) {
  const chosen = useSigmaChoice()
  const host = useCase((state) => state.hello?.host)
  const [folder, setFolder] = useState(chosen.folder)
  const [placeholders, setPlaceholders] = useState(chosen.placeholders)
  const [problem, setProblem] = useState<string | null>(null)
  const take = ([path]: readonly string[]) => path !== undefined && setFolder(path)
  const pick = async () => {
    if (host !== 'electron') {
      browseFor({ title: 'Folder of Sigma rules', verb: 'Choose', files: false, onChoose: take })
      return
    }
    const answer = await ask('pickPaths', { purpose: 'open' })
    setProblem(answer.ok ? null : answer.message)
    if (answer.ok) take(answer.value)
  }
  const choose = (choice: { readonly folder: string; readonly placeholders: string }) => {
    chooseRules(choice)
    onClose()
  }
  const run = () => choose({ folder: folder.trim(), placeholders: placeholders.trim() })
  return (
    <Dialog
      title="Sigma rules"
      onClose={onClose}
      onEnter={folder.trim() === '' ? undefined : run}
      actions={
        <>
          <Button look="primary" disabled={folder.trim() === ''} onClick={run}>
            Run the rules
          </Button>
          {chosen.folder !== '' && (
            <Button onClick={() => choose({ folder: '', placeholders: '' })}>Use no rules</Button>
          )}
        </>
      }
    >
      <div className="dialog-form">
        <p className="muted">
          Rules of Sigma for CloudTrail, .yml files at any depth below a folder. Nothing is fetched: the rules are
          yours, and each finding names its rule, author and licence.
        </p>
        <div className="sigma-folder">
          <TextField
            label="Folder of rules"
            placeholder="/home/anna/sigma/rules/cloud/aws"
            value={folder}
            onValue={setFolder}
          />
          <Button icon="folder" onClick={() => void pick()}>
            Choose…
          </Button>
        </div>
        {problem !== null && <p role="alert">{problem}</p>}
        <TextField
          label="File of placeholders"
          placeholder="none: rules with the modifier expand are not run"
          value={placeholders}
          onValue={setPlaceholders}
        />
      </div>
    </Dialog>
  )
}
