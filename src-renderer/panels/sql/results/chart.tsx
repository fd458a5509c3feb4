import { type ReactNode, useMemo, useRef, useState } from 'react'
import type { UtcMs } from '../../../../src-shared/base/time.ts'
import { utc } from '../../../../src-shared/base/zone.ts'
import { ticks } from '../../../parts/time-axis.ts'
import type { ChartChoice } from '../../../state/sql-views.ts'
import { formatCount } from '../../../widgets/format.ts'
import { Tooltip } from '../../../widgets/tooltip.tsx'
import { useSize } from '../../../widgets/use-size.ts'
import { axisSteps, type ChartPoint, type Drawn } from './choose-chart.ts'
import './chart.css'

interface ChartProps {
  readonly kind: ChartChoice['kind']
  readonly drawn: Drawn
  /** What is drawn, said aloud: `events by eventName`. */
  readonly label: string
}

/** The rows as a picture, and as a table for whoever does not see it. */
export function ResultChart({ kind, drawn, label }: ChartProps) {
  const { points } = drawn
  if (kind === 'value') return <SingleValue point={points[0]} label={label} />
  return (
    <figure className="sql-chart" aria-label={label}>
      {kind === 'bar' ? <Bars points={points} label={label} /> : <Line drawn={drawn} />}
      <SpokenTable points={points} label={label} />
    </figure>
  )
}

const SingleValue = ({ point, label }: { readonly point: ChartPoint | undefined; readonly label: string }) => (
  <figure className="sql-chart sql-chart-value">
    <strong>{point === undefined ? '–' : written(point.value)}</strong>
    <figcaption className="muted">{label}</figcaption>
  </figure>
)

/** Figures of a query are no counts: digits are grouped, and fractions stay. */
const written = (value: number): string => (Number.isInteger(value) ? formatCount(value) : String(value))

const barHeight = 22
const labelShare = 0.34
const widestLabel = 300
const valueRoom = 76
const characterWidth = 6.6

interface BarsProps {
  readonly points: readonly ChartPoint[]
  readonly label: string
}

function Bars({ points, label: drawn }: BarsProps) {
  const box = useRef<HTMLDivElement>(null)
  const { width } = useSize(box)
  const labels = Math.min(widestLabel, Math.round(width * labelShare))
  const steps = axisSteps(points.map(({ value }) => value))
  const [least, most] = [steps[0]!, steps.at(-1)!]
  const room = Math.max(1, width - labels - valueRoom)
  const xOf = (value: number) => labels + ((value - least) / (most - least)) * room
  const height = points.length * barHeight + axisHeight
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: fifty bars are scrolled, by keys, too
    <div ref={box} className="sql-chart-scroller" role="group" aria-label={`Bars: ${drawn}`} tabIndex={0}>
      {width > 0 && (
        <svg width={width} height={height} aria-hidden="true">
          {steps.map((step) => (
            <g key={step}>
              <line className="sql-chart-grid" x1={xOf(step)} x2={xOf(step)} y1={axisHeight} y2={height} />
              <text className="sql-chart-axis" x={xOf(step)} y={axisHeight - 6} textAnchor="middle">
                {shortly(step)}
              </text>
            </g>
          ))}
          {points.map(({ row, label, value }, at) => {
            const y = axisHeight + at * barHeight
            const [from, until] = [xOf(Math.min(0, value)), xOf(Math.max(0, value))]
            return (
              <g key={row}>
                <title>{`${label}: ${written(value)}`}</title>
                <text className="sql-chart-label" x={labels - 8} y={y + barHeight / 2} textAnchor="end">
                  {cut(label, labels - 12)}
                </text>
                <rect
                  className="sql-chart-bar"
                  x={from}
                  width={Math.max(1, until - from)}
                  y={y + 3}
                  height={16}
                  rx={2}
                />
                <text className="sql-chart-number" x={until + 6} y={y + barHeight / 2}>
                  {written(value)}
                </text>
              </g>
            )
          })}
        </svg>
      )}
    </div>
  )
}

const axisHeight = 22
const cut = (text: string, room: number): string => {
  const most = Math.max(4, Math.floor(room / characterWidth))
  return text.length > most ? `${text.slice(0, Math.ceil(most / 2) - 1)}…${text.slice(-Math.floor(most / 2))}` : text
}

const shortForm = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 3 })
const shortly = (value: number): string => shortForm.format(value)

const left = 56
const right = 16
const top = 12
const foot = 24
const tickRoom = 84

