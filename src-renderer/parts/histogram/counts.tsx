import type { TimeSpan } from '../../../src-shared/base/time.ts'
import type { Histogram } from '../../../src-shared/contract/index.ts'
import type { ProofOverTime } from '../../../src-shared/model/proof-over-time.ts'
import { proofWords } from '../../../src-shared/words/timeline.ts'
import { formatCount } from '../../widgets/format.ts'
import { Timestamp } from '../../widgets/timestamp.tsx'
import { type Layer, sumOf } from './layers.ts'

interface RangeCountsProps {
  readonly histogram: Histogram
  readonly layers: readonly Layer[]
  readonly proof: ProofOverTime | null
  readonly ghost: Histogram | null
  readonly range: TimeSpan
}

/** Exact counts of the bars in a range. */
export function RangeCounts({ histogram, layers, proof, ghost, range }: RangeCountsProps) {
  const sum = (counts: readonly number[], of: Histogram) => {
    const first = Math.max(0, Math.floor((range.from - of.from) / of.width))
    return sumOf(counts.slice(first, Math.ceil((range.until - of.from) / of.width)))
  }
  const counted = layers.map((layer) => ({ layer, events: sum(layer.counts, histogram) }))
  const parts = layers.length < 2 ? [] : counted.filter(({ events }) => events > 0)
  const unproven =
    proof === null ? 0 : sum(proof.unprovenEvents, { ...histogram, from: proof.from, width: proof.width })
  const words = proof === null ? '' : wordsOver(proof, range)
  return (
    <dl className="histogram-counts">
      <dt>from</dt>
      <dd>
        <Timestamp ms={range.from} />
      </dd>
      <dt>until</dt>
      <dd>
        <Timestamp ms={range.until} />
      </dd>
      <dt>events</dt>
      <dd>{formatCount(sum(histogram.total, histogram))}</dd>
      {ghost !== null && (
        <>
          <dt>without the filter</dt>
          <dd>{formatCount(sum(ghost.total, ghost))}</dd>
        </>
      )}
      {parts.reverse().map(({ layer, events }) => (
        <Part key={layer.name} layer={layer} events={events} />
      ))}
      <dt>errors</dt>
      <dd>{formatCount(sum(histogram.errors, histogram))}</dd>
      <dt>writes</dt>
      <dd>{formatCount(sum(histogram.writes, histogram))}</dd>
      {words !== '' && (
        <>
          <dt>this time is</dt>
          <dd>{words}</dd>
        </>
      )}
      {unproven > 0 && (
        <>
          <dt>events not proven</dt>
          <dd>{formatCount(unproven)}</dd>
        </>
      )}
    </dl>
  )
}

const Part = ({ layer, events }: { readonly layer: Layer; readonly events: number }) => (
  <>
    <dt className="histogram-part">
      <i style={{ background: `var(${layer.colour})` }} />
      <span>{layer.name}</span>
    </dt>
    <dd>{formatCount(events)}</dd>
  </>
)

/** Of all bars of the range, put together. */
function wordsOver(proof: ProofOverTime, range: TimeSpan): string {
  const first = Math.max(0, Math.floor((range.from - proof.from) / proof.width))
  const end = Math.min(proof.count, Math.ceil((range.until - proof.from) / proof.width))
  if (first >= end) return ''
  const times = Object.fromEntries(
    Object.entries(proof.times).map(([name, each]) => [name, [sumOf(each.slice(first, end))]]),
  ) as unknown as ProofOverTime['times']
  return proofWords({ ...proof, times, width: proof.width * (end - first) }, 0)
}
