import type { Incident } from '../../../../src-shared/contract/incidents.ts'
import { exportOf } from '../../../../src-shared/words/exporting.ts'
import { incidentAsMarkdown } from '../../../../src-shared/words/findings-markdown.ts'
import { incidentAround, scoreWords } from '../../../../src-shared/words/incidents.ts'
import { EntityText } from '../../../parts/entity-text.tsx'
import { ExportButton } from '../../../parts/export-button.tsx'
import { SeverityBadge } from '../../../parts/severity.tsx'
import { hoursAround, openFinding, showFindings, useFindings } from '../../../state/findings.ts'
import { showEvents } from '../../../state/open.ts'
import { Button } from '../../../widgets/button.tsx'
import { CopyButton } from '../../../widgets/copy-button.tsx'
import { formatCounted } from '../../../widgets/format.ts'
import { eventsAround } from './around.ts'
import { Steps } from './steps.tsx'
import './incident.css'

interface IncidentEntryProps {
  readonly incident: Incident
  readonly isFirst: boolean
  readonly isDismissed: boolean
}

/** One incident: who, what in which order, and the way to its events. The first is open. */
export function IncidentEntry({ incident, isFirst, isDismissed }: IncidentEntryProps) {
  const { id, title, severity, paragraph, events, filter, score } = incident
  const isOpen = useFindings(({ opened }) => opened[id] ?? (isFirst && !isDismissed))
  return (
    <li>
      <article className="incident" aria-label={title}>
        <header>
          <SeverityBadge severity={severity} />
          <h3>
            {title}
            {isDismissed && <span className="muted"> · all its findings are dismissed</span>}
          </h3>
          <CopyButton what="incident" text={() => incidentAsMarkdown(incident, 2)} />
          <ExportButton filter={filter} whose={exportOf.incident(title)} />
          <Button icon="events" onClick={() => showEvents(filter)}>
            Show {formatCounted(events, 'event')}
          </Button>
          <Around incident={incident} />
          <Button look="quiet" icon={isOpen ? 'chevronDown' : 'chevronRight'} aria-expanded={isOpen} onClick={() => openFinding(id, !isOpen)}>
            Steps
          </Button>
        </header>
        <p className="incident-paragraph">
          <EntityText text={paragraph} />
        </p>
        {isOpen && (
          <>
            <Steps incident={incident} />
            <p className="muted incident-score">{scoreWords(score)}</p>
          </>
        )}
      </article>
    </li>
  )
} // biome-ignore format: one line a button

/** What else its actors did, and what else came from its addresses, shortly before and after it. */
function Around({ incident }: { readonly incident: Incident }) {
  const hours = useFindings((state) => state.hoursAround)
  const filter = eventsAround(incident, hours)
  if (filter === null) return null
  return (
    <span className="incident-around">
      <Button title={incidentAround} onClick={() => showEvents(filter)}>
        Events around
      </Button>
      <select aria-label="Time before and after" value={hours} onChange={({ target }) => showFindings({ hoursAround: hoursAround.find((each) => String(each) === target.value)! })}>
        {hoursAround.map((each) => (
          <option key={each} value={each}>
            ± {each} h
          </option>
        ))}
      </select>
    </span>
  )
} // biome-ignore format: one line a control