function Line({ drawn: { points, isScattered, starts } }: { readonly drawn: Drawn }) {
  const box = useRef<HTMLDivElement>(null)
  const { width, height } = useSize(box)
  const [pointed, setPointed] = useState<{ readonly point: ChartPoint; readonly x: number; readonly y: number } | null>(
    null,
  )
  const plane = useMemo(() => planeOf(points, width, height), [points, width, height])
  const { xOf, yOf } = plane
  const path = points.map(({ time, value }, at) => `${starts.has(at) ? 'M' : 'L'}${xOf(time!)} ${yOf(value)}`).join('')
  const dots = points.map(({ time, value }) => `M${xOf(time!)} ${yOf(value)}h0`).join('')
  const nearest = (x: number) =>
    points.reduce<ChartPoint | null>(
      (best, point) => (best === null || Math.abs(xOf(point.time!) - x) < Math.abs(xOf(best.time!) - x) ? point : best),
      null,
    )
  return (
    <div
      ref={box}
      className="sql-chart-plane"
      onPointerMove={({ clientX, clientY, currentTarget }) => {
        const point = nearest(clientX - currentTarget.getBoundingClientRect().left)
        setPointed(point === null ? null : { point, x: clientX, y: clientY })
      }}
      onPointerLeave={() => setPointed(null)}
    >
      {width > 0 && (
        <svg width={width} height={height} aria-hidden="true">
          <Axes plane={plane} width={width} height={height} />
          {!isScattered && <path className="sql-chart-line" d={path} />}
          {(isScattered || points.length <= mostDots) && <path className="sql-chart-dots" d={dots} />}
          {pointed !== null && (
            <circle className="sql-chart-pointed" cx={xOf(pointed.point.time!)} cy={yOf(pointed.point.value)} r={4.5} />
          )}
        </svg>
      )}
      {pointed !== null && (
        <Tooltip x={pointed.x} y={pointed.y}>
          {pointed.point.label}: {written(pointed.point.value)}
        </Tooltip>
      )}
    </div>
  )
}

const mostDots = 200

/** Where times and values lie, in pixels. */
function planeOf(points: readonly ChartPoint[], width: number, height: number) {
  const steps = axisSteps(points.map(({ value }) => value))
  const [least, most] = [steps[0]!, steps.at(-1)!]
  const from = points[0]?.time ?? 0
  const until = Math.max(from + 1, points.at(-1)?.time ?? 0)
  const floor = height - foot
  return {
    steps,
    // As the rows below have them: what a query returns is not written anew in another zone.
    ticks: ticks(
      { from: from as UtcMs, until: until as UtcMs },
      Math.max(2, Math.floor((width - left) / tickRoom)),
      utc,
    ),
    xOf: (time: number) => left + ((time - from) / (until - from)) * Math.max(1, width - left - right),
    yOf: (value: number) => floor - ((value - least) / (most - least)) * Math.max(1, floor - top),
  }
}

interface AxesProps {
  readonly plane: ReturnType<typeof planeOf>
  readonly width: number
  readonly height: number
}

const Axes = ({ plane: { steps, ticks, xOf, yOf }, width, height }: AxesProps): ReactNode => (
  <>
    {steps.map((step) => (
      <g key={step}>
        <line className="sql-chart-grid" x1={left} x2={width - right} y1={yOf(step)} y2={yOf(step)} />
        <text className="sql-chart-axis" x={left - 8} y={yOf(step)} textAnchor="end" dominantBaseline="middle">
          {shortly(step)}
        </text>
      </g>
    ))}
    {ticks.map(({ time, label, isMajor }) => (
      <text
        key={time}
        className={isMajor ? 'sql-chart-axis sql-chart-major' : 'sql-chart-axis'}
        x={xOf(time)}
        y={height - 7}
        textAnchor="middle"
      >
        {label}
      </text>
    ))}
  </>
)

/** Longer tables are read in the grid. */
const mostSpoken = 200

const SpokenTable = ({ points, label }: { readonly points: readonly ChartPoint[]; readonly label: string }) => (
  <table className="spoken">
    <caption>
      {label}
      {points.length > mostSpoken && `: the first ${formatCount(mostSpoken)} of ${formatCount(points.length)}`}
    </caption>
    <tbody>
      {points.slice(0, mostSpoken).map(({ row, label: name, value }) => (
        <tr key={row}>
          <th scope="row">{name}</th>
          <td>{written(value)}</td>
        </tr>
      ))}
    </tbody>
  </table>
)
