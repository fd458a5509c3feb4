import { useState } from 'react'
import type { Finding } from '../../../src-shared/contract/findings.ts'
import { attackTechniques } from '../../../src-shared/model/attack.ts'
import type { Bookmarked } from '../../../src-shared/model/bookmark.ts'
import { exportOf } from '../../../src-shared/words/exporting.ts'
import { findingParts, seenAtNoTime, techniqueWords } from '../../../src-shared/words/findings.ts'
import { findingAsMarkdown } from '../../../src-shared/words/findings-markdown.ts'
import { BookmarkButton, KeptNote } from '../../parts/bookmark.tsx'
import { EntityText } from '../../parts/entity-text.tsx'
import { ExportButton } from '../../parts/export-button.tsx'
import { SeverityBadge } from '../../parts/severity.tsx'
import { showSection } from '../../state/layout.ts'
import { showEvents } from '../../state/open.ts'
import { openTab } from '../../state/sql-tabs.ts'
import { Button } from '../../widgets/button.tsx'
import { CopyButton } from '../../widgets/copy-button.tsx'
import { formatCounted } from '../../widgets/format.ts'
import { Timestamp } from '../../widgets/timestamp.tsx'
import { Behind, isAboutMany } from './behind.tsx'
import { Decide } from './decide.tsx'
import { SigmaRule } from './sigma/sigma-rule.tsx'

interface FindingEntryProps {
  readonly finding: Finding
  /** Of its rule; null where it is not written in SQL. */
  readonly sql: string | null
}

export function FindingEntry({ finding, sql }: FindingEntryProps) {
  const { id, title, severity, sentence, why, benignCauses, next, techniques, firstSeen, lastSeen, events, rule, filter } = finding
  const kept: Bookmarked = { kind: 'finding', id }
  return (
    <li>
      <article className="finding" id={`finding ${id}`} tabIndex={-1} aria-label={title}>
        <header>
          <SeverityBadge severity={severity} />
          <h4>{title}</h4>
          <Decide id={id} />
          <BookmarkButton of={kept} what="finding" />
          <CopyButton what="finding" text={() => findingAsMarkdown(finding, 2)} />
          <ExportButton filter={filter} whose={exportOf.finding(title)} disabled={events === 0} />
          <Button icon="events" disabled={events === 0} onClick={() => showEvents(filter)}>
            Show {formatCounted(events, 'event')}
          </Button>
        </header>
        <KeptNote of={kept} />
        <p className="finding-sentence">
          <EntityText text={sentence} />
        </p>
        {isAboutMany(finding) && events > 0 && <Behind finding={finding} />}
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
          <dt>{findingParts.next}</dt>
          <dd>{next}</dd>
          {techniques.length > 0 && (
            <>
              <dt>{findingParts.techniques}</dt>
              <dd>
                {techniques.map((technique) => `${techniqueWords(technique)} (${attackTechniques[technique].tactics.join(', ')})`).join('; ')}
              </dd>
            </>
          )}
          <dt>{findingParts.rule}</dt>
          <dd>
            {finding.sigma === undefined ? <span className="mono">{rule}</span> : <SigmaRule finding={finding} origin={finding.sigma} />}
            {sql !== null && <RuleSql rule={rule} sql={sql} />}
          </dd>
        </dl>
      </article>
    </li>
  )
} // biome-ignore format: one line a part

/** The events that the rule looks at, as a query. */
function RuleSql({ rule, sql }: { readonly rule: string; readonly sql: string }) {
  const [isShown, setShown] = useState(false)
  return (
    <>
      {' '}
      <Button look="link" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
        {isShown ? 'Hide its SQL' : 'Show its SQL'}
      </Button>
      {isShown && (
        <>
          <pre className="finding-sql">{sql}</pre>
          <Button
            icon="sql"
            onClick={() => {
              openTab({ name: rule, text: sql })
              showSection('sql')
            }}
          >
            Open in SQL
          </Button>
        </>
      )}
    </>
  )
}
