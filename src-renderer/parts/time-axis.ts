import { bucketWidths, dayMs, minuteMs, type TimeSpan } from '../../src-shared/base/time.ts'

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

/** Marks at round UTC times, at most `most` of them. */
export function ticks(range: TimeSpan, most: number): readonly Tick[] {
  const length = range.until - range.from
  const step = bucketWidths.find((width) => length / width <= most)
  return step !== undefined && step <= longestEvenStep ? evenTicks(range, step) : monthTicks(range, most)
}

function evenTicks({ from, until }: TimeSpan, step: number): readonly Tick[] {
  const made: Tick[] = []
  for (let time = Math.ceil(from / step) * step; time < until; time += step) {
    const isMajor = step < dayMs && time % dayMs === 0
    made.push({ time, isMajor, label: isMajor || step >= dayMs ? dayLabel(time) : clockLabel(time, step) })
  }
  return made
}

function monthTicks({ from, until }: TimeSpan, most: number): readonly Tick[] {
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
  const clock = new Date(time).toISOString().slice(11, 19)
  return step < minuteMs ? clock : clock.slice(0, 5)
}
