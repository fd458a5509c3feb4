import { formatCounted } from '../base/count.ts'
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
    [findingParts.why, plain(why)],
    [findingParts.benignCauses, plain(benignCauses)],
    [findingParts.next, plain(next)],
    ...(techniques.length === 0 ? [] : [[findingParts.techniques, techniques.map(techniqueWords).join('; ')]]),
    [findingParts.rule, code(rule)],
    ['Events', `${formatCounted(events, 'event')}: ${code(formatFilter(filter))}`],
  ] // biome-ignore format: a list of facts
  return [heading(level, `${title} (${severity})`), plain(sentence), list(facts)].join('\n\n')
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
    plain(paragraph),
    steps.map(({ title, firstSeen, events }) => `- ${span(firstSeen, firstSeen)}: ${plain(title)}, ${formatCounted(events, 'event')}`).join('\n'),
    `${formatCounted(events, 'event')}: ${code(formatFilter(filter))}`,
  ].join('\n\n') // biome-ignore format: a list of paragraphs

const heading = (level: number, text: string) => `${'#'.repeat(level)} ${plain(text)}`
const list = (facts: readonly (readonly string[])[]) => facts.map(([name, text]) => `- **${name}**: ${text}`).join('\n')

function span(first: UtcMs | null, last: UtcMs | null): string {
  if (first === null) return seenAtNoTime
  return last === null || last === first ? formatUtc(first) : `${formatUtc(first)} to ${formatUtc(last)}`
}

/** Text of the evidence stays text: no link, no image, no heading, no HTML. */
const plain = (text: string) => text.replaceAll(/[\\`*_[\]<>#|!~]/g, '\\$&').replaceAll(/\s+/g, ' ')

/** A code span with more backticks around than within (CommonMark, 6.1). */
function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  const inner = text.replaceAll(/\s+/g, ' ') || 'every event'
  return longest === 0 ? `${fence}${inner}${fence}` : `${fence} ${inner} ${fence}`
}
