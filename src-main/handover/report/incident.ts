import { formatCount } from '../../../src-shared/base/count.ts'
import type { Finding, Rule } from '../../../src-shared/contract/findings.ts'
import type { Incident } from '../../../src-shared/contract/incidents.ts'
import type { Decision } from '../../../src-shared/model/bookmark.ts'
import type { Row } from '../../../src-shared/model/event.ts'
import type { Block, Report } from '../../../src-shared/model/report.ts'
import { severities } from '../../../src-shared/model/severity.ts'
import { absencesSentence } from '../../../src-shared/words/absences.ts'
import { findingNotInCase, saidWords } from '../../../src-shared/words/bookmarks.ts'
import { checkSentence, savedEventsSentence } from '../../../src-shared/words/case-file.ts'
import { coverageSentence } from '../../../src-shared/words/coverage.ts'
import { findingsMean, gravestFirst, techniqueWords } from '../../../src-shared/words/findings.ts'
import { incidentsMean } from '../../../src-shared/words/incidents.ts'
import { conclusionOf, provenWord, restsOnEvidence } from '../../../src-shared/words/outcome.ts'
import { consistentMeans, limits } from '../../../src-shared/words/report/certificate.ts'
import * as words from '../../../src-shared/words/report/incident-report.ts'
import { alarmBlocks, anomalyBlocks } from './activity.ts'
import { heading, list, mostRows, note, paragraph, table, timeText } from './blocks.ts'
import { headlineFor, keyBlocks, reportOf, scopeFacts, sourceBlocks, verdictOf, written } from './common.ts'
import { eventBlocks } from './events.ts'
import type { IncidentGround, NamedResource, ReportSteps } from './ground.ts'
import { sessionBlocks } from './sessions.ts'
import { timelineFigure } from './timeline-figure.ts'

/** How many incidents are drawn. */
const mostIncidents = 20

/** The incident report: what was found and chosen, and how well each of it is proven. */
export function* incidentReportSteps(ground: IncidentGround): ReportSteps<Report> {
  const chosen = chosenIncidents(ground)
  const decided = decisionsOf(ground)
  const refused = new Set<string>()
  return yield* reportOf(
    ground,
    wholeVerdict(ground),
    {
      scope: () => [paragraph(words.reportRests), ...scopeFacts(ground)],
      summary: () => summaryBlocks(ground, chosen),
      timeline: () => timelineBlocks(chosen),
      sessions: () => sessionBlocks(ground, chosen),
      findings: () => findingBlocks(ground, chosen, decided),
      anomalies: () => anomalyBlocks(ground),
      alarms: () => alarmBlocks(ground),
      events: () => eventBlocks(ground, refused),
      resources: () => resourceBlocks(ground, chosen, refused),
      limits: () => limitBlocks(ground),
      dismissed: () => dismissedBlocks(ground, decided),
      rules: () => ruleBlocks(ground),
      keys: () => keyBlocks(ground),
      sources: () => sourceBlocks(ground),
    },
    refused,
  )
}

function chosenIncidents({ incidents, form }: IncidentGround): readonly Incident[] {
  const asked = form.incidents
  return asked === null ? incidents : incidents.filter(({ id }) => asked.includes(id))
}

/** How well the files prove what is told, as Integrity says it. */
function wholeVerdict(ground: IncidentGround) {
  const { sentence, others, mark, word, asSaved } = headlineFor(ground)
  const { report } = ground
  const sentences = [
    ...(asSaved === null ? [] : [asSaved]),
    sentence,
    ...others,
    ...(report !== null && restsOnEvidence(report.doubts) ? [consistentMeans] : []),
  ]
  return verdictOf(mark, sentences, word)
}

function summaryBlocks(ground: IncidentGround, chosen: readonly Incident[]): readonly Block[] {
  const { form, incidents } = ground
  if (incidents.length === 0) return [...written(form.introduction), paragraph(words.noIncidents)]
  return [
    ...written(form.introduction),
    ...chosen
      .slice(0, mostIncidents)
      .flatMap(({ title, severity, paragraph: told }) => [heading(`${title} (${severity})`), paragraph(told)]),
    note([words.incidentsChosen(chosen.length, incidents.length), incidentsMean].join(' ')),
  ]
}

