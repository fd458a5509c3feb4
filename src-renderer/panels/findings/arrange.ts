import type { Finding } from '../../../src-shared/contract/findings.ts'
import type { Incident } from '../../../src-shared/contract/incidents.ts'
import { attackTechniques, type Tactic, tactics } from '../../../src-shared/model/attack.ts'
import { isAsGraveAs, type Severity, severities } from '../../../src-shared/model/severity.ts'
import { gravestFirst, seenAtNoTime } from '../../../src-shared/words/findings.ts'
import type { FindingGrouping } from '../../state/findings.ts'
import type { TimeText } from '../../widgets/timestamp.tsx'

export interface Sought {
  readonly text: string
  readonly least: Severity
  readonly tactic: Tactic | null
}

/** The tactics of its techniques, in the order of an attack. */
export const tacticsOf = ({ techniques }: Pick<Finding, 'techniques'>): readonly Tactic[] => {
  const served = new Set<Tactic>(techniques.flatMap((id) => attackTechniques[id].tactics))
  return tactics.filter((tactic) => served.has(tactic))
}

/** Those as grave as asked, of the tactic, with each word of the text in what they say. */
export function soughtAmong(findings: readonly Finding[], { text, least, tactic }: Sought): readonly Finding[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return findings.filter((finding) => {
    const said = `${finding.title} ${finding.sentence} ${finding.rule} ${finding.techniques.join(' ')}`.toLowerCase()
    return (
      isAsGraveAs(finding.severity, least) &&
      (tactic === null || tacticsOf(finding).includes(tactic)) &&
      words.every((word) => said.includes(word))
    )
  })
}

export interface Group {
  readonly key: string
  /** Of a group that is one severity, drawn as such. */
  readonly severity: Severity | null
  readonly title: string
  readonly findings: readonly Finding[]
}

/** In groups, the one to look at first ahead; within each the gravest ahead. */
export function grouped(
  findings: readonly Finding[],
  by: FindingGrouping,
  incidents: readonly Incident[],
  timeText: TimeText,
): readonly Group[] {
  const ordered = gravestFirst(findings)
  switch (by) {
    case 'severity':
      return severities
        .map((severity) => ({
          key: severity,
          severity,
          title: severity,
          findings: ordered.filter((finding) => finding.severity === severity),
        }))
        .filter((group) => group.findings.length > 0)
    case 'rule':
      return groupsBy(ordered, ({ rule, title }) => ({ key: rule, title }))
    case 'day':
      return groupsBy(
        ordered.toSorted((a, b) => (a.firstSeen ?? Number.MAX_VALUE) - (b.firstSeen ?? Number.MAX_VALUE)),
        ({ firstSeen }) => {
          const title = firstSeen === null ? seenAtNoTime : timeText(firstSeen).slice(0, dayLength)
          return { key: title, title }
        },
      )
    case 'incident': {
      const of = new Map(incidents.flatMap(({ id, title, steps }) => steps.map(({ finding }) => [finding, { key: id, title }] as const)))
      const groups = groupsBy(ordered, ({ id }) => of.get(id) ?? alone)
      const place = ({ key }: Group) => (key === alone.key ? Number.MAX_VALUE : incidents.findIndex(({ id }) => id === key))
      return groups.toSorted((a, b) => place(a) - place(b))
    }
  }
} // biome-ignore format: a table

const dayLength = '2024-03-05'.length
const alone = { key: '', title: 'Of no incident' } as const

function groupsBy(findings: readonly Finding[], of: (finding: Finding) => { key: string; title: string }): Group[] {
  const groups = new Map<string, Group & { readonly findings: Finding[] }>()
  for (const finding of findings) {
    const { key, title } = of(finding)
    const known = groups.get(key)
    if (known === undefined) groups.set(key, { key, severity: null, title, findings: [finding] })
    else known.findings.push(finding)
  }
  return [...groups.values()]
}
