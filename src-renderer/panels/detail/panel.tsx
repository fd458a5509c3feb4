import { useEffect, useMemo, useState } from 'react'
import type { Copy, EventDetail, Row } from '../../../src-shared/model/event.ts'
import { parseRecord } from '../../../src-shared/what/record-values.ts'
import { summaryOf } from '../../../src-shared/what/summary.ts'
import { useQuery } from '../../ask/use-query.ts'
import { useIsBeingJudged } from '../../ask/waiting.ts'
import { Answered } from '../../parts/answered.tsx'
import { Verdict, VerdictToCome } from '../../parts/verdict.tsx'
import { clearSelection, nameSelection, useSelection } from '../../state/selection.ts'
import { IconButton } from '../../widgets/button.tsx'
import { Empty } from '../../widgets/empty.tsx'
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
  return (
    <Answered query={query} loading="Reading the record…">
      {(detail, isRefreshing) => <Tabbed detail={detail} isRefreshing={isRefreshing} tab={tab} onTab={setTab} />}
    </Answered>
  )
}

interface TabbedProps {
  readonly detail: EventDetail
  readonly isRefreshing: boolean
  readonly tab: DetailTab
  readonly onTab: (tab: DetailTab) => void
}

function Tabbed({ detail, isRefreshing, tab, onTab }: TabbedProps) {
  const copies = detail.copiesTotal
  return (
    <div className="detail-event" aria-busy={isRefreshing}>
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
        onSelect={onTab}
      >
        {tab === 'fields' && <Fields {...detail} />}
        {tab === 'record' && detail.copies[0] !== undefined && <RecordView copy={detail.copies[0]} />}
        {tab === 'proof' && <Proof key={detail.row} row={detail.row} />}
        {tab === 'copies' && <Copies key={detail.row} {...detail} />}
      </Tabs>
    </div>
  )
}

/** Null where the record is not there whole. */
function summaryOfCopy(copy: Copy | undefined): string | null {
  const record = copy === undefined || copy.isCut || copy.text === null ? null : parseRecord(copy.text)
  return record === null ? null : summaryOf(record)
}

function Heading({ detail: { values, copies, isError } }: { readonly detail: EventDetail }) {
  const verdict = copies[0]?.verdict ?? null
  const isBeingJudged = useIsBeingJudged()
  const summary = useMemo(() => summaryOfCopy(copies[0]), [copies])
  const time = values.eventTime
  return (
    <header className="detail-head">
      <div>
        <h2>{values.eventName ?? 'Event without a name'}</h2>
        <p className="muted">
          {values.eventSource} · <Timestamp ms={typeof time === 'number' ? time : null} />
        </p>
        {summary !== null && <p className="detail-summary">{summary}</p>}
        <p className="detail-marks">
          {isBeingJudged ? (
            <VerdictToCome of="Its log file" />
          ) : (
            verdict !== null && <Verdict status={verdict.status} />
          )}
          {isError && <span className="detail-error">{values.errorCode ?? values.errorMessage ?? 'Failure'}</span>}
        </p>
      </div>
      <IconButton icon="close" label="Close the detail" onClick={clearSelection} />
    </header>
  )
}
