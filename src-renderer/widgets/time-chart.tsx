import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import './known-language.ts'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import './time-chart.css'
import { coloursOf } from './colour.ts'
import { formatCount } from './format.ts'
import { useSize } from './use-size.ts'

export interface TimeSeries<Count = number> {
  readonly name: string
  readonly colour: `--${string}`
  /** One for each of the times; null where it is not known. */
  readonly counts: readonly Count[]
  /** Steps that stand out: each has a point. */
  readonly marked?: readonly number[]
}

/** What counts are usual. */
export interface TimeBand {
  readonly name: string
  readonly colour: `--${string}`
  /** One for each of the times; null where nothing is usual. */
  readonly low: readonly (number | null)[]
  readonly high: readonly (number | null)[]
}

interface TimeChartProps {
  readonly label: string
  readonly theme: string
  /** Beginnings of steps in ms, in order. There is one at least. */
  readonly times: readonly number[]
  /** End of the last step. */
  readonly until: number
  readonly series: readonly TimeSeries<number | null>[]
  readonly band?: TimeBand
  /** The step that is told at first; the first where it is left out. */
  readonly initially?: number
  readonly timeText: (time: number) => string
  /** Marks of the axis. */
  readonly ticks: (
    from: number,
    until: number,
    most: number,
  ) => readonly { readonly time: number; readonly label: string }[]
  /** A step was clicked, or chosen by Enter. */
  readonly onChoose: (at: number) => void
}

const tickRoom = 90

/**
 * Counts along time, as stepped lines, before the band of what is usual. Arrow keys go from step to step and say each, Home and End to the first and last,
 * Enter chooses it, as a click does.
 */
export function TimeChart(props: TimeChartProps) {
  const { label, times, series, band, timeText, onChoose } = props
  const [at, setAt] = useState(props.initially ?? 0)
  const shown = Math.min(at, times.length - 1)
  const box = useRef<HTMLDivElement>(null)
  const plot = usePlot(box, props, setAt)
  const goTo = (to: number) => {
    const next = Math.max(0, Math.min(times.length - 1, to))
    setAt(next)
    plot.current?.setCursor({ left: plot.current.valToPos(times[next]!, 'x'), top: 0 }, false)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowLeft: shown - 1, ArrowRight: shown + 1, Home: 0, End: times.length - 1 }[event.key]
    if (to !== undefined) goTo(to)
    else if (event.key === 'Enter') onChoose(shown)
    else return
    event.preventDefault()
  }
  const figures = [
    ...series.map(({ name, colour, counts }) => ({ name, colour, text: countText(counts[shown]!) })),
    ...(band === undefined ? [] : [{ name: band.name, colour: band.colour, text: bandText(band, shown) }]),
  ]
  const said = `${timeText(times[shown]!)}: ${figures.map(({ name, text }) => `${name} ${text}`).join(', ')}`
  return (
    <>
      <div
        className="time-chart"
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={1}
        aria-valuemax={times.length}
        aria-valuenow={shown + 1}
        aria-valuetext={said}
        onKeyDown={onKeyDown}
        onClick={() => onChoose(shown)}
      >
        <div ref={box} className="time-chart-plot" />
      </div>
      <p className="muted">{timeText(times[shown]!)}</p>
      <ul className="time-chart-legend">
        {figures.map(({ name, colour, text }) => (
          <li key={name}>
            <i style={{ background: `var(${colour})` }} />
            {name} <b>{text}</b>
          </li>
        ))}
      </ul>
    </>
  )
}

const countText = (count: number | null): string => (count === null ? 'not known' : formatCount(count))

function bandText({ low, high }: TimeBand, at: number): string {
  const [from, to] = [low[at]!, high[at]!]
  return from === null || to === null ? 'not known' : `${formatCount(from)} to ${formatCount(to)}`
}

/** The drawing, made anew when what it shows, its size or the theme changes. */
function usePlot(box: React.RefObject<HTMLDivElement | null>, props: TimeChartProps, onAt: (at: number) => void) {
  const { theme, times, until, series, band, ticks } = props
  const { width, height } = useSize(box)
  const plot = useRef<uPlot | null>(null)
  useEffect(() => {
    const target = box.current
    // Where nothing can be drawn, steps are told all the same.
    if (target === null || width === 0 || document.createElement('canvas').getContext('2d') === null) return
    const colourOf = coloursOf(theme)
    const font = `10.5px ${getComputedStyle(target).fontFamily}`
    const axis = { stroke: colourOf('--text-muted'), font, grid: { stroke: colourOf('--chart-grid'), width: 1 } }
    const stepped = uPlot.paths.stepped?.({ align: 1 })
    const made = new uPlot(
      {
        width,
        height,
        ms: 1,
        legend: { show: false },
        cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
        scales: { x: { time: true }, y: { range: (_, __, most) => [0, Math.max(1, most * 1.05)] } },
        axes: [
          {
            ...axis,
            size: 30,
            splits: (_, __, from, until) =>
              ticks(from, until, Math.max(1, Math.floor(width / tickRoom))).map(({ time }) => time),
            values: (_, splits) => labelsOf(splits, ticks, [times[0]!, until], width),
          },
          {
            ...axis,
            size: 52,
            values: (_, splits) => splits.map((each) => (Number.isInteger(each) ? formatCount(each) : '')),
          },
        ],
        series: [
          {},
          ...series.map(({ name, colour, marked }) => ({
            label: name,
            stroke: colourOf(colour),
            width: 1.5,
            ...(stepped !== undefined && { paths: stepped }),
            points:
              marked === undefined
                ? { show: false }
                : { show: true, size: 7, fill: colourOf(colour), filter: () => [...marked] },
          })),
          ...(band === undefined ? [] : [band.high, band.low]).map(() => ({
            width: 0,
            ...(stepped !== undefined && { paths: stepped }),
            points: { show: false },
          })),
        ],
        bands:
          band === undefined ? [] : [{ series: [series.length + 1, series.length + 2], fill: colourOf(band.colour) }],
        hooks: {
          setCursor: [
            ({ cursor: { left = -1 }, posToVal }) => {
              // The step under the pointer, not the nearest beginning of one.
              if (left >= 0)
                onAt(
                  Math.max(
                    0,
                    times.findLastIndex((time) => time <= posToVal(left, 'x')),
                  ),
                )
            },
          ],
        },
      },
      // The last step is as wide as the others.
      [
        [...times, until],
        ...[...series.map(({ counts }) => counts), ...(band === undefined ? [] : [band.high, band.low])].map(toTheEnd),
      ],
      target,
    )
    plot.current = made
    return () => {
      plot.current = null
      made.destroy()
    }
  }, [box, width, height, theme, times, until, series, band, ticks, onAt])
  return plot
}

const toTheEnd = (counts: readonly (number | null)[]) => [...counts, counts.at(-1)!]

function labelsOf(
  splits: readonly number[],
  ticks: TimeChartProps['ticks'],
  [from, until]: readonly [number, number],
  width: number,
): string[] {
  const all = ticks(from, until, Math.max(1, Math.floor(width / tickRoom)))
  const labels = new Map(all.map(({ time, label }) => [time, label]))
  return splits.map((time) => labels.get(time) ?? '')
}
