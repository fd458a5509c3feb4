import { dayMs, formatUtc, hourMs, minuteMs, type TimeSpan, type UtcMs } from '../../../src-shared/base/time.ts'
import type { Shape } from '../../../src-shared/model/report.ts'

const steps = [
  minuteMs, 5 * minuteMs, 15 * minuteMs, 30 * minuteMs, hourMs, 3 * hourMs, 6 * hourMs, 12 * hourMs, dayMs, 2 * dayMs, 7 * dayMs,
  14 * dayMs, 28 * dayMs, 91 * dayMs, 364 * dayMs,
] // biome-ignore format: a list
const mostTicks = 6
/** Of the name of a time, with some space. */
const tickWidth = 76

interface Place {
  readonly x: number
  readonly width: number
  readonly top: number
  readonly height: number
}

/** Lines at round times of UTC, each named above what is drawn. */
export function timeAxis({ from, until }: TimeSpan, { x, width, top, height }: Place): readonly Shape[] {
  const length = Math.max(1, until - from)
  const step = steps.find((each) => length / each <= mostTicks) ?? Math.ceil(length / mostTicks / dayMs) * dayMs
  const shapes: Shape[] = []
  let free = x
  for (let time = Math.ceil(from / step) * step; time <= until; time += step) {
    const at = x + ((time - from) / length) * width
    const isLate = at > x + width - tickWidth
    shapes.push({ shape: 'line', x1: at, y1: top, x2: at, y2: top + height, ink: 'area' })
    if ((isLate ? at - tickWidth : at) < free) continue
    free = isLate ? at : at + tickWidth
    shapes.push({
      shape: 'text', x: at, y: top - 4, text: tickText(time as UtcMs, step), ink: 'muted', ...(isLate ? { at: 'end' as const } : {}),
    }) // biome-ignore format: a shape
  }
  return shapes
}

/** `2024-03-05`, or `03-05 14:30` where there are several within a day. */
function tickText(time: UtcMs, step: number): string {
  const text = formatUtc(time)
  return step >= dayMs ? text.slice(0, 10) : `${text.slice(5, 10)} ${text.slice(11, 16)}`
}
