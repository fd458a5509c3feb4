import { type RefObject, useLayoutEffect } from 'react'
import { hourMs, type TimeSpan, type UtcMs } from '../../../src-shared/base/time.ts'
import type { Zone } from '../../../src-shared/base/zone.ts'
import type { Ledger } from '../../../src-shared/model/ledger.ts'
import { ticks } from '../../parts/time-axis.ts'
import { useShownTheme } from '../../state/theme.ts'
import { useZone } from '../../state/zone.ts'
import { draw } from './draw.ts'
import { type Run, timeOfHour } from './runs.ts'
import type { Frame, MapPlace } from './view.ts'

/** The least distance between two labels of the axis, CSS pixels. */
const tickRoom = 76

interface Drawing {
  readonly ledger: Ledger
  readonly runs: readonly (readonly Run[])[]
  readonly frame: Frame
  /** CSS pixels. */
  readonly height: number
  readonly hovered: MapPlace | null
  readonly cursor: MapPlace | null
}

/** Draws the map anew whenever something of it, or the theme, changes. */
export function useMapDrawing(canvas: RefObject<HTMLCanvasElement | null>, drawing: Drawing) {
  const theme = useShownTheme()
  const zone = useZone()
  const { ledger, runs, frame, height, hovered, cursor } = drawing
  useLayoutEffect(() => {
    const { view, width } = frame
    if (canvas.current === null || width === 0) return
    const range = { from: timeOfHour(view.from, ledger), until: timeOfHour(view.from + view.hours, ledger) }
    const marks = hourTicks(range, width, ledger.from, zone)
    draw(canvas.current, { frame, height, rows: runs, ticks: marks, hovered, cursor, theme })
  }, [canvas, ledger, runs, frame, height, hovered, cursor, theme, zone])
}

/** Marks of the axis at round times of the zone, counted in hours of the ledger: its hours are those of UTC. */
const hourTicks = (range: TimeSpan, width: number, from: UtcMs, zone: Zone) =>
  ticks(range, Math.max(2, Math.floor(width / tickRoom)), zone).map((tick) => ({
    ...tick,
    time: (tick.time - from) / hourMs,
  }))
