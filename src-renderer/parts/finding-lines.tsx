import type { ReactNode } from 'react'
import type { Finding } from '../../src-shared/contract/findings.ts'
import { showEvents } from '../state/open.ts'
import { Button } from '../widgets/button.tsx'
import { EntityText } from './entity-text.tsx'
import './finding-lines.css'
import { SeverityBadge } from './severity.tsx'

interface FindingLinesProps {
  readonly findings: readonly Finding[]
  /** What leads to the events behind a finding: how many they are. */
  readonly countOf: (finding: Finding) => ReactNode
}

/** Findings in a line each: how grave, what was seen, and the way to its events. */
export const FindingLines = ({ findings, countOf }: FindingLinesProps) => (
  <ul className="finding-lines">
    {findings.map((finding) => (
      <li key={finding.id}>
        <SeverityBadge severity={finding.severity} />
        <span>
          <strong>{finding.title}</strong>{' '}
          <span className="muted">
            <EntityText text={finding.sentence} />
          </span>
        </span>
        <Button look="link" disabled={finding.events === 0} onClick={() => showEvents(finding.filter)}>
          {countOf(finding)}
        </Button>
      </li>
    ))}
  </ul>
)
