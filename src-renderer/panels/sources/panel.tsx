import { useState } from 'react'
import type { CaseSummary } from '../../../src-shared/contract/index.ts'
import { fileKinds } from '../../../src-shared/model/event.ts'
import { withoutEventIdWords } from '../../../src-shared/words/copies.ts'
import { enrichmentWindow } from '../../../src-shared/words/enrichment.ts'
import { timeNotes } from '../../../src-shared/words/times.ts'
import { useCase } from '../../state/case.ts'
import { closeCase, pickAndAdd, pickAndOpen } from '../../state/open.ts'
import { showTab, useSources } from '../../state/sources.ts'
import { showTakeOut } from '../../state/take-out.ts'
import { Button } from '../../widgets/button.tsx'
import { formatBytes, formatCount, formatCounted } from '../../widgets/format.ts'
import { MiddleCut } from '../../widgets/middle-cut.tsx'
import { Tabs } from '../../widgets/tabs.tsx'
import { Balance } from './balance.tsx'
import { EnrichmentDialog } from './enrichment/enrichment-dialog.tsx'
import { Files } from './files.tsx'
import './sources.css'
import { UnparsedRecords } from './unparsed-records.tsx'

/** Every file under the opened folders and what became of it. */
export function SourcesPanel() {
  const summary = useCase((state) => state.summary)
  const shown = useSources((state) => state.tab)
  if (summary === null) return null
  const files = fileKinds.reduce((sum, kind) => sum + summary.files[kind], 0)
  const tabs = [
    { id: 'files', label: `Files (${formatCount(files)})` },
    { id: 'unparsed', label: `Unparsed records (${formatCount(summary.unparsed)})` },
  ] as const
  return (
    <div className="sources">
      <Header summary={summary} />
      <div className="sources-tabs">
        <Tabs label="Sources" tabs={tabs} selected={shown} onSelect={showTab}>
          {shown === 'files' ? <Files summary={summary} all={files} /> : <UnparsedRecords total={summary.unparsed} />}
        </Tabs>
      </div>
    </div>
  )
}

function Header({ summary }: { readonly summary: CaseSummary }) {
  const [isAsked, setAsked] = useState(false)
  const { title, paths, conflicting, withoutEventId, inflatedBytes } = summary
  const notes = [
    `${formatBytes(inflatedBytes)} uncompressed`,
    ...(conflicting > 0 ? [`${formatCounted(conflicting, 'event')} with copies that differ`] : []),
    ...(withoutEventId > 0 ? [withoutEventIdWords(withoutEventId)] : []),
    ...timeNotes(summary),
  ]
  return (
    <header className="sources-header">
      <div className="sources-title">
        <h1>{title}</h1>
        <Button icon="plus" onClick={() => void pickAndAdd()}>
          Add folders
        </Button>
        <Button onClick={() => setAsked(true)}>{enrichmentWindow.button}</Button>
        {isAsked && <EnrichmentDialog onClose={() => setAsked(false)} />}
        <Button onClick={showTakeOut}>Athena or Trino…</Button>
        <Button onClick={() => void pickAndOpen()}>Open another</Button>
        <Button onClick={() => void closeCase()}>Close the case</Button>
      </div>
      <ul>
        {paths.map((path) => (
          <li key={path}>
            <MiddleCut text={path} tail={60} />
          </li>
        ))}
      </ul>
      <Balance {...summary} />
      <p className="muted">{notes.join(' · ')}</p>
    </header>
  )
}
