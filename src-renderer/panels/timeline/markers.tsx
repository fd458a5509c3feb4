import { useRef } from 'react'
import type { TimeSpan } from '../../../src-shared/base/time.ts'
import type { Finding } from '../../../src-shared/contract/findings.ts'
import { SeverityBadge } from '../../parts/severity.tsx'
import { showEvents } from '../../state/open.ts'
import { Button, PlainButton } from '../../widgets/button.tsx'
import { formatCounted } from '../../widgets/format.ts'
import { Icon } from '../../widgets/icon.tsx'
import { Popover } from '../../widgets/popover.tsx'
import { Timestamp } from '../../widgets/timestamp.tsx'
import { Toolbar } from '../../widgets/toolbar.tsx'
import { useSize } from '../../widgets/use-size.ts'
import { type Cluster, clustersOf } from './clusters.ts'

interface MarkersProps {
  readonly findings: readonly Finding[]
  readonly shown: TimeSpan
}

/** Flags over the bars where findings begin; each opens what was found. */
export function Markers({ findings, shown }: MarkersProps) {
  const box = useRef<HTMLDivElement>(null)
  const { width } = useSize(box)
  const clusters = width === 0 ? [] : clustersOf(findings, { range: shown, width })
  return (
    <div ref={box} className="timeline-markers">
      {clusters.length > 0 && (
        <Toolbar label="Findings over time">
          {clusters.map((cluster) => (
            <Marker key={cluster.findings[0]!.id} cluster={cluster} />
          ))}
        </Toolbar>
      )}
    </div>
  )
}

function Marker({ cluster: { x, findings, worst } }: { readonly cluster: Cluster }) {
  const label = findings.length === 1 ? `Finding: ${findings[0]!.title}` : `${findings.length} findings, worst ${worst}`
  const button = (
    <PlainButton className={`timeline-marker severity-${worst}`} style={{ left: x }} aria-label={label} hint={label}>
      <Icon name="finding" size={12} />
      {findings.length > 1 && <span>{findings.length}</span>}
    </PlainButton>
  )
  return (
    <Popover label={label} button={button} className="timeline-findings">
      {(close) => (
        <ul>
          {findings.map((finding) => (
            <li key={finding.id}>
              <SeverityBadge severity={finding.severity} />
              <div>
                <strong>{finding.title}</strong>
                <span className="muted">
                  <Timestamp ms={finding.firstSeen} />
                </span>
                <p>{finding.sentence}</p>
              </div>
              <Button
                icon="events"
                disabled={finding.events === 0}
                onClick={() => {
                  close()
                  showEvents(finding.filter)
                }}
              >
                {formatCounted(finding.events, 'event')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Popover>
  )
}
