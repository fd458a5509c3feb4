import { useEffect, useState } from 'react'
import type { EventDetail, Row } from '../../../src-shared/model/event.ts'
import { problemOf } from '../../ask/problem-of.ts'
import { useQuery } from '../../ask/use-query.ts'
import { useIsBeingJudged } from '../../ask/waiting.ts'
import { Verdict, VerdictToCome } from '../../parts/verdict.tsx'
import { clearSelection, nameSelection, useSelection } from '../../state/selection.ts'
import { IconButton } from '../../widgets/button.tsx'
import { Empty, Loading } from '../../widgets/empty.tsx'
import { Problem } from '../../widgets/problem.tsx'
import { Tabs } from '../../widgets/tabs.tsx'
import { Timestamp } from '../../widgets/timestamp.tsx'
import { Copies } from './copies.tsx'
import './detail.css'
import { Fields } from './fields.tsx'
import { Proof } from './proof.tsx'
import { RecordView } from './record.tsx'

export function DetailPanel() {
  const row = useSelection((state) => state.row)
  return (
    <aside className="detail" aria-label="Event detail">
      {row === null ? (
        <Empty text="Select an event to see its fields, its original record and where it lies." />
      ) : (
        <Selected row={row} />
      )}
    </aside>
  )
}

type DetailTab = 'fields' | 'record' | 'proof' | 'copies'

function Selected({ row }: { readonly row: Row }) {
  const query = useQuery('eventDetail', { row })
  const [tab, setTab] = useState<DetailTab>('fields')
  const read = query.state === 'ready' && query.value.row === row ? query.value : null
  useEffect(() => {
    if (read !== null) nameSelection(read.row, read.values.eventID == null ? null : String(read.values.eventID))
  }, [read])
  if (query.state === 'loading' || query.state === 'judging') return <Loading text="Reading the record…" />
  if (query.state === 'failed') {
    const { failure, again } = query
    return <Problem {...problemOf(failure)} onRetry={again} />
  }
  const detail = query.value
  const copies = detail.copies.length
  return (
    <div className="detail-event" aria-busy={query.refreshing}>
      <Heading detail={detail} />
      <Tabs<DetailTab>
        label="Event detail"
        tabs={[
          { id: 'fields', label: 'Fields' },
          { id: 'record', label: 'Record' },
          { id: 'proof', label: 'Proof' },
          {
            id: 'copies',
            label: copies === 1 ? 'Source' : detail.conflicting ? `${copies} copies differ` : `${copies} copies`,
          },
        ]}
        selected={tab}
        onSelect={setTab}
      >
        {tab === 'fields' && <Fields {...detail} />}
        {tab === 'record' && detail.copies[0] !== undefined && <RecordView copy={detail.copies[0]} />}
        {tab === 'proof' && <Proof key={detail.row} row={detail.row} />}
        {tab === 'copies' && <Copies key={detail.row} {...detail} />}
      </Tabs>
    </div>
  )
}

function Heading({ detail: { values, copies } }: { readonly detail: EventDetail }) {
  const verdict = copies[0]?.verdict ?? null
  const isBeingJudged = useIsBeingJudged()
  const time = values.eventTime
  return (
    <header className="detail-head">
      <div>
        <h2>{values.eventName ?? 'Event without a name'}</h2>
        <p className="muted">
          {values.eventSource} · <Timestamp ms={typeof time === 'number' ? time : null} />
        </p>
        <p className="detail-marks">
          {isBeingJudged ? (
            <VerdictToCome of="Its log file" />
          ) : (
            verdict !== null && <Verdict status={verdict.status} />
          )}
          {typeof values.errorCode === 'string' && <span className="detail-error">{values.errorCode}</span>}
        </p>
      </div>
      <IconButton icon="close" label="Close the detail" onClick={clearSelection} />
    </header>
  )
}