function* timelineBlocks(chosen: readonly Incident[]): ReportSteps<readonly Block[]> {
  const blocks: Block[] = []
  const columns = words.stepColumns
  for (const { title, steps } of chosen.slice(0, mostIncidents)) {
    yield
    const figure = timelineFigure(title, steps.slice(0, mostRows))
    blocks.push(
      heading(title),
      ...(figure === null ? [] : [figure]),
      table({
        columns: [
          { title: columns.number, isNumber: true },
          { title: columns.first, isTime: true },
          { title: columns.last, isTime: true },
          { title: columns.severity },
          { title: columns.title },
          { title: columns.tactic },
          { title: columns.events, isNumber: true },
        ],
        of: steps.map((step, at) => ({ step, number: at + 1 })),
        row: ({ step, number }) => [
          String(number),
          timeText(step.firstSeen),
          timeText(step.lastSeen),
          step.severity,
          step.title,
          step.tactics.length === 0 ? words.noTactic : step.tactics.join(', '),
          formatCount(step.events),
        ],
        rest: words.stepsRest,
      }),
    )
  }
  if (chosen.length > mostIncidents) blocks.push(note(words.incidentsCut(mostIncidents, chosen.length)))
  return blocks
}

interface Decided {
  readonly decision: Decision | undefined
  /** Tags and note. */
  readonly said: string
}

/** What the examiner said of findings, by their ids. */
const decisionsOf = ({ form }: IncidentGround): ReadonlyMap<string, Decided> =>
  new Map(
    form.kept.flatMap(({ of, decision, ...bookmark }) =>
      of.kind === 'finding' ? [[of.id, { decision, said: saidWords(bookmark) }]] : [],
    ),
  )

function findingBlocks(
  { findings, form }: IncidentGround,
  chosen: readonly Incident[],
  decided: ReadonlyMap<string, Decided>,
): readonly Block[] {
  const ofIncidents = new Set(chosen.flatMap(({ steps }) => steps.map(({ finding }) => finding)))
  const isAsked = ({ id }: Finding) =>
    form.findings === null
      ? ofIncidents.has(id) || decided.get(id)?.decision === 'confirmed'
      : form.findings.includes(id)
  const isDismissed = ({ id }: Finding) => decided.get(id)?.decision === 'dismissed'
  // One that was chosen by itself is told whatever was decided.
  const isLeftOut = (finding: Finding) => form.findings === null && isDismissed(finding)
  const told = gravestFirst(findings.filter((finding) => isAsked(finding) && !isLeftOut(finding)))
  const confirmedFirst = told.toSorted((a, b) => rankOf(decided.get(a.id)) - rankOf(decided.get(b.id)))
  const head = note(
    [words.findingsTold(told.length, findings.length, findings.filter(isDismissed).length), findingsMean].join(' '),
  )
  if (told.length === 0) return [paragraph(words.noFindingsTold), head]
  const isAnyDecided = told.some(({ id }) => decided.has(id))
  const columns = words.findingColumns
  return [
    head,
    table({
      columns: [
        { title: columns.severity },
        ...(isAnyDecided ? [{ title: columns.decision }] : []),
        { title: columns.finding },
        { title: columns.first, isTime: true },
        { title: columns.events, isNumber: true },
        { title: columns.techniques },
      ],
      of: confirmedFirst,
      row: (finding) => [
        finding.severity,
        ...(isAnyDecided ? [decisionText(decided.get(finding.id))] : []),
        `${finding.title}. ${finding.sentence}`,
        timeText(finding.firstSeen),
        formatCount(finding.events),
        finding.techniques.map(techniqueWords).join('; '),
      ],
      rest: words.stepsRest,
    }),
  ]
}

const rankOf = (decided: Decided | undefined): number => (decided?.decision === 'confirmed' ? 0 : 1)

function decisionText(decided: Decided | undefined): string {
  const word = decided?.decision === undefined ? words.undecided : words.decisionWords[decided.decision]
  return decided === undefined || decided.said === '' ? word : `${word}: ${decided.said}`
}

/** Each is read again from its file. */
const mostWrites = 2_000

