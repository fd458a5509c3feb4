import { findingsHeadline, findingsMean, gravestFirst, nothingFoundMeans } from '../../../src-shared/words/findings.ts'
import { useQuery } from '../../ask/use-query.ts'
import { Answered } from '../../parts/answered.tsx'
import { FindingLines } from '../../parts/finding-lines.tsx'
import { showSection } from '../../state/layout.ts'
import { Button } from '../../widgets/button.tsx'
import { formatCount, formatCounted } from '../../widgets/format.ts'

const shown = 8

/** The gravest findings. */
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
                <FindingLines
                  findings={gravestFirst(found).slice(0, shown)}
                  countOf={({ events }) => formatCounted(events, 'event')}
                />
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
