import type { Rule } from '../../../src-shared/contract/findings.ts'
import { findingsHeadline, findingsMean, nothingFoundMeans, silentRules } from '../../../src-shared/words/findings.ts'
import { findingsLack } from '../../../src-shared/words/not-read.ts'
import { problemOf } from '../../ask/problem-of.ts'
import { useQuery } from '../../ask/use-query.ts'
import { beingJudged } from '../../ask/waiting.ts'
import { Empty, Loading, Waiting } from '../../widgets/empty.tsx'
import { formatCounted } from '../../widgets/format.ts'
import { Problem } from '../../widgets/problem.tsx'
import { FindingEntry } from './finding.tsx'
import './findings.css'
import { keepScroll, restoreScroll } from '../../parts/kept-scroll.ts'
import { NotReadMark } from '../../parts/not-read.tsx'
import { SeverityBadge } from '../../parts/severity.tsx'
import { useCase } from '../../state/case.ts'
import { groupBySeverity } from './group.ts'

/** What the rules found, each with its numbers and the events behind it. */
export function FindingsPanel() {
  const findings = useQuery('findings', undefined)
  const rules = useQuery('rules', undefined)
  if (findings.state === 'waiting' || rules.state === 'waiting')
    return <Waiting text={`${beingJudged} The rules run when that is done.`} />
  if (findings.state === 'failed') return <Problem {...problemOf(findings.failure)} onRetry={findings.again} />
  if (rules.state === 'failed') return <Problem {...problemOf(rules.failure)} onRetry={rules.again} />
  if (findings.state === 'loading' || rules.state === 'loading') return <Loading text="Reading the findings…" />
  const silent = silentRules(rules.value, findings.value)
  return (
    <div className="findings" ref={restoreScroll} onScroll={keepScroll}>
      <Unseen />
      {findings.value.length === 0 ? (
        <Nothing rules={rules.value} />
      ) : (
        <>
          <header className="findings-header">
            <h1>{findingsHeadline(findings.value, rules.value)}</h1>
            <p className="muted">{findingsMean}</p>
          </header>
          {groupBySeverity(findings.value).map((group) => (
            <section key={group.severity} aria-label={`Severity ${group.severity}`}>
              <h2 className="findings-severity">
                <SeverityBadge severity={group.severity} />
                <span className="muted">{formatCounted(group.findings.length, 'finding')}</span>
              </h2>
              <ul>
                {group.findings.map((finding) => (
                  <FindingEntry key={finding.id} finding={finding} />
                ))}
              </ul>
            </section>
          ))}
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
