import { useState } from 'react'
import type { Finding } from '../../../src-shared/contract/findings.ts'
import { namedByFindings } from '../../../src-shared/words/findings.ts'
import { sigmaAskOther, sigmaWhyIt } from '../../../src-shared/words/sigma.ts'
import { useQuery } from '../../ask/use-query.ts'
import { SeverityBadge } from '../../parts/severity.tsx'
import { RulesDialog } from '../../parts/sigma/rules-dialog.tsx'
import { WhyDialog } from '../../parts/sigma/why-dialog.tsx'
import { showEvents } from '../../state/open.ts'
import { onlyEvent } from '../../state/selection.ts'
import { sigmaFindings, useSigma } from '../../state/sigma.ts'
import { Button } from '../../widgets/button.tsx'
import { formatCounted } from '../../widgets/format.ts'
import { useHasRested } from '../../widgets/use-has-rested.ts'
import './findings.css'
import './siblings.css'

/** An arrow key held down passes many events; looking for an ID takes all events of the case. */
const restMs = 150

/** The findings that name the event, and why rules of Sigma match it or do not. Nothing where there are none of both. */
export function EventFindings({ eventID }: { readonly eventID: string }) {
  const hasRested = useHasRested(eventID, restMs)
  const shares = useQuery('findingsOf', { filter: onlyEvent(eventID) }, hasRested)
  const findings = useQuery('findings', undefined, hasRested)
  const sigma = useSigma()
  const [asked, setAsked] = useState<Finding | 'other' | null>(null)
  if (shares.state !== 'ready' || shares.refreshing || findings.state !== 'ready') return null
  const ids = new Set(shares.value.map(({ id }) => id))
  const those = [...findings.value, ...sigmaFindings(sigma)].filter(({ id }) => ids.has(id))
  const run = sigma.state === 'ready' ? sigma.run : null
  if (those.length === 0 && run === null) return null
  const close = () => setAsked(null)
  return (
    <section className="siblings" aria-label={namedByFindings(those.length)}>
      <h3>{namedByFindings(those.length)}</h3>
      <ul>
        {those.map(({ id, severity, title, sentence, events, filter }) => (
          <li key={id} className="detail-finding">
            <SeverityBadge severity={severity} />
            <Button look="link" title={sentence} onClick={() => showEvents(filter)}>
              {title}
            </Button>
            <span className="muted">{formatCounted(events, 'event')}</span>
          </li>
        ))}
      </ul>
      {those
        .filter((finding) => finding.sigma !== undefined)
        .map((finding) => (
          <Button key={finding.id} look="quiet" onClick={() => setAsked(finding)}>
            {sigmaWhyIt(finding.title)}
          </Button>
        ))}
      {run !== null && (
        <Button look="quiet" onClick={() => setAsked('other')}>
          {sigmaAskOther}
        </Button>
      )}
      {asked === 'other' && run !== null && <RulesDialog run={run} onClose={close} />}
      {asked !== null && asked !== 'other' && (
        <WhyDialog rule={asked.rule} title={asked.title} filter={null} onClose={close} />
      )}
    </section>
  )
}
