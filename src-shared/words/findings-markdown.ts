import { formatCounted } from '../base/count.ts'
import { markdownCode, markdownText } from '../base/markdown.ts'
import { formatUtc, type UtcMs } from '../base/time.ts'
import type { Filter } from '../filter/model.ts'
import { formatFilter } from '../filter/text.ts'
import type { AttackId } from '../model/attack.ts'
import type { Severity } from '../model/severity.ts'
import { findingParts, seenAtNoTime, techniqueWords } from './findings.ts'

/** Findings and incidents as Markdown (CommonMark), for a report or a ticket. Times are in UTC. */

interface FindingTold {
  readonly title: string
  readonly severity: Severity
  readonly sentence: string
  readonly firstSeen: UtcMs | null
  readonly lastSeen: UtcMs | null
  readonly why: string
  readonly benignCauses: string
  readonly next: string
  readonly techniques: readonly AttackId[]
  readonly rule: string
  readonly events: number
  readonly filter: Filter
}

export function findingAsMarkdown(finding: FindingTold, level: number): string {
  const { title, severity, sentence, firstSeen, lastSeen, why, benignCauses, next, techniques, rule, events, filter } =
    finding
  const facts = [
    [findingParts.seen, span(firstSeen, lastSeen)],
    [findingParts.why, markdownText(why)],
    [findingParts.benignCauses, markdownText(benignCauses)],
    [findingParts.next, markdownText(next)],
    ...(techniques.length === 0 ? [] : [[findingParts.techniques, techniques.map(techniqueWords).join('; ')]]),
    [findingParts.rule, markdownCode(rule)],
    ['Events', `${formatCounted(events, 'event')}: ${markdownCode(formatFilter(filter) || 'every event')}`],
  ] // biome-ignore format: a list of facts
  return [heading(level, `${title} (${severity})`), markdownText(sentence), list(facts)].join('\n\n')
}

interface IncidentTold {
  readonly title: string
  readonly severity: Severity
  readonly paragraph: string
  readonly steps: readonly { readonly title: string; readonly firstSeen: UtcMs | null; readonly events: number }[]
  readonly events: number
  readonly filter: Filter
}

export const incidentAsMarkdown = ({ title, severity, paragraph, steps, events, filter }: IncidentTold, level: number): string =>
  [
    heading(level, `${title} (${severity})`),
    markdownText(paragraph),
    steps.map(({ title, firstSeen, events }) => `- ${span(firstSeen, firstSeen)}: ${markdownText(title)}, ${formatCounted(events, 'event')}`).join('\n'),
    `${formatCounted(events, 'event')}: ${markdownCode(formatFilter(filter) || 'every event')}`,
  ].join('\n\n') // biome-ignore format: a list of paragraphs

const heading = (level: number, text: string) => `${'#'.repeat(level)} ${markdownText(text)}`
const list = (facts: readonly (readonly string[])[]) => facts.map(([name, text]) => `- **${name}**: ${text}`).join('\n')

function span(first: UtcMs | null, last: UtcMs | null): string {
  if (first === null) return seenAtNoTime
  return last === null || last === first ? formatUtc(first) : `${formatUtc(first)} to ${formatUtc(last)}`
}
