import type { Finding, Rule } from '../../../src-shared/contract/findings.ts'
import type { Incident } from '../../../src-shared/contract/incidents.ts'
import { findingsHeadline, findingsMean, gravestFirst, nothingFoundMeans } from '../../../src-shared/words/findings.ts'
import { useQuery } from '../../ask/use-query.ts'
import { Answered } from '../../parts/answered.tsx'
import { EntityText } from '../../parts/entity-text.tsx'
import { FindingLines } from '../../parts/finding-lines.tsx'
import { SeverityBadge } from '../../parts/severity.tsx'
import { useIsDismissed } from '../../state/bookmarks.ts'
import { showSection } from '../../state/layout.ts'
import { showEvents } from '../../state/open.ts'
import { Button } from '../../widgets/button.tsx'
import { formatCount, formatCounted } from '../../widgets/format.ts'

const shown = 10
const loading = 'Reading the findings…'
const later = 'The rules run when that is done.'

/** The first incident with its gravest findings, and the gravest of all others. */
export function FirstLook() {
  const findings = useQuery('findings', undefined)
  const incidents = useQuery('incidents', undefined)
  const rules = useQuery('rules', undefined)
  return (
    <section className="overview-card" aria-label="What to look at first">
      <h2>What to look at first</h2>
      <Answered query={findings} loading={loading} later={later}>
        {(found) => (
          <Answered query={incidents} loading={loading} later={later}>
            {(related) => (
              <Answered query={rules} loading={loading} later={later}>
                {(all) => <First findings={found} incidents={related} rules={all} />}
              </Answered>
            )}
          </Answered>
        )}
      </Answered>
    </section>
  )
}

interface FirstProps {
  readonly findings: readonly Finding[]
  readonly incidents: readonly Incident[]
  readonly rules: readonly Rule[]
}

function First({ findings, incidents, rules }: FirstProps) {
  const isDismissed = useIsDismissed()
  const [first, ...others] = incidents.filter(({ steps }) => !steps.every(({ finding }) => isDismissed(finding)))
  const told = new Set(first?.steps.map(({ finding }) => finding))
  const open = gravestFirst(findings).filter(({ id }) => !isDismissed(id))
  const countOf = ({ events }: Finding) => formatCounted(events, 'event')
  return (
    <>
      <p className="muted">
        {findingsHeadline(findings, rules)} {findings.length === 0 ? nothingFoundMeans : findingsMean}
      </p>
      {first !== undefined && (
        <article className="overview-incident" aria-label={first.title}>
          <h3>
            <SeverityBadge severity={first.severity} /> {first.title}
          </h3>
          <p>
            <EntityText text={first.paragraph} />
          </p>
          <FindingLines findings={open.filter(({ id }) => told.has(id)).slice(0, shown)} countOf={countOf} />
          <Button icon="events" onClick={() => showEvents(first.filter)}>
            Show {formatCounted(first.events, 'event')}
          </Button>
          <Button look="quiet" onClick={() => showSection('findings')}>
            {others.length === 0 ? 'Its steps' : `Its steps, and ${formatCounted(others.length, 'further incident')}`}
          </Button>
        </article>
      )}
      <FindingLines findings={open.filter(({ id }) => !told.has(id)).slice(0, shown)} countOf={countOf} />
      {findings.length > 0 && (
        <Button look="link" onClick={() => showSection('findings')}>
          All {formatCount(findings.length)} findings
        </Button>
      )}
    </>
  )
}
