import type { Histogram } from '../../../src-shared/contract/index.ts'
import { tokenColour } from '../../widgets/colour.ts'
import { formatCount } from '../../widgets/format.ts'
import { beginDrawing, drawLabels } from '../canvas.ts'
import type { Tick } from '../time-axis.ts'
import { type Scale, xOf } from './scale.ts'

export interface ChartPicture {
  readonly histogram: Histogram
  /** Counts drawn in front: errors or writes. */
  readonly marked: readonly number[]
  readonly scale: Scale
  readonly height: number
  readonly ticks: readonly Tick[]
  /** The bar under the pointer. */
  readonly hovered: number | null
  /** Pixels, while the pointer drags. */
  readonly brush: { readonly from: number; readonly until: number } | null
}

export const axisHeight = 18
const headroom = 14
/** A single event among millions is still to be seen. */
const leastHeight = 1.5

/** Draws in CSS pixels on a canvas as fine as the screen. */
export function draw(canvas: HTMLCanvasElement, picture: ChartPicture) {
  const { scale, height } = picture
  const context = beginDrawing(canvas, scale.width, height)
  if (context === null) return
  drawAxis(context, picture)
  drawBars(context, picture)
  if (picture.brush !== null) {
    const { from, until } = picture.brush
    context.fillStyle = tokenColour('--chart-brush')
    context.fillRect(Math.min(from, until), 0, Math.abs(until - from), height - axisHeight)
    context.fillStyle = tokenColour('--accent')
    for (const edge of [from, until]) context.fillRect(Math.round(edge), 0, 1, height - axisHeight)
  }
}

function drawAxis(context: CanvasRenderingContext2D, { scale, height, ticks }: ChartPicture) {
  const floor = height - axisHeight
  const line = tokenColour('--chart-grid')
  const strong = tokenColour('--border-strong')
  const muted = tokenColour('--text-muted')
  const text = tokenColour('--text')
  const xOfTick = ({ time }: Tick) => Math.round(xOf(time, scale))
  for (const tick of ticks) {
    const { isMajor } = tick
    const x = xOfTick(tick)
    context.fillStyle = isMajor ? strong : line
    context.fillRect(x, isMajor ? 0 : headroom, 1, floor - (isMajor ? 0 : headroom) + 4)
  }
  drawLabels(context, ticks, {
    xOf: xOfTick,
    y: floor + axisHeight / 2 + 1,
    width: scale.width,
    colourOf: ({ isMajor }) => (isMajor ? text : muted),
  })
  context.fillStyle = strong
  context.fillRect(0, floor, scale.width, 1)
}

function drawBars(context: CanvasRenderingContext2D, { histogram, marked, scale, height, hovered }: ChartPicture) {
  const { from, width, total } = histogram
  const floor = height - axisHeight
  const tallest = total.reduce((most, count) => Math.max(most, count), 0)
  if (tallest === 0) return
  const heightOf = (count: number) =>
    count === 0 ? 0 : Math.max(leastHeight, (count / tallest) * Math.max(1, floor - headroom))
  const plain = tokenColour('--chart-bar')
  const lit = tokenColour('--chart-bar-hover')
  const mark = tokenColour('--chart-error')
  for (let bucket = 0; bucket < total.length; bucket++) {
    const left = Math.max(0, xOf(from + bucket * width, scale))
    const right = Math.min(scale.width, xOf(from + (bucket + 1) * width, scale))
    const gap = right - left > 3 ? 1 : 0
    const bar = heightOf(total[bucket]!)
    context.fillStyle = bucket === hovered ? lit : plain
    context.fillRect(left, floor - bar, Math.max(0.5, right - left - gap), bar)
    const part = heightOf(marked[bucket]!)
    context.fillStyle = mark
    context.fillRect(left, floor - part, Math.max(0.5, right - left - gap), part)
  }
  context.fillStyle = tokenColour('--text-muted')
  context.textBaseline = 'top'
  context.textAlign = 'right'
  context.fillText(`${formatCount(tallest)} at most`, scale.width - 4, 1)
  context.textAlign = 'left'
}
