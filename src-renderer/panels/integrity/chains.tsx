import { useCallback, useMemo, useState } from 'react'
import type { Chain } from '../../../src-shared/model/integrity.ts'
import { chainTimeWords } from '../../../src-shared/words/absences.ts'
import { Verdict } from '../../parts/verdict.tsx'
import { DataGrid } from '../../widgets/data-grid/data-grid.tsx'
import type { GridColumn } from '../../widgets/data-grid/types.ts'
import { Empty } from '../../widgets/empty.tsx'
import { formatCount } from '../../widgets/format.ts'
import { TimeAxis, TimeBand, TimeLegend } from './band.tsx'
import { ChainSpans } from './chain-spans.tsx'
import { type Domain, domainOf } from './time-band.ts'

/** Digests linked backwards: one line each, all over the same time. */
export function Chains({ chains }: { readonly chains: readonly Chain[] }) {
  const [selected, setSelected] = useState<number | null>(null)
  const domain = useMemo(() => domainOf(chains), [chains])
  const columns = useMemo(() => columnsOver(domain), [domain])
  const rowAt = useCallback((index: number) => chains[index], [chains])
  const chosen = selected === null ? undefined : chains[selected]
  return (
    <div className="integrity-pane">
      <div className="panel-head">
        <TimeLegend />
        <span className="panel-space" />
        <span className="muted" title="Select a chain for its exact times">
          Time of delivery, not of events.
        </span>
      </div>
      <div className="integrity-grid">
        <DataGrid
          label="Chains"
          columns={columns}
          rowCount={chains.length}
          rowAt={rowAt}
          selected={selected}
          onSelect={setSelected}
          empty={<Empty text="There is no chain of digests: no readable digest file is in the folder." />}
        />
      </div>
      {chosen !== undefined && <ChainSpans chain={chosen} onClose={() => setSelected(null)} />}
    </div>
  )
}

const columnsOver = (domain: Domain | null): readonly GridColumn<Chain>[] => [
  { id: 'account', title: 'Account', width: 112, render: ({ account }) => account, text: ({ account }) => account },
  { id: 'region', title: 'Region', width: 104, render: ({ region }) => region, text: ({ region }) => region },
  { id: 'trail', title: 'Trail', width: 124, render: ({ trail }) => trail, text: ({ trail }) => trail },
  { id: 'kind', title: 'Kind', width: 76, render: ({ kind }) => kind, text: ({ kind }) => kind },
  {
    id: 'digests',
    title: 'Digests',
    width: 72,
    align: 'end',
    render: ({ digestFiles }) => formatCount(digestFiles),
    text: ({ digestFiles }) => `${digestFiles}`,
  },
  {
    id: 'newest',
    title: 'Newest digest',
    doc: 'It proves the others: what it is itself decides how far the chain can be trusted.',
    width: 112,
    render: ({ newestStatus }) => <Verdict status={newestStatus} />,
    text: ({ newestStatus }) => newestStatus,
  },
  {
    id: 'time',
    title: domain === null ? 'Time' : <TimeAxis domain={domain} />,
    width: 226,
    render: (chain) => (domain === null ? null : <TimeBand chain={chain} domain={domain} />),
    text: chainTimeWords,
  },
]
