import { useEffect, useRef, useState } from 'react'
import type { EventDetail, Row } from '../../../src-shared/model/event.ts'
import { useQuery } from '../../ask/use-query.ts'
import { Answered } from '../../parts/answered.tsx'
import { useSoughtMarks } from '../../parts/sought-marks.ts'
import { nameSelection, useSelection } from '../../state/selection.ts'
import { Empty } from '../../widgets/empty.tsx'
import { Tabs } from '../../widgets/tabs.tsx'
import { Copies } from './copies.tsx'
import './detail.css'
import { Fields } from './fields.tsx'
import { EventFindings } from './findings.tsx'
import { Heading } from './heading.tsx'
import { Proof } from './proof.tsx'
import { RecordView } from './record.tsx'

export function DetailPanel() {
  const row = useSelection((state) => state.row)
  const pane = useRef<HTMLElement>(null)
  useSoughtMarks(pane)
  return (
    <aside className="detail" ref={pane} aria-label="Event detail">
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
      {detail.values.eventID != null && <EventFindings key={detail.row} eventID={String(detail.values.eventID)} />}
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
