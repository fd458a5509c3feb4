import type { ReactNode } from 'react'
import type { Anomalies as AnomaliesTold } from '../../../src-shared/contract/anomalies.ts'
import type { Finding, Rule } from '../../../src-shared/contract/findings.ts'
import type { Incident } from '../../../src-shared/contract/incidents.ts'
import type { Insight } from '../../../src-shared/contract/insights.ts'
import { bookmarkKey } from '../../../src-shared/model/bookmark.ts'
import { byRun } from '../../../src-shared/words/enrichment.ts'
import {
  blockTitles,
  findingsHeadline,
  findingsMean,
  inBlocks,
  noneSought,
  nothingFoundMeans,
  silentRules,
} from '../../../src-shared/words/findings.ts'
import { incidentsMean } from '../../../src-shared/words/incidents.ts'
import { findingsLack } from '../../../src-shared/words/not-read.ts'
import { reportCommands } from '../../../src-shared/words/report/dialog.ts'
import { problemOf } from '../../ask/problem-of.ts'
import { type Query, useQuery } from '../../ask/use-query.ts'
import { beingJudged } from '../../ask/waiting.ts'
import { keepScroll, restoreScroll } from '../../parts/kept-scroll.ts'
import { NotReadMark } from '../../parts/not-read.tsx'
import { SeverityBadge } from '../../parts/severity.tsx'
import { useBookmarks, useIsDismissed } from '../../state/bookmarks.ts'
import { useCase } from '../../state/case.ts'
import { showReport } from '../../state/export.ts'
import { showAllFindings, useFindings } from '../../state/findings.ts'
import { Button } from '../../widgets/button.tsx'
import { Empty, Loading, Waiting } from '../../widgets/empty.tsx'
import { formatCounted } from '../../widgets/format.ts'
import { Problem } from '../../widgets/problem.tsx'
import { useTimeText } from '../../widgets/timestamp.tsx'
import { Alarms } from './alarms/alarms.tsx'
import { Anomalies, useAnomalies } from './anomalies/anomalies.tsx'
import { grouped, soughtAmong } from './arrange.ts'
import { AttackMatrix } from './attack/matrix.tsx'
import { FindingEntry } from './finding.tsx'
import { FindingsBar } from './findings-bar.tsx'
import './findings.css'
import { IncidentEntry } from './incidents/incident.tsx'
import { Insights } from './insights/insights.tsx'
import { SigmaBar } from './sigma/sigma-bar.tsx'
import { useSigmaRun } from './sigma/use-sigma.ts'

/** What the rules found: incidents, then each finding with its numbers and the events behind it. */
export function FindingsPanel() {
  const findings = useQuery('findings', undefined)
  const incidents = useQuery('incidents', undefined)
  const insights = useQuery('insights', undefined)
  const anomalies = useAnomalies()
  const rules = useQuery('rules', undefined)
  const enrichment = useQuery('enrichment', undefined)
  const sigma = useSigmaRun()
  if (findings.state === 'waiting' || incidents.state === 'waiting' || rules.state === 'waiting')
    return <Waiting text={`${beingJudged} The rules run when that is done.`} />
  if (findings.state === 'failed') return <Problem {...problemOf(findings.failure)} onRetry={findings.again} />
  if (incidents.state === 'failed') return <Problem {...problemOf(incidents.failure)} onRetry={incidents.again} />
  if (rules.state === 'failed') return <Problem {...problemOf(rules.failure)} onRetry={rules.again} />
  // What comes later would move what is being read.
  if (
    insights.state === 'loading' ||
    anomalies.state === 'loading' ||
    findings.state === 'loading' ||
    incidents.state === 'loading' ||
    rules.state === 'loading'
  )
    return <Loading text="Reading the findings…" />
  const files = enrichment.state === 'ready' ? enrichment.value.files : []
  const { ran: able, notRun } = byRun(rules.value, files)
  const silent = silentRules(able, findings.value)
  const all = [...findings.value, ...sigma.findings]
  const ran = sigma.run.state === 'ready' ? [...rules.value, ...sigma.run.run.rules] : rules.value
  return (
    <div className="findings" ref={restoreScroll} onScroll={keepScroll}>
      <Unseen />
      {all.length === 0 ? (
        <>
          <SigmaBar {...sigma} />
          <Nothing rules={rules.value} />
          <Unusual insights={insights} anomalies={anomalies} />
          <Alarms />
        </>
      ) : (
        <>
          <header className="findings-header">
            <h1>{findingsHeadline(all, ran)}</h1>
            <p className="muted">{findingsMean}</p>
            <SigmaBar {...sigma} />
          </header>
          {incidents.value.length > 0 && <Incidents incidents={incidents.value} />}
          <Unusual insights={insights} anomalies={anomalies} />
          <AttackMatrix findings={all} rules={rules.value} />
          <Alarms />
          <FindingsBar findings={all} />
          <Found findings={all} incidents={incidents.value} rules={rules.value} />
          {notRun.length > 0 && (
            <details className="findings-silent">
              <summary>{formatCounted(notRun.length, 'rule')} did not run</summary>
              {notRun.map((rule) => (
                <p key={rule.rule} className="muted">
                  {rule.title}. {rule.reason}
                </p>
              ))}
            </details>
          )}
          {silent.length > 0 && (
            <details className="findings-silent">
              <summary>{formatCounted(silent.length, 'rule')} found nothing</summary>
              <RuleList rules={silent} />
            </details>
          )}
        </>
      )}
    </div>
  )
}

