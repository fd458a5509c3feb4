import { useCallback, useState } from 'react'
import { ok } from '../../../src-shared/base/result.ts'
import type { CaseSummary, SourcesPage } from '../../../src-shared/contract/index.ts'
import { type FileKind, fileKinds, type SourceFile } from '../../../src-shared/model/event.ts'
import { ask } from '../../ask/ask.ts'
import { problemOf } from '../../ask/problem-of.ts'
import { useRows } from '../../ask/use-rows.ts'
import { showEventsOfFile } from '../../parts/file-events.tsx'
import { Button } from '../../widgets/button.tsx'
import { DataGrid } from '../../widgets/data-grid/data-grid.tsx'
import { Empty, Loading } from '../../widgets/empty.tsx'
import { formatCount, formatCounted } from '../../widgets/format.ts'
import { Problem } from '../../widgets/problem.tsx'
import { SearchInput } from '../../widgets/search-input.tsx'
import { fileColumns } from './file-columns.tsx'
import { FileDetail } from './file-detail.tsx'
import { countOfKind } from './kinds.ts'

interface FilesProps {
  readonly summary: CaseSummary
  readonly all: number
}

export function Files({ summary, all }: FilesProps) {
  const [kind, setKind] = useState<FileKind | null>(null)
  const [problemsOnly, setProblemsOnly] = useState(false)
  const [text, setText] = useState('')
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
  const narrow = (change: () => void) => {
    setSelected(null)
    change()
  }
  if (rows.state === 'failed' && rows.failure !== null)
    return <Problem {...problemOf(rows.failure)} onRetry={rows.again} />
  const columns = fileColumns(summary.paths, summary.isBeingJudged)
  const kinds = fileKinds.filter((each) => summary.files[each] > 0)
  return (
    <div className="sources-pane" aria-busy={rows.refreshing}>
      <div className="sources-bar">
        <fieldset>
          <legend className="spoken">Kind of file</legend>
          {[null, ...kinds].map((each) => (
            <Button
              key={each ?? 'all'}
              look="quiet"
              pressed={kind === each}
              onClick={() => narrow(() => setKind(each))}
            >
              {each === null ? formatCounted(all, 'file') : countOfKind(each, summary.files[each])}
            </Button>
          ))}
        </fieldset>
        <Button
          look="quiet"
          icon="alert"
          pressed={problemsOnly}
          disabled={summary.filesWithProblems === 0}
          onClick={() => narrow(() => setProblemsOnly(!problemsOnly))}
        >
          {summary.filesWithProblems === 0
            ? 'No problems'
            : `${formatCounted(summary.filesWithProblems, 'file')} with problems`}
        </Button>
        <SearchInput label="Search names and forms" value={text} onChange={(value) => narrow(() => setText(value))} />
      </div>
      {otherForms.length > 0 && (kind === null || kind === 'other') && (
        <p className="sources-forms muted">
          Skipped, since nothing shows that they are CloudTrail logs, digests or keys:{' '}
          {otherForms.map(({ form, files }) => `${formatCount(files)} × ${form}`).join(', ')}
        </p>
      )}
      <div className="sources-grid">
        {rows.state === 'loading' ? (
          <Loading />
        ) : (
          <DataGrid
            label="Files"
            columns={columns}
            rowCount={rows.total}
            rowAt={rows.rowAt}
            onRange={rows.onRange}
            selected={selected}
            onSelect={setSelected}
            onActivate={(index) => showEventsOfFile(rows.rowAt(index))}
            rowClass={rowClass}
            resetKey={key}
            empty={<Empty text="No file is of this kind and name." />}
          />
        )}
      </div>
      {chosen !== undefined && <FileDetail file={chosen} onClose={() => setSelected(null)} />}
    </div>
  )
}

const rowClass = ({ problems }: SourceFile) => (problems.length > 0 ? 'sources-troubled' : undefined)
