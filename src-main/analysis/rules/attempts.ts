import type { Finding } from '../../../src-shared/contract/findings.ts'
import { partsOf } from '../../../src-shared/filter/asks.ts'
import { filterOf } from '../../../src-shared/filter/model.ts'
import { severities } from '../../../src-shared/model/severity.ts'
import { attemptedTitle, everyCallFailed } from '../../../src-shared/words/findings.ts'
import type { DetectionCase } from './rule.ts'

/** The finding itself, or, where every call behind it failed, one that says so and is one step less grave. */
export function attempted(finding: Finding, { query }: DetectionCase): Finding {
  const { filter, events, severity } = finding
  if (events === 0) return finding
  const failed: Finding['filter'] = filterOf(
    [...partsOf(filter), { column: 'isError', operator: 'is', values: ['true'] }],
    filter.range,
  )
  if (query.count(failed) < events) return finding
  const lower = severities[Math.min(severities.indexOf(severity) + 1, severities.length - 1)]!
  const sentence = `${finding.sentence} ${everyCallFailed(events)}`
  return { ...finding, title: attemptedTitle(finding.title), severity: lower, sentence, isAttempt: true }
}
