import type { Tick } from './time-axis.ts'

/** Sizes the canvas as fine as the screen and clears it. What is drawn then is told in CSS pixels. */
export function beginDrawing(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
): CanvasRenderingContext2D | null {
  const ratio = window.devicePixelRatio
  canvas.width = Math.round(width * ratio)
  canvas.height = Math.round(height * ratio)
  const context = canvas.getContext('2d')
  if (context === null) return null
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.font = `10.5px ${getComputedStyle(canvas).fontFamily}`
  return context
}

/** Labels of an axis, from the left; one that would overlap the last is left out. */
export interface Labels {
  readonly xOf: (tick: Tick) => number
  /** Middle of their line. */
  readonly y: number
  /** Width of the drawing. */
  readonly width: number
  readonly colourOf: (tick: Tick) => string
}

export function drawLabels(context: CanvasRenderingContext2D, ticks: readonly Tick[], labels: Labels) {
  context.textBaseline = 'middle'
  let labelledUpTo = 0
  for (const tick of ticks) {
    const x = labels.xOf(tick)
    const { width } = context.measureText(tick.label)
    if (x < labelledUpTo || x + 3 + width > labels.width) continue
    context.fillStyle = labels.colourOf(tick)
    context.fillText(tick.label, x + 3, labels.y)
    labelledUpTo = x + width + 12
  }
}
