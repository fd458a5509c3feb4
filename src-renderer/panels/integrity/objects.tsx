import { useCallback, useState } from 'react'
import { ok } from '../../../src-shared/base/result.ts'
import type { DigestVerdict, IntegrityCounts, LogVerdict, Status } from '../../../src-shared/model/integrity.ts'
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
import { sumOf } from './headline.ts'
import type { IntegrityObject, ObjectKind } from './object.ts'
import { objectColumns } from './object-columns.tsx'
import { ObjectDetail } from './object-detail.tsx'

const statuses = {
  logs: ['verified', 'invalid', 'missing', 'unverified', 'uncovered'],
  digests: ['verified', 'invalid', 'missing', 'moved', 'unverified'],
} as const satisfies { logs: readonly LogVerdict['status'][]; digests: readonly DigestVerdict['status'][] }

interface ObjectsProps {
  readonly kind: ObjectKind
  readonly counts: IntegrityCounts[ObjectKind]
  readonly status: Status | null
  readonly onStatus: (status: Status | null) => void
}

/** Every digest or log file with its verdict and why, those that are missing included. */
export function Objects({ kind, counts, status, onStatus }: ObjectsProps) {
  const [text, setText] = useState('')
  const [selected, setSelected] = useState<number | null>(null)
  const key = JSON.stringify([kind, status, text])
  const fetch = useCallback(
    async (offset: number, limit: number) => {
      const answer = await ask('integrityObjects', { kind, status, text, offset, limit })
      return answer.ok ? ok({ total: answer.value.total, rows: answer.value.objects }) : answer
    },
    [kind, status, text],
  )
  const rows = useRows<IntegrityObject>(key, fetch)
  const chosen = selected === null ? undefined : rows.rowAt(selected)
  const narrow = (change: () => void) => {
    setSelected(null)
    change()
  }
  const byStatus: Readonly<Partial<Record<Status, number>>> = counts
  const name = kind === 'logs' ? 'log file' : 'digest'
  if (rows.state === 'failed' && rows.failure !== null)
    return <Problem {...problemOf(rows.failure)} onRetry={rows.again} />
  return (
    <div className="integrity-pane" aria-busy={rows.refreshing}>
      <div className="panel-head">
        <fieldset className="integrity-statuses">
          <legend className="spoken">Status</legend>
          {[null, ...statuses[kind]].map((each) => (
            <Button
              key={each ?? 'all'}
              look="quiet"
              pressed={status === each}
              onClick={() => narrow(() => onStatus(each))}
              disabled={each !== null && (byStatus[each] ?? 0) === 0}
            >
              {each ?? 'all'}{' '}
              <span className="integrity-minor">
                {formatCount(each === null ? sumOf(counts) : (byStatus[each] ?? 0))}
              </span>
            </Button>
          ))}
        </fieldset>
        <span className="panel-space" />
        <span className="muted" role="status">
          {text !== '' && rows.state === 'ready' && formatCounted(rows.total, name)}
        </span>
        <SearchInput
          label="Search their S3 addresses"
          value={text}
          onChange={(value) => narrow(() => setText(value))}
        />
      </div>
      <div className="integrity-grid">
        {rows.state === 'loading' ? (
          <Loading />
        ) : (
          <DataGrid
            label={kind === 'logs' ? 'Log files' : 'Digests'}
            columns={objectColumns[kind]}
            rowCount={rows.total}
            rowAt={rows.rowAt}
            onRange={rows.onRange}
            selected={selected}
            onSelect={setSelected}
            onActivate={(index) => showEventsOfFile(rows.rowAt(index))}
            resetKey={key}
            empty={<Empty text={emptyWords(name, status, text)} />}
          />
        )}
      </div>
      {chosen !== undefined && <ObjectDetail object={chosen} kind={kind} onClose={() => setSelected(null)} />}
    </div>
  )
}

function emptyWords(name: string, status: Status | null, text: string): string {
  if (text !== '') return `No ${status === null ? '' : `${status} `}${name} has “${text}” in its address.`
  return `There is no ${status === null ? '' : `${status} `}${name} in this case.`
}
