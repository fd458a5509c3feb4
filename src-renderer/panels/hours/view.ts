/** The part of the ledger's hours that is on screen, fractions of hours included. */
export interface View {
  readonly from: number
  readonly hours: number
}

/** How the map lies on screen, in CSS pixels. */
export interface Frame {
  readonly view: View
  readonly width: number
  /** What is scrolled out above. */
  readonly scrolled: number
  readonly rows: number
  /** Of the ledger. */
  readonly hours: number
}

/** Hours of one row: one hour, or as many as share the least width that can be seen. */
export interface MapPlace {
  readonly row: number
  readonly from: number
  readonly until: number
}

export const rowHeight = 22
export const axisHeight = 20
/** An hour in a year is an eighth of a pixel. */
const leastWidth = 4
const shortest = 6

export const xOfHour = (hour: number, { view, width }: Frame): number => ((hour - view.from) / view.hours) * width
export const hourAt = (x: number, { view, width }: Frame): number => view.from + (x / Math.max(1, width)) * view.hours

/** How many hours are drawn as one. */
export const binHoursOf = ({ view, width }: Pick<Frame, 'view' | 'width'>): number =>
  Math.max(1, Math.ceil((leastWidth * view.hours) / Math.max(1, width)))

/** The bin that holds an hour of a row. */
export function placeOf(row: number, hour: number, frame: Frame): MapPlace {
  const bin = binHoursOf(frame)
  const from = Math.floor(hour / bin) * bin
  return { row, from, until: Math.min(from + bin, frame.hours) }
}

/** What is under a point of the canvas; null on the axis and beside the rows. */
export function placeAt(x: number, y: number, frame: Frame): MapPlace | null {
  const row = Math.floor((y - axisHeight + frame.scrolled) / rowHeight)
  const hour = Math.floor(hourAt(x, frame))
  if (y < axisHeight || row < 0 || row >= frame.rows || hour < 0 || hour >= frame.hours) return null
  return placeOf(row, hour, frame)
}

export const whole = (hours: number): View => ({ from: 0, hours: Math.max(1, hours) })

const within = (from: number, hours: number, all: number): View => ({
  from: Math.max(0, Math.min(from, all - hours)),
  hours,
})

export const panned = ({ from, hours }: View, by: number, all: number): View => within(from + by, hours, all)

/** Shorter below 1, longer above; the hour at `anchor` stays where it is on screen. */
export function zoomed(view: View, factor: number, anchor: number, all: number): View {
  const hours = Math.min(Math.max(1, all), Math.max(shortest, view.hours * factor))
  return within(anchor - ((anchor - view.from) / view.hours) * hours, hours, all)
}

/** Moved just so far that the hours can be seen. */
export function showing(view: View, { from, until }: Pick<MapPlace, 'from' | 'until'>, all: number): View {
  if (from < view.from) return panned(view, from - view.from, all)
  if (until > view.from + view.hours) return panned(view, until - view.from - view.hours, all)
  return view
}
