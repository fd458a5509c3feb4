import { minuteMs, type UtcMs } from '../../../src-shared/base/time.ts'
import type { IncidentStep } from '../../../src-shared/contract/incidents.ts'
import { tactics } from '../../../src-shared/model/attack.ts'
import type { ReportFigure, Shape } from '../../../src-shared/model/report.ts'
import { noTactic, timelineCaption } from '../../../src-shared/words/report/incident-report.ts'
import { timeAxis } from './time-axis.ts'

const width = 720
const left = 140
const top = 18
const lane = 22
const bar = 16
/** Wide enough for a number of three figures. */
const narrowest = 22

/** Findings in lanes of their tactic, along the time of the incident. Null where none has a time. */
export function timelineFigure(title: string, steps: readonly IncidentStep[]): ReportFigure | null {
  const timed = steps.flatMap(({ firstSeen, lastSeen, ...step }, at) =>
    firstSeen === null ? [] : [{ ...step, from: firstSeen, until: lastSeen ?? firstSeen, number: at + 1 }],
  )
  if (timed.length === 0) return null
  const from = timed.reduce((least, step) => Math.min(least, step.from), Number.POSITIVE_INFINITY)
  const until = Math.max(from + minuteMs, ...timed.map((step) => step.until))
  const xOf = (time: number) => left + ((time - from) / (until - from)) * (width - left - narrowest)
  const shapes: Shape[] = []
  let y = top
  for (const tactic of [...tactics, noTactic]) {
    const held = timed.filter((step) => (step.tactics[0] ?? noTactic) === tactic)
    if (held.length === 0) continue
    const lanes: number[] = []
    const placed = held.map((step) => {
      const [x, end] = [xOf(step.from), Math.max(xOf(step.from) + narrowest, xOf(step.until))]
      // The first lane in which nothing stands in its way.
      const free = lanes.findIndex((taken) => taken <= x)
      const at = free === -1 ? lanes.length : free
      lanes[at] = end + 2
      return { step, x, end, at }
    })
    shapes.push({ shape: 'line', x1: 0, y1: y, x2: width, y2: y, ink: 'area' })
    shapes.push({ shape: 'text', x: 0, y: y + 15, text: tactic, ink: 'text', isBold: true })
    for (const { step, x, end, at } of placed) {
      const place = { x, y: y + 3 + at * lane, width: end - x, height: bar }
      shapes.push({
        shape: 'box',
        ...place,
        ink: step.severity,
        ...(step.isAttempt ? { isHollow: true as const, isDashed: true as const } : {}),
      })
      shapes.push({
        shape: 'text', x: x + narrowest / 2, y: place.y + 12, text: String(step.number), at: 'middle', isBold: true,
        ink: step.severity, ...(step.isAttempt ? {} : { isOnFill: true as const }),
      }) // biome-ignore format: a shape
    }
    y += lanes.length * lane + 4
  }
  const axis = timeAxis(
    { from: from as UtcMs, until: until as UtcMs },
    { x: left, width: width - left - narrowest, top, height: y - top },
  )
  return { kind: 'figure', caption: timelineCaption(title), width, height: y + 2, shapes: [...axis, ...shapes] }
}
