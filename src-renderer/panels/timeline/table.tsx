import { useMemo } from 'react'
import type { TimeSpan } from '../../../src-shared/base/time.ts'
import type { Histogram } from '../../../src-shared/contract/index.ts'
import type { ProofOverTime } from '../../../src-shared/model/proof-over-time.ts'
import type { Layer } from '../../parts/histogram/layers.ts'
import { formatCount } from '../../widgets/format.ts'
import { Timestamp } from '../../widgets/timestamp.tsx'
import { tableRows } from './table-rows.ts'

interface TableProps {
  readonly histogram: Histogram
  readonly layers: readonly Layer[]
  readonly proof: ProofOverTime | null
  readonly onZoom: (range: TimeSpan) => void
}

/** The counts of all bars, for whoever does not see them or wants the numbers. */
export function TimelineTable({ histogram, layers, proof, onZoom }: TableProps) {
  const rows = useMemo(() => tableRows(histogram, proof), [histogram, proof])
  const parts = layers.length < 2 ? [] : layers
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: many bars are scrolled, by keys, too
    <section className="timeline-table" aria-label="Timeline as a table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">from</th>
            <th scope="col">until</th>
            <th scope="col">events</th>
            <th scope="col">errors</th>
            <th scope="col">writes</th>
            <th scope="col" className="timeline-words">
              this time is
            </th>
            {parts.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ range, bar, proof: words }) => (
            <tr key={range.from}>
              <th scope="row">
                <button type="button" className="panel-link" title="Show this time" onClick={() => onZoom(range)}>
                  <Timestamp ms={range.from} />
                </button>
              </th>
              <td>
                <Timestamp ms={range.until} />
              </td>
              <Count of={histogram.total} bar={bar} />
              <Count of={histogram.errors} bar={bar} />
              <Count of={histogram.writes} bar={bar} />
              <td className="timeline-words">{words}</td>
              {parts.map(({ name, counts }) => (
                <Count key={name} of={counts} bar={bar} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const Count = ({ of, bar }: { readonly of: readonly number[]; readonly bar: number | null }) => (
  <td>{formatCount(bar === null ? 0 : of[bar]!)}</td>
)