function* resourceBlocks(
  { writesOf, writtenBy }: IncidentGround,
  chosen: readonly Incident[],
  refused: Set<string>,
): ReportSteps<readonly Block[]> {
  const rows = new Set<Row>()
  for (const { filter } of chosen) {
    for (const row of writesOf(filter)) rows.add(row)
    yield
  }
  const named = new Map<string, NamedResource>()
  for (const row of [...rows].slice(0, mostWrites)) {
    const { account, resources, problem } = writtenBy(row)
    if (problem !== null) refused.add(problem)
    for (const resource of resources) {
      const key = `${account} ${resource}`
      const known = named.get(key)
      if (known === undefined) named.set(key, { account, resource, events: 1 })
      else known.events++
    }
    yield
  }
  if (named.size === 0) return [paragraph(words.noResources)]
  const columns = words.resourceColumns
  return [
    note(words.resourcesMean),
    table({
      columns: [
        { title: columns.account, isCode: true },
        { title: columns.resource, isCode: true },
        { title: columns.events, isNumber: true },
      ],
      of: [...named.values()].sort((a, b) => b.events - a.events || (a.resource < b.resource ? -1 : 1)),
      row: ({ account, resource, events }) => [account, resource, formatCount(events)],
      rest: words.resourcesRest,
    }),
    ...(rows.size > mostWrites ? [note(words.writesCut(mostWrites, rows.size))] : []),
  ]
}

function limitBlocks(ground: IncidentGround): readonly Block[] {
  const { report, absences, coverage, summary } = ground
  const asOf = checkSentence(summary.caseFile) ?? savedEventsSentence(summary.caseFile)
  return [
    ...(asOf === null ? [] : [paragraph(asOf)]),
    ...(report === null || coverage === null
      ? []
      : [
          paragraph(coverageSentence({ ...coverage, unprovenEvents: 0 }, 'the case', provenWord(report.doubts))),
          paragraph(absencesSentence(absences)),
          paragraph(conclusionOf(report, absences)),
        ]),
    list(limits),
  ]
}

function dismissedBlocks({ findings }: IncidentGround, decided: ReadonlyMap<string, Decided>): readonly Block[] {
  const byId = new Map(findings.map((finding) => [finding.id, finding]))
  const dismissed = [...decided].filter(([, { decision }]) => decision === 'dismissed')
  if (dismissed.length === 0) return []
  const columns = words.findingColumns
  return [
    table({
      columns: [
        { title: columns.severity },
        { title: columns.finding },
        { title: columns.events, isNumber: true },
        { title: columns.note },
      ],
      of: dismissed,
      row: ([id, { said: reason }]) => {
        const finding = byId.get(id)
        return [
          finding?.severity ?? '',
          finding === undefined ? findingNotInCase(id) : `${finding.title}. ${finding.sentence}`,
          finding === undefined ? '' : formatCount(finding.events),
          reason === '' ? words.noReason : reason,
        ]
      },
      rest: words.stepsRest,
    }),
  ]
}

/** Rules of Sigma that the user brought, as far as they found something. */
function rulesOfUser(rules: readonly Rule[], findings: readonly Finding[]): readonly Rule[] {
  const known = new Set(rules.map(({ rule }) => rule))
  const others = findings.filter(({ rule }) => !known.has(rule))
  return [...new Map(others.map((finding) => [finding.rule, finding])).values()]
}

function ruleBlocks({ rules, findings }: IncidentGround): readonly Block[] {
  const counts = new Map<string, number>()
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1)
  const stopped = new Set(findings.flatMap(({ rule, hasFailed }) => (hasFailed ? [rule] : [])))
  const columns = words.ruleColumns
  return [
    paragraph(words.rulesRan(rules.length)),
    table({
      columns: [
        { title: columns.rule },
        { title: columns.id, isCode: true },
        { title: columns.severity },
        { title: columns.findings, isNumber: true },
      ],
      of: [...rules, ...rulesOfUser(rules, findings)].toSorted(
        (a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity),
      ),
      row: ({ rule, title, severity }) => [
        title,
        rule,
        severity,
        stopped.has(rule) ? words.ruleStopped : formatCount(counts.get(rule) ?? 0),
      ],
      rest: words.stepsRest,
      limit: 1_000,
    }),
  ]
}
