import { bucketWidths, dayMs, minuteMs, secondMs, type TimeSpan } from '../../src-shared/base/time.ts'
import { fromLocal, type Zone } from '../../src-shared/base/zone.ts'

export interface Tick {
  readonly time: number
  readonly label: string
  /** Begins a day or a year: drawn stronger. */
  readonly isMajor: boolean
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
// Up to a thousand years: a record may claim any time of four figures.
const monthSteps = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1_200, 2_400, 6_000, 12_000] as const
const longestEvenStep = 7 * dayMs

/** Marks at round times of the zone, at most `most` of them and those that a change of its clocks adds. */
export function ticks(range: TimeSpan, most: number, zone: Zone): readonly Tick[] {
  const length = range.until - range.from
  const step = bucketWidths.find((width) => length / width <= most)
  const local = { from: range.from + zone.offsetAt(range.from), until: range.until + zone.offsetAt(range.until) }
  const made = step !== undefined && step <= longestEvenStep ? evenTicks(local, step) : monthTicks(local, most)
  return made
    .map((tick) => ({ ...tick, time: fromLocal(tick.time, zone) }))
    .filter(({ time }) => time >= range.from && time < range.until)
}

/** Times of clocks of the zone, as if they were UTC. */
interface LocalSpan {
  readonly from: number
  readonly until: number
}

function evenTicks({ from, until }: LocalSpan, step: number): readonly Tick[] {
  const made: Tick[] = []
  for (let time = Math.ceil(from / step) * step; time < until; time += step) {
    const isMajor = step < dayMs && time % dayMs === 0
    made.push({ time, isMajor, label: isMajor || step >= dayMs ? dayLabel(time) : clockLabel(time, step) })
  }
  return made
}

function monthTicks({ from, until }: LocalSpan, most: number): readonly Tick[] {
  const length = (until - from) / (30.44 * dayMs)
  const step = monthSteps.find((count) => length / count <= most) ?? monthSteps[monthSteps.length - 1]!
  const start = new Date(from)
  const made: Tick[] = []
  const firstMonth = Math.ceil((start.getUTCFullYear() * 12 + start.getUTCMonth()) / step) * step
  for (let month = firstMonth; ; month += step) {
    const time = Date.UTC(Math.floor(month / 12), month % 12)
    if (time >= until) return made
    const year = Math.floor(month / 12)
    const isYear = month % 12 === 0
    const label = isYear ? String(year) : `${months[month % 12]} ${year}`
    if (time >= from) made.push({ time, isMajor: isYear && step < 12, label })
  }
}

function dayLabel(time: number): string {
  const date = new Date(time)
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]}`
}

function clockLabel(time: number, step: number): string {
  const clock = new Date(time).toISOString().slice(11, 23)
  return step < secondMs ? clock : clock.slice(0, step < minuteMs ? 8 : 5)
}
