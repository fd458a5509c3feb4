import { useState } from 'react'
import { sigmaHeadline, sigmaRunning } from '../../../../src-shared/words/sigma.ts'
import { RulesDialog } from '../../../parts/sigma/rules-dialog.tsx'
import type { SigmaState } from '../../../state/sigma.ts'
import { Button } from '../../../widgets/button.tsx'
import { ChooseRules } from './choose-rules.tsx'
import '../../../parts/sigma/sigma.css'

/** The user's rules of Sigma: where they are, what became of them, and which were not run. */
export function SigmaBar({ run, again }: { readonly run: SigmaState; readonly again: () => void }) {
  const [shown, setShown] = useState<'nothing' | 'choice' | 'rules'>('nothing')
  const close = () => setShown('nothing')
  return (
    <div className="sigma-bar">
      <Button icon="folder" onClick={() => setShown('choice')}>
        Sigma rules…
      </Button>
      {run.state === 'running' && (
        <span role="status">
          <span className="spinner" /> {sigmaRunning}
        </span>
      )}
      {run.state === 'failed' && <span role="alert">{run.message}</span>}
      {run.state === 'ready' && (
        <>
          <span>{sigmaHeadline(run.run)}</span>
          <Button look="quiet" onClick={() => setShown('rules')}>
            All rules
          </Button>
        </>
      )}
      {(run.state === 'ready' || run.state === 'failed') && (
        <Button look="quiet" title="Reads the files anew" onClick={again}>
          Run again
        </Button>
      )}
      {shown === 'choice' && <ChooseRules onClose={close} />}
      {shown === 'rules' && run.state === 'ready' && <RulesDialog run={run.run} onClose={close} />}
    </div>
  )
}
