import type { Incident, IncidentStep } from '../../../../src-shared/contract/incidents.ts'
import { seenAtNoTime } from '../../../../src-shared/words/findings.ts'
import { SeverityBadge } from '../../../parts/severity.tsx'
import { showFindings } from '../../../state/findings.ts'
import { Button } from '../../../widgets/button.tsx'
import { formatCounted } from '../../../widgets/format.ts'
import { Timestamp } from '../../../widgets/timestamp.tsx'

/** The findings of an incident in order of time; beside each, where in the whole it lies. */
export const Steps = ({ incident }: { readonly incident: Incident }) => (
  <ol className="incident-steps">
    {incident.steps.map((step) => (
      <li key={step.finding}>
        <span className="incident-time">
          {step.firstSeen === null ? <span className="muted">{seenAtNoTime}</span> : <Timestamp ms={step.firstSeen} />}
        </span>
        <Place step={step} incident={incident} />
        <SeverityBadge severity={step.severity} />
        <span>
          <Button look="link" onClick={() => goToFinding(step.finding)}>
            {step.title}
          </Button>{' '}
          <span className="muted">
            {formatCounted(step.events, 'event')}
            {step.tactics.length > 0 && ` · ${step.tactics.join(', ')}`}
          </span>
        </span>
      </li>
    ))}
  </ol>
)

/** A mark on the span of the incident. The time beside it says the same. */
function Place({ step, incident }: { readonly step: IncidentStep; readonly incident: Incident }) {
  const { firstSeen, lastSeen } = incident
  const share = (time: number | null) =>
    time === null || firstSeen === null || lastSeen === null || lastSeen === firstSeen
      ? 0
      : (time - firstSeen) / (lastSeen - firstSeen)
  const from = share(step.firstSeen)
  return (
    <svg className="incident-place" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect className="incident-span" x={0} y={3.5} width={100} height={1} />
      <rect className={`incident-mark severity-${step.severity}`} x={from * 97} y={0} width={Math.max(3, (share(step.lastSeen) - from) * 97)} height={8} />
    </svg>
  )
} // biome-ignore format: one line a shape

/** Whatever was sought before: the finding is shown. */
function goToFinding(id: string) {
  showFindings({ text: '', least: 'info', tactic: null })
  requestAnimationFrame(() => {
    const entry = document.getElementById(`finding ${id}`)
    entry?.scrollIntoView({ block: 'start' })
    entry?.focus({ preventScroll: true })
  })
}
