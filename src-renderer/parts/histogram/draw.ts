import type { Histogram } from '../../../src-shared/contract/index.ts'
import type { ProofOverTime } from '../../../src-shared/model/proof-over-time.ts'
import type { ShownTheme } from '../../state/theme.ts'
import { coloursOf } from '../../widgets/colour.ts'
import { beginDrawing, drawLabels } from '../canvas.ts'
import type { Tick } from '../time-axis.ts'
import type { Layer } from './layers.ts'
import type { Pen } from './pen.ts'
import { drawProof, drawSilence, stripHeight } from './proof-strip.ts'
import { type Scale, xOf } from './scale.ts'
import { partHeights, shareOf, shortCount, stepsOf, type ValueAxis } from './value-axis.ts'

export interface ChartPicture {
  readonly histogram: Histogram
  readonly layers: readonly Layer[]
  /** Bars of all events, whatever the filter asks for, behind the others; null where they are not shown. */
  readonly ghost: Histogram | null
  readonly axis: ValueAxis
  /** Null while it is not known. */
  readonly proof: ProofOverTime | null
  /** Time of the event that is selected. */
  readonly selected: number | null
  readonly scale: Scale
  readonly height: number
  readonly ticks: readonly Tick[]
  /** The bar under the pointer. */
  readonly hovered: number | null
  /** Pixels, while the pointer drags. */
  readonly brush: { readonly from: number; readonly until: number } | null
  readonly theme: ShownTheme
}

const labelsHeight = 18
/** Below the bars: the strip of proof between two gaps, and the labels of time. */
export const axisHeight = labelsHeight + stripHeight + 5
const headroom = 6
/** A single event among millions is still to be seen. */
const leastHeight = 1.5
const stepRoom = 26

/** Draws in CSS pixels on a canvas as fine as the screen. */
export function draw(canvas: HTMLCanvasElement, picture: ChartPicture) {
  const { scale, height, proof, theme } = picture
  const context = beginDrawing(canvas, scale.width, height)
  if (context === null) return
  const floor = height - axisHeight
  const pen: Pen = { context, colourOf: coloursOf(theme), scale, floor }
  if (proof !== null) drawSilence(pen, proof)
  drawTimes(pen, picture)
  drawSteps(pen, picture.axis, 'lines')
  if (picture.ghost !== null) drawGhost(pen, picture.axis, picture.ghost)
  drawBars(pen, picture)
  drawSteps(pen, picture.axis, 'labels')
  drawProof(pen, { proof, top: floor + 4, theme })
  if (picture.selected !== null) {
    context.fillStyle = pen.colourOf('--accent')
    context.fillRect(Math.round(xOf(picture.selected, scale)), 0, 1, floor)
  }
  if (picture.brush !== null) drawBrush(pen, picture.brush)
}

function drawBrush({ context, colourOf, floor }: Pen, { from, until }: { from: number; until: number }) {
  context.fillStyle = colourOf('--chart-brush')
  context.fillRect(Math.min(from, until), 0, Math.abs(until - from), floor)
  context.fillStyle = colourOf('--accent')
  for (const edge of [from, until]) context.fillRect(Math.round(edge), 0, 1, floor)
}

function drawTimes({ context, colourOf, scale, floor }: Pen, { height, ticks }: ChartPicture) {
  const line = colourOf('--chart-grid')
  const strong = colourOf('--border-strong')
  const muted = colourOf('--text-muted')
  const text = colourOf('--text')
  const xOfTick = ({ time }: Tick) => Math.round(xOf(time, scale))
  for (const tick of ticks) {
    const { isMajor } = tick
    const x = xOfTick(tick)
    context.fillStyle = isMajor ? strong : line
    context.fillRect(x, isMajor ? 0 : headroom, 1, floor - (isMajor ? 0 : headroom))
    context.fillRect(x, height - labelsHeight, 1, 4)
  }
  drawLabels(context, ticks, {
    xOf: xOfTick,
    y: height - labelsHeight / 2 + 1,
    width: scale.width,
    colourOf: ({ isMajor }) => (isMajor ? text : muted),
  })
  context.fillStyle = strong
  context.fillRect(0, floor, scale.width, 1)
}

/** Lines at round counts behind the bars, and their labels before them: a label is read whatever is behind it. */
function drawSteps({ context, colourOf, scale, floor }: Pen, axis: ValueAxis, what: 'lines' | 'labels') {
  const room = Math.floor((floor - headroom) / stepRoom)
  for (const step of stepsOf(axis, room)) {
    const y = Math.round(floor - heightOn(axis, step, floor))
    if (what === 'lines') {
      context.fillStyle = colourOf('--chart-grid')
      context.fillRect(0, y, scale.width, 1)
      continue
    }
    const label = shortCount(step)
    context.textBaseline = 'middle'
    context.lineJoin = 'round'
    context.lineWidth = 3
    context.strokeStyle = colourOf('--surface')
    context.strokeText(label, 3, y)
    context.fillStyle = colourOf('--text-muted')
    context.fillText(label, 3, y)
  }
}

const heightOn = (axis: ValueAxis, count: number, floor: number): number =>
  count === 0 ? 0 : Math.max(leastHeight, shareOf(count, axis) * Math.max(1, floor - headroom))

interface Place {
  readonly left: number
  readonly width: number
}

/** Of one bar, in pixels; null beside the drawing. */
function placeOf({ from, width }: Histogram, bucket: number, scale: Scale): Place | null {
  const left = Math.max(0, xOf(from + bucket * width, scale))
  const right = Math.min(scale.width, xOf(from + (bucket + 1) * width, scale))
  if (right <= left) return null
  const gap = right - left > 3 ? 1 : 0
  return { left, width: Math.max(0.5, right - left - gap) }
}

/** Cut off at the top: the axis is that of the events that the filter shows. */
function drawGhost({ context, colourOf, scale, floor }: Pen, axis: ValueAxis, ghost: Histogram) {
  context.fillStyle = colourOf('--chart-ghost')
  for (let bucket = 0; bucket < ghost.total.length; bucket++) {
    const place = placeOf(ghost, bucket, scale)
    if (place === null) continue
    const bar = Math.min(floor, heightOn(axis, ghost.total[bucket]!, floor))
    context.fillRect(place.left, floor - bar, place.width, bar)
  }
}

function drawBars({ context, colourOf, scale, floor }: Pen, picture: ChartPicture) {
  const { histogram, layers, axis, hovered } = picture
  const colours = layers.map(({ colour }) => colourOf(colour))
  const hover = colourOf('--chart-hover')
  for (let bucket = 0; bucket < histogram.total.length; bucket++) {
    const place = placeOf(histogram, bucket, scale)
    if (place === null) continue
    if (bucket === hovered) {
      context.fillStyle = hover
      context.fillRect(place.left, 0, place.width, floor)
    }
    const bar = heightOn(axis, histogram.total[bucket]!, floor)
    let top = floor
    const counts = layers.map((layer) => layer.counts[bucket] ?? 0)
    partHeights(counts, bar, leastHeight).forEach((height, at) => {
      if (height === 0) return
      top -= height
      context.fillStyle = colours[at]!
      context.fillRect(place.left, top, place.width, height)
    })
  }
}
