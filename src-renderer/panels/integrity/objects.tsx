import { useCallback, useState } from 'react'
import { sumOf } from '../../../src-shared/base/count.ts'
import { ok } from '../../../src-shared/base/result.ts'
import type { DigestVerdict, IntegrityCounts, LogVerdict, Status } from '../../../src-shared/model/integrity.ts'
import { ask } from '../../ask/ask.ts'
import { useRows } from '../../ask/use-rows.ts'
import { fileMenu, showEventsOfFile } from '../../parts/file-events.tsx'
import { RowsGrid } from '../../parts/rows-grid.tsx'
import { Button } from '../../widgets/button.tsx'
import { Empty } from '../../widgets/empty.tsx'
import { formatCount, formatCounted } from '../../widgets/format.ts'
import { SearchInput } from '../../widgets/search-input.tsx'
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
  /** Of those among all that are under no status. */
  readonly withoutStatus: number
  readonly status: Status | null
  readonly onStatus: (status: Status | null) => void
}

/** Every digest or log file with its verdict and why, those that are missing included. */
export function Objects({ kind, counts, withoutStatus, status, onStatus }: ObjectsProps) {
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
  const name = kind === 'logs' ? 'log file' : 'digest'
  return (
    <div className="integrity-pane" aria-busy={rows.refreshing}>
      <div className="panel-head">
        <StatusChoice
          kind={kind}
          counts={counts}
          withoutStatus={withoutStatus}
          status={status}
          onStatus={(next) => narrow(() => onStatus(next))}
        />
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
        <RowsGrid
          rows={rows}
          label={kind === 'logs' ? 'Log files' : 'Digests'}
          columns={objectColumns[kind]}
          selected={selected}
          onSelect={setSelected}
          onActivate={(index) => showEventsOfFile(rows.rowAt(index))}
          cellMenu={fileMenu}
          resetKey={key}
          empty={<Empty text={emptyWords(name, status, text)} />}
        />
      </div>
      {chosen !== undefined && <ObjectDetail object={chosen} kind={kind} onClose={() => setSelected(null)} />}
    </div>
  )
}

type StatusChoiceProps = Pick<ObjectsProps, 'kind' | 'counts' | 'withoutStatus' | 'status' | 'onStatus'>

function StatusChoice({ kind, counts, withoutStatus, status, onStatus }: StatusChoiceProps) {
  const byStatus: Readonly<Partial<Record<Status, number>>> = counts
  const countOf = (each: Status | null) => (each === null ? sumOf(counts) + withoutStatus : (byStatus[each] ?? 0))
  return (
    <fieldset className="integrity-statuses">
      <legend className="spoken">Status</legend>
      {[null, ...statuses[kind]].map((each) => (
        <Button
          key={each ?? 'all'}
          look="quiet"
          pressed={status === each}
          onClick={() => onStatus(each)}
          disabled={each !== null && countOf(each) === 0}
        >
          {each ?? 'all'} <span className="integrity-minor">{formatCount(countOf(each))}</span>
        </Button>
      ))}
    </fieldset>
  )
}

function emptyWords(name: string, status: Status | null, text: string): string {
  if (text !== '') return `No ${status === null ? '' : `${status} `}${name} has “${text}” in its address.`
  return `There is no ${status === null ? '' : `${status} `}${name} in this case.`
}
