import type { Finding } from '../../../src-shared/contract/findings.ts'
import type { Bookmarked } from '../../../src-shared/model/bookmark.ts'
import { findingParts, seenAtNoTime } from '../../../src-shared/words/findings.ts'
import { BookmarkButton, KeptNote } from '../../parts/bookmark.tsx'
import { EntityText } from '../../parts/entity-text.tsx'
import { showEvents } from '../../state/open.ts'
import { Button } from '../../widgets/button.tsx'
import { CopyButton } from '../../widgets/copy-button.tsx'
import { formatCounted, takenTime } from '../../widgets/format.ts'
import { Timestamp } from '../../widgets/timestamp.tsx'

export function FindingEntry({ finding }: { readonly finding: Finding }) {
  const { title, sentence, why, benignCauses, firstSeen, lastSeen, events, rule, filter } = finding
  const kept: Bookmarked = { kind: 'finding', id: finding.id }
  return (
    <li>
      <article className="finding" aria-label={title}>
        <header>
          <h3>{title}</h3>
          <BookmarkButton of={kept} what="finding" />
          <CopyButton what="finding" text={() => asText(finding)} />
          <Button icon="events" disabled={events === 0} onClick={() => showEvents(filter)}>
            Show {formatCounted(events, 'event')}
          </Button>
        </header>
        <KeptNote of={kept} />
        <p className="finding-sentence">
          <EntityText text={sentence} />
        </p>
        <dl>
          <dt>{findingParts.seen}</dt>
          <dd>
            {firstSeen === null ? (
              seenAtNoTime
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
          <dt>{findingParts.why}</dt>
          <dd>{why}</dd>
          <dt>{findingParts.benignCauses}</dt>
          <dd>{benignCauses}</dd>
          <dt>{findingParts.rule}</dt>
          <dd className="mono">{rule}</dd>
        </dl>
      </article>
    </li>
  )
}

/** For a report or a ticket. */
function asText({ title, severity, sentence, firstSeen, lastSeen, why, benignCauses, rule }: Finding): string {
  const time = (ms: number | null) => (ms === null ? 'unknown' : takenTime(ms))
  return [
    `${title} (${severity})`,
    sentence,
    `First seen: ${time(firstSeen)}`,
    `Last seen: ${time(lastSeen)}`,
    `${findingParts.why}: ${why}`,
    `${findingParts.benignCauses}: ${benignCauses}`,
    `${findingParts.rule}: ${rule}`,
  ].join('\n')
}
