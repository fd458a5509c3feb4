import { useMemo, useState } from 'react'
import type { UtcMs } from '../../../src-shared/base/time.ts'
import type { Absence } from '../../../src-shared/model/explanation.ts'
import { isRow, type Ledger } from '../../../src-shared/model/ledger.ts'
import { problemOf } from '../../ask/problem-of.ts'
import { useQuery } from '../../ask/use-query.ts'
import { IconButton } from '../../widgets/button.tsx'
import { Empty, Loading } from '../../widgets/empty.tsx'
import { formatCounted, formatTime } from '../../widgets/format.ts'
import { Problem } from '../../widgets/problem.tsx'
import { CellDetail } from './cell.tsx'
import './hours.css'
import { ExplanationList } from './explanations.tsx'
import { HoursMap } from './hours-map.tsx'
import { Legend } from './legend.tsx'
import { hourOfTime, hoursOf, runsOf, timeOfHour, worstIn } from './runs.ts'
import { type Place, showing, type View, whole, zoomed } from './view.ts'
import { rowName } from './words.ts'

/** Every account, Region and trail over every hour of delivery. */
export function HoursPanel() {
  const query = useQuery('ledger', { range: null })
  if (query.state === 'loading' || query.state === 'judging') return <Loading text="Reading the ledger…" />
  if (query.state === 'failed') return <Problem {...problemOf(query.failure)} onRetry={query.again} />
  const ledger = query.value
  if (ledger.rows.length === 0 || hoursOf(ledger) === 0)
    return <Empty text="The case has no digest and no log file with a delivery time, so no hour can be shown." />
  // Rows and hours are counted: where others come, what was chosen by number means something else.
  const counted = [ledger.from, ledger.until, ...ledger.rows.map((row) => `${row.base} ${rowName(row)}`)]
  return <Hours key={counted.join('\n')} ledger={ledger} />
}

interface Chosen {
  readonly row: number
  readonly hour: UtcMs
}

function Hours({ ledger }: { readonly ledger: Ledger }) {
  const hours = hoursOf(ledger)
  const runs = useMemo(() => ledger.rows.map((row) => runsOf(row, ledger)), [ledger])
  const [zoom, setZoom] = useState<View | null>(null)
  const [cursor, setCursor] = useState<Place | null>(null)
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const view = zoom ?? whole(hours)
  const middle = cursor?.from ?? view.from + view.hours / 2
  const open = (place: Place) => {
    setCursor(place)
    // Of many hours drawn as one, the one that gave them their look.
    const worst = worstIn(runs[place.row]!, place.from, place.until)
    if (worst !== null) setChosen({ row: place.row, hour: timeOfHour(worst.hour, ledger) })
  }
  const showAbsence = ({ row: name, from }: Absence) => {
    const row = ledger.rows.findIndex((each) => isRow(each, name))
    if (row === -1) return
    const hour = Math.max(0, Math.min(hourOfTime(from, ledger), hours - 1))
    const place = { row, from: hour, until: hour + 1 }
    setCursor(place)
    setZoom(zoom === null ? null : showing(zoom, place, hours))
    setChosen({ row, hour: timeOfHour(hour, ledger) })
  }
  const outOfTime = ledger.rows.reduce((sum, row) => sum + row.outOfTime, 0)
  return (
    <div className="hours-tab">
      <div className="hours-main">
        <div className="panel-head">
          <span>
            {formatTime(timeOfHour(Math.floor(view.from), ledger))} to{' '}
            {formatTime(timeOfHour(Math.ceil(view.from + view.hours), ledger))}
          </span>
          <span className="muted hours-note">Hours of delivery, not of events.</span>
          {outOfTime > 0 && (
            <span className="muted">
              {formatCounted(outOfTime, 'file')} with an impossible time {outOfTime === 1 ? 'is' : 'are'} in no hour.
            </span>
          )}
          <span className="panel-space" />
          <IconButton icon="plus" label="Zoom in" onClick={() => setZoom(zoomed(view, 0.5, middle, hours))} />
          <IconButton icon="minus" label="Zoom out" onClick={() => setZoom(zoomed(view, 2, middle, hours))} />
          <IconButton icon="system" label="All hours" disabled={zoom === null} onClick={() => setZoom(null)} />
        </div>
        <HoursMap
          ledger={ledger}
          runs={runs}
          view={view}
          onView={(next) => setZoom(next.hours >= hours ? null : next)}
          cursor={cursor}
          onCursor={setCursor}
          onOpen={open}
        />
        <Legend />
        <ExplanationList onShow={showAbsence} />
      </div>
      {chosen !== null && ledger.rows[chosen.row] !== undefined && (
        <CellDetail
          row={ledger.rows[chosen.row]!}
          index={chosen.row}
          hour={chosen.hour}
          onClose={() => setChosen(null)}
        />
      )}
    </div>
  )
}
