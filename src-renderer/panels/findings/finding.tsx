import type { Finding } from '../../../src-shared/contract/findings.ts'
import { showEvents } from '../../state/open.ts'
import { Button } from '../../widgets/button.tsx'
import { CopyButton } from '../../widgets/copy-button.tsx'
import { formatCounted, formatTime } from '../../widgets/format.ts'
import { Timestamp } from '../../widgets/timestamp.tsx'

export function FindingEntry({ finding }: { readonly finding: Finding }) {
  const { title, sentence, why, benignCauses, firstSeen, lastSeen, events, rule, filter } = finding
  return (
    <li>
      <article className="finding" aria-label={title}>
        <header>
          <h3>{title}</h3>
          <CopyButton what="finding" text={() => asText(finding)} />
          <Button icon="events" disabled={events === 0} onClick={() => showEvents(filter)}>
            Show {formatCounted(events, 'event')}
          </Button>
        </header>
        <p className="finding-sentence">{sentence}</p>
        <dl>
          <dt>Seen</dt>
          <dd>
            {firstSeen === null ? (
              'at no known time'
            ) : (
              <>
                <Timestamp ms={firstSeen} />
                {lastSeen !== null && lastSeen !== firstSeen && (
                  <>
                    {' to '}
                    <Timestamp ms={lastSeen} />
                  </>
                )}
              </>
            )}
          </dd>
          <dt>Why it matters</dt>
          <dd>{why}</dd>
          <dt>Harmless causes</dt>
          <dd>{benignCauses}</dd>
          <dt>Rule</dt>
          <dd className="mono">{rule}</dd>
        </dl>
      </article>
    </li>
  )
}

/** For a report or a ticket. */
function asText({ title, severity, sentence, firstSeen, lastSeen, why, benignCauses, rule }: Finding): string {
  const time = (ms: number | null) => (ms === null ? 'unknown' : formatTime(ms))
  return [
    `${title} (${severity})`,
    sentence,
    `First seen: ${time(firstSeen)}`,
    `Last seen: ${time(lastSeen)}`,
    `Why it matters: ${why}`,
    `Harmless causes: ${benignCauses}`,
    `Rule: ${rule}`,
  ].join('\n')
}
