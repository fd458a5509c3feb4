import { useMemo, useRef, useState } from 'react'
import { dayMs, hourMs, type UtcMs } from '../../../src-shared/base/time.ts'
import type { Absence } from '../../../src-shared/model/explanation.ts'
import { isRow, type Ledger } from '../../../src-shared/model/ledger.ts'
import { rowName, shownHoursWords } from '../../../src-shared/words/ledger.ts'
import { useQuery } from '../../ask/use-query.ts'
import { Answered } from '../../parts/answered.tsx'
import { IconButton } from '../../widgets/button.tsx'
import { Empty } from '../../widgets/empty.tsx'
import { formatCounted } from '../../widgets/format.ts'
import { Timestamp } from '../../widgets/timestamp.tsx'
import { CellDetail } from './cell.tsx'
import { DayChoice } from './day-choice.tsx'
import './hours.css'
import { ExplanationList } from './explanations.tsx'
import { HoursMap } from './hours-map.tsx'
import { Legend } from './legend.tsx'
import { hourOfTime, hoursOf, provenIn, type Run, runsOf, timeOfHour, worstIn } from './runs.ts'
import { type MapPlace, panned, showing, type View, whole, zoomed } from './view.ts'

/** Every account, Region and trail over every hour of delivery. */
export function HoursPanel() {
  const query = useQuery('ledger', { range: null })
  return (
    <Answered query={query} loading="Reading the ledger…">
      {(ledger) => <KnownHours ledger={ledger} />}
    </Answered>
  )
}

function KnownHours({ ledger }: { readonly ledger: Ledger }) {
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
  const [cursor, setCursor] = useState<MapPlace | null>(null)
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const map = useRef<HTMLDivElement>(null)
  const view = zoom ?? whole(hours)
  const middle = cursor?.from ?? view.from + view.hours / 2
  const open = (place: MapPlace) => {
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
  const showDay = (day: UtcMs) => {
    const from = hourOfTime(day, ledger)
    const first = Math.max(0, from)
    setCursor({ row: cursor?.row ?? 0, from: first, until: first + 1 })
    setZoom(hours <= hoursADay ? null : panned({ from, hours: hoursADay }, 0, hours))
  }
  return (
    <div className="hours-tab">
      <div className="hours-main">
        <MapHead
          ledger={ledger}
          runs={runs}
          view={view}
          isWhole={zoom === null}
          onZoom={(factor) => setZoom(factor === null ? null : zoomed(view, factor, middle, hours))}
          onDay={showDay}
          onEnter={() => map.current?.focus()}
        />
        <HoursMap
          box={map}
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

const hoursADay = dayMs / hourMs

interface MapHeadProps {
  readonly ledger: Ledger
  readonly runs: readonly (readonly Run[])[]
  readonly view: View
  readonly isWhole: boolean
  /** A factor of the hours shown; null for all of them. */
  readonly onZoom: (factor: number | null) => void
  readonly onDay: (day: UtcMs) => void
  readonly onEnter: () => void
}

function MapHead({ ledger, runs, view, isWhole, onZoom, onDay, onEnter }: MapHeadProps) {
  const [from, until] = [Math.floor(view.from), Math.ceil(view.from + view.hours)]
  const outOfTime = ledger.rows.reduce((sum, row) => sum + row.outOfTime, 0)
  return (
    <div className="panel-head">
      <span>
        <Timestamp ms={timeOfHour(from, ledger)} /> to <Timestamp ms={timeOfHour(until, ledger)} />
      </span>
      <span className="muted hours-note">Times are delivery times, not event times.</span>
      {outOfTime > 0 && (
        <span className="muted">
          {formatCounted(outOfTime, 'file')} with an impossible time {outOfTime === 1 ? 'is' : 'are'} in no hour.
        </span>
      )}
      {!isWhole && <span>{shownHours(ledger, runs, from, until)}</span>}
      <span className="panel-space" />
      <DayChoice span={ledger} onDay={onDay} onEnter={onEnter} />
      <IconButton icon="plus" label="Zoom in" onClick={() => onZoom(0.5)} />
      <IconButton icon="minus" label="Zoom out" onClick={() => onZoom(2)} />
      <IconButton icon="system" label="All hours" disabled={isWhole} onClick={() => onZoom(null)} />
    </div>
  )
}

/** As the share of the case counts them: backfill digests prove again what stands in the trail's own row. */
function shownHours({ rows }: Ledger, runs: readonly (readonly Run[])[], from: number, until: number): string {
  const counted = runs.filter((_, row) => rows[row]!.kind !== 'backfill')
  const proven = counted.reduce((sum, row) => sum + provenIn(row, from, until), 0)
  return shownHoursWords(proven, counted.length * (until - from))
}
