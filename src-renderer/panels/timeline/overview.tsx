import { type PointerEvent, useRef } from 'react'
import type { TimeSpan, UtcMs } from '../../../src-shared/base/time.ts'
import type { Filter } from '../../../src-shared/filter/model.ts'
import { useQuery } from '../../ask/use-query.ts'
import { panned, rangeOf, timeAt, xOf } from '../../parts/histogram/scale.ts'

interface OverviewProps {
  readonly filter: Filter
  readonly shown: TimeSpan
  readonly all: TimeSpan
  readonly onMove: (range: TimeSpan) => void
}

const bars = 200

/** The whole case, faint, with the part that is shown below it; drag or click to move that part. */
export function Overview({ filter, shown, all, onMove }: OverviewProps) {
  const query = useQuery('histogram', { filter, range: null, maxBuckets: bars })
  const box = useRef<HTMLDivElement>(null)
  const whole = query.state === 'ready' ? rangeOf(query.value) : all
  const scale = { range: whole, width: 100 }
  const left = xOf(shown.from, scale)
  const width = Math.max(0.4, xOf(shown.until, scale) - left)

  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId)
    else if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const rect = box.current!.getBoundingClientRect()
    const middle = timeAt(event.clientX - rect.left, { range: whole, width: rect.width })
    const length = shown.until - shown.from
    const from = Math.round(middle - length / 2) as UtcMs
    onMove(panned({ from, until: (from + length) as UtcMs }, 0, all))
  }
  const total = query.state === 'ready' ? query.value.total : []
  const tallest = total.reduce((most, count) => Math.max(most, count), 1)
  const path = total
    .map((count, at) => (count === 0 ? '' : `M${at} 1V${1 - Math.max(0.1, count / tallest)}H${at + 1}V1Z`))
    .join('')
  return (
    <div ref={box} className="timeline-overview" aria-hidden="true" onPointerDown={onPointer} onPointerMove={onPointer}>
      <svg viewBox={`0 0 ${Math.max(1, total.length)} 1`} preserveAspectRatio="none" aria-hidden="true">
        <path d={path} />
      </svg>
      <div className="timeline-window" style={{ left: `${left}%`, width: `${width}%` }} />
    </div>
  )
}
