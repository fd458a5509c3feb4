import type { Anomaly } from '../../../../src-shared/contract/anomalies.ts'
import {
  anomalyPlace,
  anomalySentence,
  anomalyTitle,
  bandWords,
  baselineWords,
  provenWords,
} from '../../../../src-shared/words/anomalies.ts'
import { anomalyAsMarkdown } from '../../../../src-shared/words/anomalies-markdown.ts'
import { EntityText } from '../../../parts/entity-text.tsx'
import { openFinding, useFindings } from '../../../state/findings.ts'
import { showEvents } from '../../../state/open.ts'
import { Button } from '../../../widgets/button.tsx'
import { CopyButton } from '../../../widgets/copy-button.tsx'
import { formatCounted } from '../../../widgets/format.ts'
import { Timestamp } from '../../../widgets/timestamp.tsx'
import { AnomalyChart } from './anomaly-chart.tsx'

interface AnomalyEntryProps {
  readonly anomaly: Anomaly
  readonly bucketMs: number
  readonly sensitivity: number
  /** Its chart is shown as it comes. */
  readonly isFirst: boolean
}

export function AnomalyEntry({ anomaly, bucketMs, sensitivity, isFirst }: AnomalyEntryProps) {
  const { id, from, until, events, filter } = anomaly
  const isOpen = useFindings(({ opened }) => opened[id] ?? isFirst)
  const title = anomalyTitle(anomaly)
  return (
    <li>
      <article className="finding anomaly" aria-label={title}>
        <header>
          <h3>{title}</h3>
          <CopyButton what="anomaly" text={() => anomalyAsMarkdown(anomaly, bucketMs, 2)} />
          <Button icon="events" onClick={() => showEvents(filter)}>
            Show {formatCounted(events, 'event')}
          </Button>
          <Button look="quiet" icon={isOpen ? 'chevronDown' : 'chevronRight'} aria-expanded={isOpen} onClick={() => openFinding(id, !isOpen)}>
            Chart
          </Button>
        </header>
        <p className="finding-sentence">
          <EntityText text={anomalySentence(anomaly)} />
        </p>
        <dl>
          <dt>Seen</dt>
          <dd>
            <Timestamp ms={from} /> to <Timestamp ms={until} />, <EntityText text={anomalyPlace(anomaly)} />
          </dd>
          <dt>Band</dt>
          <dd>{bandWords(anomaly)}</dd>
          <dt>Baseline</dt>
          <dd>{baselineWords(anomaly, bucketMs)}</dd>
          <dt>Proven</dt>
          <dd>{provenWords(anomaly)}</dd>
        </dl>
        {isOpen && <AnomalyChart title={title} anomaly={anomaly} bucketMs={bucketMs} sensitivity={sensitivity} />}
      </article>
    </li>
  )
} // biome-ignore format: one line a part