interface UnusualProps {
  readonly insights: Query<readonly Insight[]>
  readonly anomalies: Query<AnomaliesTold>
}

/** What CloudTrail recorded as unusual, beside what is unusual by the case itself. */
const Unusual = ({ insights, anomalies }: UnusualProps) => (
  <div className="unusual">
    <RecordedInsights query={insights} />
    <Anomalies query={anomalies} />
  </div>
)

/** They rest on the events alone: where they cannot be read, the findings are there all the same. */
function RecordedInsights({ query }: { readonly query: Query<readonly Insight[]> }) {
  if (query.state === 'failed') return <Problem {...problemOf(query.failure)} onRetry={query.again} />
  if (query.state !== 'ready' || query.value.length === 0) return null
  return <Insights insights={query.value} />
}

/** Those whose every finding was dismissed stand last. */
function Incidents({ incidents }: { readonly incidents: readonly Incident[] }) {
  const isDismissed = useIsDismissed()
  const isOver = ({ steps }: Incident) => steps.every(({ finding }) => isDismissed(finding))
  const ordered = incidents.toSorted((a, b) => Number(isOver(a)) - Number(isOver(b)))
  return (
    <section className="incidents" aria-label="Incidents">
      <header className="incidents-header">
        <h2>{formatCounted(incidents.length, 'incident')}</h2>
        <Button icon="download" onClick={() => showReport('incident')}>
          {reportCommands.incident}
        </Button>
      </header>
      <p className="muted">{incidentsMean}</p>
      <ul>
        {ordered.map((incident, place) => (
          <IncidentEntry key={incident.id} incident={incident} isFirst={place === 0} isDismissed={isOver(incident)} />
        ))}
      </ul>
    </section>
  )
}

interface FoundProps {
  readonly findings: readonly Finding[]
  readonly incidents: readonly Incident[]
  readonly rules: readonly Rule[]
}

/** The findings that are sought, in blocks and groups. */
function Found({ findings, incidents, rules }: FoundProps) {
  const shown = useFindings()
  const timeText = useTimeText()
  const sought = soughtAmong(findings, shown)
  const isDismissed = useIsDismissed()
  const queries = new Map(rules.map(({ rule, sql }) => [rule, sql ?? null]))
  if (sought.length === 0)
    return (
      <Empty icon="finding" text={noneSought(findings.length)}>
        <Button onClick={showAllFindings}>Show all findings</Button>
      </Empty>
    )
  const entryOf = (finding: Finding) => (
    <FindingEntry key={finding.id} finding={finding} sql={queries.get(finding.rule) ?? null} />
  )
  return inBlocks(sought).map(({ block, findings: of }) => (
    <section key={block} className="findings-block" aria-label={blockTitles[block]}>
      <h2>
        {blockTitles[block]} <span className="muted">{formatCounted(of.length, 'finding')}</span>
      </h2>
      {grouped(
        of.filter(({ id }) => !isDismissed(id)),
        shown.grouping,
        incidents,
        timeText,
      ).map(({ key, severity, title, findings: group }) => (
        <section key={key} aria-label={severity === null ? title : `Severity ${severity}`}>
          <h3 className="findings-group">
            {severity === null ? title : <SeverityBadge severity={severity} />}
            <span className="muted">{formatCounted(group.length, 'finding')}</span>
          </h3>
          <ul>{group.map(entryOf)}</ul>
        </section>
      ))}
      <Dismissed findings={of.filter(({ id }) => isDismissed(id))} entryOf={entryOf} />
    </section>
  ))
}

interface DismissedProps {
  readonly findings: readonly Finding[]
  readonly entryOf: (finding: Finding) => ReactNode
}

/** Folded, and counted: nothing that was found is gone. Unfolded while the reason of one is written. */
function Dismissed({ findings, entryOf }: DismissedProps) {
  const noted = useBookmarks((state) => state.noted?.key)
  if (findings.length === 0) return null
  const isNoted = findings.some(({ id }) => bookmarkKey({ kind: 'finding', id }) === noted)
  return (
    <details className="findings-dismissed" open={isNoted}>
      <summary>{formatCounted(findings.length, 'dismissed finding')}</summary>
      <ul>{findings.map(entryOf)}</ul>
    </details>
  )
}

/** What the rules did not see. */
function Unseen() {
  const sentence = useCase(({ summary }) => (summary === null ? null : findingsLack(summary.notRead)))
  if (sentence === null) return null
  return (
    <p className="findings-unseen">
      <NotReadMark /> {sentence}
    </p>
  )
}

function Nothing({ rules }: { readonly rules: readonly Rule[] }) {
  if (rules.length === 0) return <Empty icon="finding" text={findingsHeadline([], rules)} />
  return (
    <div className="findings-nothing">
      <h1>{findingsHeadline([], rules)}</h1>
      <p className="muted">{nothingFoundMeans} These are the rules:</p>
      <RuleList rules={rules} />
    </div>
  )
}

const RuleList = ({ rules }: { readonly rules: readonly Rule[] }) => (
  <ul className="findings-rules">
    {rules.map(({ rule, title, why, severity }) => (
      <li key={rule}>
        <SeverityBadge severity={severity} />
        <span>
          <strong>{title}</strong>
          <span className="muted">{why}</span>
        </span>
      </li>
    ))}
  </ul>
)
