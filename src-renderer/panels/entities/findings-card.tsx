import type { Filter } from '../../../src-shared/filter/model.ts'
import { useQuery } from '../../ask/use-query.ts'
import { Answered } from '../../parts/answered.tsx'
import { EntityText } from '../../parts/entity-text.tsx'
import { SeverityBadge } from '../../parts/severity.tsx'
import { showEvents } from '../../state/open.ts'
import { Button } from '../../widgets/button.tsx'
import { formatCount, formatCounted } from '../../widgets/format.ts'

/** The findings that rest on its events, the gravest first. */
export function FindingsCard({ filter }: { readonly filter: Filter }) {
  const shares = useQuery('findingsOf', { filter })
  const findings = useQuery('findings', undefined)
  return (
    <section className="entity-findings" aria-label="Findings">
      <h2>Findings</h2>
      <Answered query={shares} loading="Reading the findings…" later="The rules run when that is done.">
        {(those) => (
          <Answered query={findings} loading="Reading the findings…" later="The rules run when that is done.">
            {(all) =>
              those.length === 0 ? (
                <p className="muted">No finding rests on its events.</p>
              ) : (
                <ul>
                  {those.map(({ id, events, isAtLeast }) => {
                    const finding = all.find((each) => each.id === id)
                    if (finding === undefined) return null
                    return (
                      <li key={id}>
                        <SeverityBadge severity={finding.severity} />
                        <span>
                          <strong>{finding.title}</strong>{' '}
                          <span className="muted">
                            <EntityText text={finding.sentence} />
                          </span>
                        </span>
                        <Button look="link" onClick={() => showEvents(finding.filter)}>
                          {isAtLeast ? 'at least ' : ''}
                          {formatCount(events)} of {formatCounted(finding.events, 'event')}
                        </Button>
                      </li>
                    )
                  })}
                </ul>
              )
            }
          </Answered>
        )}
      </Answered>
    </section>
  )
}
