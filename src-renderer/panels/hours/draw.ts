import { beginDrawing, drawLabels } from '../../parts/canvas.ts'
import { type Fills, fillsFor } from '../../parts/ledger-looks.ts'
import type { Tick } from '../../parts/time-axis.ts'
import type { ShownTheme } from '../../state/theme.ts'
import { tokenColour } from '../../widgets/colour.ts'
import { merged, type Run } from './runs.ts'
import { axisHeight, binHoursOf, type Frame, hourAt, type MapPlace, rowHeight, xOfHour } from './view.ts'

export interface MapPicture {
  readonly frame: Frame
  readonly height: number
  readonly rows: readonly (readonly Run[])[]
  /** Their times are hours of the ledger. */
  readonly ticks: readonly Tick[]
  readonly hovered: MapPlace | null
  readonly cursor: MapPlace | null
  readonly theme: ShownTheme
}

const barHeight = rowHeight - 6
/** Hours at least this wide are drawn apart. */
const apart = 9

/** Draws in CSS pixels on a canvas as fine as the screen, and only what is on it. */
export function draw(canvas: HTMLCanvasElement, picture: MapPicture) {
  const { frame, height, rows, theme } = picture
  const context = beginDrawing(canvas, frame.width, height)
  if (context === null) return
  const fills = fillsFor(context, theme, window.devicePixelRatio)
  const first = Math.max(0, Math.floor(frame.scrolled / rowHeight))
  const last = Math.min(rows.length, Math.ceil((frame.scrolled + height - axisHeight) / rowHeight))
  for (let row = first; row < last; row++) drawRow(context, row, rows[row]!, frame, fills)
  drawHours(context, frame, height)
  drawAxis(context, picture)
  if (picture.hovered !== null) outline(context, picture.hovered, frame, tokenColour('--text-muted'), 1)
  if (picture.cursor !== null) outline(context, picture.cursor, frame, tokenColour('--accent'), 2)
}

const topOf = (row: number, frame: Frame) => axisHeight + row * rowHeight - frame.scrolled + 3

function drawRow(context: CanvasRenderingContext2D, row: number, runs: readonly Run[], frame: Frame, fills: Fills) {
  const top = topOf(row, frame)
  const until = Math.min(frame.hours, Math.ceil(hourAt(frame.width, frame)))
  for (const run of merged(runs, Math.max(0, hourAt(0, frame)), until, binHoursOf(frame))) {
    const left = Math.max(0, xOfHour(run.from, frame))
    const right = Math.min(frame.width, xOfHour(Math.min(run.until, frame.hours), frame))
    context.fillStyle = fills[run.state]
    context.fillRect(left, top, right - left, barHeight)
  }
}

function drawHours(context: CanvasRenderingContext2D, frame: Frame, height: number) {
  if (frame.width / frame.view.hours < apart) return
  context.fillStyle = tokenColour('--surface')
  for (let hour = Math.ceil(hourAt(0, frame)); hour <= hourAt(frame.width, frame); hour++)
    context.fillRect(Math.round(xOfHour(hour, frame)) - 1, axisHeight, 1, height - axisHeight)
}

function drawAxis(context: CanvasRenderingContext2D, { frame, height, ticks }: MapPicture) {
  context.fillStyle = tokenColour('--surface')
  context.fillRect(0, 0, frame.width, axisHeight)
  const line = tokenColour('--border-strong')
  const text = tokenColour('--text')
  const muted = tokenColour('--text-muted')
  const xOf = ({ time }: Tick) => Math.round(xOfHour(time, frame))
  context.fillStyle = line
  for (const tick of ticks) context.fillRect(xOf(tick), axisHeight - 5, 1, tick.isMajor ? height : 5)
  drawLabels(context, ticks, {
    xOf,
    y: axisHeight / 2,
    width: frame.width,
    colourOf: ({ isMajor }) => (isMajor ? text : muted),
  })
}

function outline(context: CanvasRenderingContext2D, place: MapPlace, frame: Frame, colour: string, thick: number) {
  const top = topOf(place.row, frame)
  if (top + barHeight < axisHeight) return
  const left = xOfHour(place.from, frame)
  context.strokeStyle = colour
  context.lineWidth = thick
  context.strokeRect(left - 1, top - 1, xOfHour(place.until, frame) - left + 2, barHeight + 2)
}
