import { type RefObject, useMemo, useRef, useState } from 'react'
import type { Ledger } from '../../../src-shared/model/ledger.ts'
import { rowName } from '../../../src-shared/words/ledger.ts'
import { useTimeText } from '../../widgets/timestamp.tsx'
import { Tooltip } from '../../widgets/tooltip.tsx'
import { useSize } from '../../widgets/use-size.ts'
import { hoursOf, type Run } from './runs.ts'
import { useMapDrawing } from './use-map-drawing.ts'
import { type Pointed, useMapInput } from './use-map-input.ts'
import { useMapKeys } from './use-map-keys.ts'
import {
  axisHeight, type Frame, type MapPlace, placeOf, rowHeight, type View,
} from './view.ts' // biome-ignore format: names
import { describe } from './words.ts'

interface MapProps {
  /** The map itself, which has the keys. */
  readonly box: RefObject<HTMLDivElement | null>
  readonly ledger: Ledger
  readonly runs: readonly (readonly Run[])[]
  readonly view: View
  readonly onView: (view: View) => void
  /** Where the keyboard stands. */
  readonly cursor: MapPlace | null
  readonly onCursor: (place: MapPlace) => void
  readonly onOpen: (place: MapPlace) => void
}

/** Rows of the ledger over hours of delivery. */
export function HoursMap({ box, ledger, runs, view, onView, cursor: held, onCursor, onOpen }: MapProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const { height } = useSize(scroller)
  const { width } = useSize(box)
  const [scrolled, setScrolled] = useState(0)
  const hours = hoursOf(ledger)
  const frame = useMemo<Frame>(
    () => ({ view, width, scrolled, rows: ledger.rows.length, hours }),
    [view, width, scrolled, ledger, hours],
  )
  // Hours that were drawn as one may be apart by now.
  const cursor = useMemo(() => (held === null ? null : placeOf(held.row, held.from, frame)), [held, frame])
  const { pointed, handlers } = useMapInput({ box, frame, onView, onPick: onOpen })
  const hovered = pointed?.place ?? null

  useMapDrawing(canvas, { ledger, runs, frame, height, hovered, cursor })
  const onKeyDown = useMapKeys({
    frame,
    cursor,
    onCursor,
    onView,
    onOpen,
    reveal: (row) => reveal(scroller.current, row),
  })
  const timeText = useTimeText()
  const told = cursor === null ? [] : describe(cursor, ledger, ledger.rows[cursor.row]!, runs[cursor.row]!, timeText)
  return (
    <div
      ref={scroller}
      className="hours-scroller"
      style={{ maxHeight: axisHeight + ledger.rows.length * rowHeight + 2 }}
      onScroll={(event) => setScrolled(event.currentTarget.scrollTop)}
    >
      <div className="hours-spacer" style={{ height: axisHeight + ledger.rows.length * rowHeight }}>
        <RowNames ledger={ledger} />
        <div
          ref={box}
          className="hours-canvas"
          style={{ height }}
          role="group"
          aria-label="Coverage map. Arrow keys choose an hour, Page Up and Page Down go a day back and forward, Enter shows what is behind it, plus and minus zoom, Shift with arrows moves, Escape shows all hours."
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the map has keys of its own, named in its label
          tabIndex={0}
          onKeyDown={onKeyDown}
          {...handlers}
        >
          <canvas ref={canvas} />
        </div>
      </div>
      <p className="spoken" role="status">
        {told.join('. ')}
      </p>
      {pointed !== null && <PlaceTip pointed={pointed} ledger={ledger} runs={runs} />}
    </div>
  )
}

function RowNames({ ledger: { rows } }: { readonly ledger: Ledger }) {
  const isOneAccount = rows.every(({ account }) => account === rows[0]?.account)
  return (
    <ul className="hours-rows" style={{ paddingTop: axisHeight }}>
      {rows.map((row) => (
        <li key={`${row.base} ${rowName(row)}`} style={{ height: rowHeight }} title={rowName(row)}>
          <b>{row.region}</b>
          <span className="muted">
            {row.kind === 'none' ? 'no digests' : `${row.trail}${row.kind === 'backfill' ? ' (backfill)' : ''}`}
          </span>
          {!isOneAccount && <span className="muted hours-account">{row.account}</span>}
        </li>
      ))}
    </ul>
  )
}

interface PlaceTipProps extends Pick<MapProps, 'ledger' | 'runs'> {
  readonly pointed: Pointed
}

function PlaceTip({ pointed: { place, clientX, clientY }, ledger, runs }: PlaceTipProps) {
  const timeText = useTimeText()
  const [row, rowRuns] = [ledger.rows[place.row], runs[place.row]]
  if (row === undefined || rowRuns === undefined) return null
  return (
    <Tooltip x={clientX} y={clientY}>
      <div className="hours-tip">
        {describe(place, ledger, row, rowRuns, timeText).map((line) => (
          <div key={line}>{line}</div>
        ))}
      </div>
    </Tooltip>
  )
}

/** Scrolls the rows just so far that this one can be seen. */
function reveal(scroller: HTMLElement | null, row: number) {
  if (scroller === null) return
  const top = row * rowHeight
  const bottom = axisHeight + top + rowHeight
  if (top < scroller.scrollTop) scroller.scrollTop = top
  else if (bottom > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = bottom - scroller.clientHeight
}
