import type { Finding } from '../../../src-shared/contract/findings.ts'
import type { FindingShare } from '../../../src-shared/contract/index.ts'
import type { Filter } from '../../../src-shared/filter/model.ts'
import { noneRestsOnIt } from '../../../src-shared/words/findings.ts'
import { useQuery } from '../../ask/use-query.ts'
import { Answered } from '../../parts/answered.tsx'
import { FindingLines } from '../../parts/finding-lines.tsx'
import { sigmaFindings, useSigma } from '../../state/sigma.ts'
import { formatCount, formatCounted } from '../../widgets/format.ts'

/** The findings that rest on its events, the gravest first. */
export function FindingsCard({ filter }: { readonly filter: Filter }) {
  const shares = useQuery('findingsOf', { filter })
  const findings = useQuery('findings', undefined)
  const ofUser = useSigma(sigmaFindings)
  return (
    <section className="entity-findings" aria-label="Findings">
      <h2>Findings</h2>
      <Answered query={shares} loading="Reading the findings…" later="The rules run when that is done.">
        {(those) => (
          <Answered query={findings} loading="Reading the findings…" later="The rules run when that is done.">
            {(all) =>
              those.length === 0 ? (
                <p className="muted">{noneRestsOnIt}</p>
              ) : (
                <Shares shares={those} findings={[...all, ...ofUser]} />
              )
            }
          </Answered>
        )}
      </Answered>
    </section>
  )
}

interface SharesProps {
  readonly shares: readonly FindingShare[]
  readonly findings: readonly Finding[]
}

function Shares({ shares, findings }: SharesProps) {
  const shareOf = new Map(shares.map((share) => [share.id, share]))
  return (
    <FindingLines
      findings={findings.filter(({ id }) => shareOf.has(id))}
      countOf={({ id, events: all }) => {
        const { events, isAtLeast } = shareOf.get(id)!
        return `${isAtLeast ? 'at least ' : ''}${formatCount(events)} of ${formatCounted(all, 'event')}`
      }}
    />
  )
}
