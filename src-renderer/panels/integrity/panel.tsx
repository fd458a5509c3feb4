import { type ReactNode, useState } from 'react'
import { sumOf } from '../../../src-shared/base/count.ts'
import type { IntegrityOverview } from '../../../src-shared/contract/index.ts'
import type { Status } from '../../../src-shared/model/integrity.ts'
import { useQuery } from '../../ask/use-query.ts'
import { Answered } from '../../parts/answered.tsx'
import { useCase } from '../../state/case.ts'
import { formatCount } from '../../widgets/format.ts'
import { Tabs } from '../../widgets/tabs.tsx'
import { ChainFindings } from './chain-findings.tsx'
import { Chains } from './chains.tsx'
import { Counts } from './counts.tsx'
import { Fetch } from './fetch.tsx'
import { Header } from './header.tsx'
import './integrity.css'
import { type ObjectKind, withoutStatus } from './object.ts'
import { Objects } from './objects.tsx'
import { SignedResults } from './signed-results.tsx'
import { TrustRoot } from './trust-root.tsx'

type Shown = 'hours' | 'chains' | ObjectKind | 'findings' | 'results' | 'keys' | 'commands'

interface IntegrityProps {
  /** The map of every hour of delivery, which is a panel of its own. */
  readonly hours: ReactNode
}

/** How much of the case is proven, by what, and what is missing to prove more. */
export function IntegrityPanel({ hours }: IntegrityProps) {
  const query = useQuery('integrity', undefined)
  return (
    <Answered
      query={query}
      loading="Reading the verdicts…"
      later="Verdicts, coverage and chains are shown when that is done."
    >
      {(overview) => <Overview overview={overview} hours={hours} />}
    </Answered>
  )
}

interface OverviewProps extends IntegrityProps {
  readonly overview: IntegrityOverview
}

function Overview({ overview, hours }: OverviewProps) {
  const { counts, doubts, chains, findings, results, keys, keyProblems, commands } = overview
  const isPartial = useCase((state) => state.summary?.partial ?? false)
  const [chosen, show] = useState<Shown | null>(null)
  const [status, setStatus] = useState<Status | null>(null)
  // Where there is no chain, the log files are what there is to see.
  const shown = chosen ?? (chains.length === 0 ? 'logs' : 'hours')
  const showObjects = (kind: ObjectKind, wanted: Status | null) => {
    setStatus(wanted)
    show(kind)
  }
  const tabs = [
    { id: 'hours', label: 'Coverage' },
    { id: 'chains', label: `Chains (${formatCount(chains.length)})` },
    { id: 'logs', label: `Log files (${formatCount(sumOf(counts.logs) + withoutStatus(counts, 'logs'))})` },
    { id: 'digests', label: `Digests (${formatCount(sumOf(counts.digests) + withoutStatus(counts, 'digests'))})` },
    { id: 'findings', label: `Chain warnings (${formatCount(findings.length)})` },
    ...(results.length === 0
      ? []
      : [{ id: 'results', label: `Query results (${formatCount(results.length)})` } as const]),
    { id: 'keys', label: `Public keys (${formatCount(keys.length)})` },
    { id: 'commands', label: `What to download (${formatCount(commands.length)})` },
  ] as const
  return (
    <div className="integrity">
      <Header overview={overview} partial={isPartial} />
      <Counts counts={counts} onShow={showObjects} />
      <div className="integrity-tabs">
        <Tabs
          label="Integrity"
          tabs={tabs}
          selected={shown}
          onSelect={(tab) => {
            setStatus(null)
            show(tab)
          }}
        >
          {shown === 'hours' && hours}
          {shown === 'chains' && <Chains chains={chains} />}
          {(shown === 'logs' || shown === 'digests') && (
            <Objects
              key={shown}
              kind={shown}
              counts={counts[shown]}
              withoutStatus={withoutStatus(counts, shown)}
              status={status}
              onStatus={setStatus}
            />
          )}
          {shown === 'findings' && <ChainFindings findings={findings} />}
          {shown === 'results' && <SignedResults results={results} doubts={doubts} />}
          {shown === 'keys' && <TrustRoot keys={keys} problems={keyProblems} chains={chains} />}
          {shown === 'commands' && <Fetch commands={commands} />}
        </Tabs>
      </div>
    </div>
  )
}
