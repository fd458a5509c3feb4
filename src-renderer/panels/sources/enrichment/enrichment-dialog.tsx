import { useState } from 'react'
import type { Enrichment } from '../../../../src-shared/model/enrichment.ts'
import { enrichmentWindow } from '../../../../src-shared/words/enrichment.ts'
import { ask } from '../../../ask/ask.ts'
import { problemOf } from '../../../ask/problem-of.ts'
import { useQuery } from '../../../ask/use-query.ts'
import { browseFor } from '../../../state/browse.ts'
import { useCase } from '../../../state/case.ts'
import { Button } from '../../../widgets/button.tsx'
import { Dialog } from '../../../widgets/dialog.tsx'
import { Loading } from '../../../widgets/empty.tsx'
import { Problem } from '../../../widgets/problem.tsx'
import { TextField } from '../../../widgets/text-field.tsx'
import { EnrichmentFiles } from './enrichment-files.tsx'
import './enrichment.css'

/** The user's files that addresses are looked up in: what each is, how many addresses it knows, and what is wrong with it. */
export function EnrichmentDialog({ onClose }: { readonly onClose: () => void }) {
  const kept = useQuery('enrichment', undefined)
  const [chosen, setChosen] = useState<Enrichment | null>(null)
  const [path, setPath] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [isReading, setReading] = useState(false)
  const host = useCase((state) => state.hello?.host)
  if (kept.state === 'failed') return <Problem {...problemOf(kept.failure)} onRetry={kept.again} />
  const shown = chosen ?? (kept.state === 'ready' ? kept.value : null)
  const paths = shown?.files.map((file) => file.path) ?? []
  const use = async (next: readonly string[]) => {
    setReading(true)
    const answer = await ask('chooseEnrichment', { paths: next })
    setReading(false)
    setProblem(answer.ok ? null : answer.message)
    if (answer.ok) setChosen(answer.value)
  }
  const add = (more: readonly string[]) => {
    if (more.length > 0) void use([...new Set([...paths, ...more])])
  }
  const pick = async () => {
    if (host !== 'electron') {
      browseFor({ title: enrichmentWindow.pick, verb: 'Choose', files: true, onChoose: add })
      return
    }
    const answer = await ask('pickPaths', { purpose: 'files' })
    setProblem(answer.ok ? null : answer.message)
    if (answer.ok) add(answer.value)
  }
  const addTyped = () => {
    add([path.trim()])
    setPath('')
  }
  return (
    <Dialog title={enrichmentWindow.title} wide onClose={onClose} onEnter={path.trim() === '' ? undefined : addTyped}>
      <div className="dialog-form">
        <p className="muted">{enrichmentWindow.doc}</p>
        <div className="enrichment-add">
          <TextField
            label={enrichmentWindow.file}
            placeholder="/data/GeoLite2-City.mmdb"
            value={path}
            onValue={setPath}
          />
          <Button disabled={path.trim() === '' || isReading} onClick={addTyped}>
            {enrichmentWindow.add}
          </Button>
          <Button icon="folder" disabled={isReading} onClick={() => void pick()}>
            Choose…
          </Button>
        </div>
        {problem !== null && <p role="alert">{problem}</p>}
        {isReading && <Loading text={enrichmentWindow.reading} />}
        {shown === null ? (
          <Loading text={enrichmentWindow.reading} />
        ) : (
          <EnrichmentFiles
            enrichment={shown}
            isReading={isReading}
            onRemove={(removed) => void use(paths.filter((each) => each !== removed))}
            onReadAgain={() => void use(paths)}
          />
        )}
      </div>
    </Dialog>
  )
}
