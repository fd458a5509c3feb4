import { useCallback, useState } from 'react'
import { ok } from '../../../src-shared/base/result.ts'
import type { CaseSummary, SourcesPage } from '../../../src-shared/contract/index.ts'
import type { SourceFile } from '../../../src-shared/model/event.ts'
import { ask } from '../../ask/ask.ts'
import { useRows } from '../../ask/use-rows.ts'
import { fileMenu, showEventsOfFile } from '../../parts/file-events.tsx'
import { RowsGrid } from '../../parts/rows-grid.tsx'
import { askFiles, useSources } from '../../state/sources.ts'
import { Empty } from '../../widgets/empty.tsx'
import { formatCount } from '../../widgets/format.ts'
import { fileColumns } from './file-columns.tsx'
import { FileDetail } from './file-detail.tsx'
import { FilesBar } from './files-bar.tsx'

interface FilesProps {
  readonly summary: CaseSummary
  readonly all: number
}

export function Files({ summary, all }: FilesProps) {
  const asked = useSources((state) => state.asked)
  const { kind, problemsOnly, text } = asked
  const [selected, setSelected] = useState<number | null>(null)
  const [otherForms, setOtherForms] = useState<SourcesPage['otherForms']>([])
  const key = JSON.stringify([kind, problemsOnly, text])
  const fetch = useCallback(
    async (offset: number, limit: number) => {
      const answer = await ask('sources', { kind, problemsOnly, text, offset, limit })
      if (!answer.ok) return answer
      setOtherForms(answer.value.otherForms)
      return ok({ total: answer.value.total, rows: answer.value.files })
    },
    [kind, problemsOnly, text],
  )
  const rows = useRows<SourceFile>(key, fetch)
  const chosen = selected === null ? undefined : rows.rowAt(selected)
  const columns = fileColumns(summary.paths, summary.isBeingJudged)
  return (
    <div className="sources-pane" aria-busy={rows.refreshing}>
      <FilesBar
        summary={summary}
        all={all}
        asked={asked}
        onAsk={(change) => {
          setSelected(null)
          askFiles(change)
        }}
      />
      {otherForms.length > 0 && (kind === null || kind === 'other') && (
        <p className="sources-forms muted">
          Not read (unsupported or not CloudTrail):{' '}
          {otherForms.map(({ form, files }) => `${formatCount(files)} × ${form}`).join(', ')}
        </p>
      )}
      <div className="sources-grid">
        <RowsGrid
          rows={rows}
          label="Files"
          columns={columns}
          selected={selected}
          onSelect={setSelected}
          onActivate={(index) => showEventsOfFile(rows.rowAt(index))}
          cellMenu={fileMenu}
          rowClass={rowClass}
          resetKey={key}
          empty={<Empty text="No file is of this kind and name." />}
        />
      </div>
      {chosen !== undefined && <FileDetail file={chosen} onClose={() => setSelected(null)} />}
    </div>
  )
}

const rowClass = ({ problems }: SourceFile) => (problems.length > 0 ? 'sources-troubled' : undefined)
