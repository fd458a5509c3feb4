import type { Finding } from '../../../src-shared/contract/findings.ts'
import { findingsHeadline, findingsMean, gravestFirst, nothingFoundMeans } from '../../../src-shared/words/findings.ts'
import { useQuery } from '../../ask/use-query.ts'
import { Answered } from '../../parts/answered.tsx'
import { EntityText } from '../../parts/entity-text.tsx'
import { SeverityBadge } from '../../parts/severity.tsx'
import { showSection } from '../../state/layout.ts'
import { showEvents } from '../../state/open.ts'
import { Button } from '../../widgets/button.tsx'
import { formatCount, formatCounted } from '../../widgets/format.ts'

const shown = 8

/** What to look at first: the gravest findings, those that rest on the case's last word about a subject before the rest. */
export function FirstLook() {
  const findings = useQuery('findings', undefined)
  const rules = useQuery('rules', undefined)
  const later = 'The rules run when that is done.'
  return (
    <section className="overview-card" aria-label="What to look at first">
      <h2>What to look at first</h2>
      <Answered query={findings} loading="Reading the findings…" later={later}>
        {(found) => (
          <Answered query={rules} loading="Reading the findings…" later={later}>
            {(all) => (
              <>
                <p className="muted">
                  {findingsHeadline(found, all)} {found.length === 0 ? nothingFoundMeans : findingsMean}
                </p>
                <ul className="overview-findings">
                  {gravestFirst(found)
                    .slice(0, shown)
                    .map((finding) => (
                      <FindingLine key={finding.id} finding={finding} />
                    ))}
                </ul>
                {found.length > shown && (
                  <Button look="link" onClick={() => showSection('findings')}>
                    All {formatCount(found.length)} findings
                  </Button>
                )}
              </>
            )}
          </Answered>
        )}
      </Answered>
    </section>
  )
}

const FindingLine = ({ finding: { severity, title, sentence, events, filter } }: { readonly finding: Finding }) => (
  <li>
    <SeverityBadge severity={severity} />
    <span>
      <strong>{title}</strong>{' '}
      <span className="muted">
        <EntityText text={sentence} />
      </span>
    </span>
    <Button look="link" disabled={events === 0} onClick={() => showEvents(filter)}>
      {formatCounted(events, 'event')}
    </Button>
  </li>
)
