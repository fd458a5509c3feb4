import { formatCounted, sumOf } from '../../../src-shared/base/count.ts'
import { fileKinds, type SourceFile } from '../../../src-shared/model/event.ts'
import { type IntegrityReport, noCounts, type TrustedKey } from '../../../src-shared/model/integrity.ts'
import {
  type Block,
  type Report,
  type ReportFact,
  type ReportMark,
  type ReportPart,
  type ReportSection,
  type ReportVerdict,
  sectionsOf,
} from '../../../src-shared/model/report.ts'
import { sourceText } from '../../../src-shared/model/source.ts'
import { asSavedMark, checkSentence } from '../../../src-shared/words/case-file.ts'
import { listPublicKeys } from '../../../src-shared/words/commands.ts'
import { countOfKind, kindOfOne } from '../../../src-shared/words/files.ts'
import { type Headline, headlineOf } from '../../../src-shared/words/headline.ts'
import { notReadSentence } from '../../../src-shared/words/not-read.ts'
import { howToCompareKeys, keyWarnings, restsOnEvidence } from '../../../src-shared/words/outcome.ts'
import * as words from '../../../src-shared/words/report/certificate.ts'
import {
  coverNames,
  inManifest,
  logText,
  markWords,
  reportTitles,
  sectionTitles,
  sourceWords,
  tableCut,
} from '../../../src-shared/words/report/report.ts'
import { timeNotes } from '../../../src-shared/words/times.ts'
import { fact, facts, heading, list, note, paragraph, table, timeText } from './blocks.ts'
import type { ReportGround, ReportSteps } from './ground.ts'
import { bounded, most } from './text.ts'

/** Sections by their names, each made when it is its turn. */
export type SectionMakers = Readonly<
  Partial<Record<ReportSection, () => readonly Block[] | ReportSteps<readonly Block[]>>>
>

/** Makes those sections that the user has not left out, in their order. A section without anything to tell is none. */
export function* reportOf(
  ground: ReportGround,
  verdict: ReportVerdict | null,
  makers: SectionMakers,
  refused: ReadonlySet<string>,
): ReportSteps<Report> {
  const { kind, leftOut, paper, title, titles } = ground.form
  const sections: ReportPart[] = []
  for (const id of sectionsOf(ground.form)) {
    const made = makers[id]?.() ?? []
    const blocks = Array.isArray(made) ? made : yield* made as ReportSteps<readonly Block[]>
    if (blocks.length > 0) sections.push({ id, title: titles[id]?.trim() || sectionTitles[id], blocks })
    yield
  }
  return {
    kind,
    title: title.trim() === '' ? reportTitles[kind] : title.trim(),
    paper,
    cover: coverOf(ground),
    verdict,
    sections,
    leftOut: sectionsOf({ kind, leftOut: [], order: [] })
      .filter((id) => leftOut.includes(id))
      .map((id) => sectionTitles[id]),
    refused: [...refused],
  }
}

function coverOf({ form, madeAt, version, summary, examinerLog }: ReportGround): readonly ReportFact[] {
  return [
    ...fact(coverNames.caseNumber, form.caseNumber.trim()),
    ...fact(coverNames.examiner, form.examiner.trim()),
    ...fact(coverNames.organization, form.organization.trim()),
    ...(form.kind === 'integrity' ? fact(coverNames.about, words.rangeText(form.range)) : []),
    ...fact(coverNames.opened, summary.paths.join(', '), true),
    ...fact(coverNames.made, timeText(madeAt)),
    ...fact(coverNames.product, `Trailproof ${version}`),
    ...fact(coverNames.log, examinerLog === null ? null : logText(examinerLog.n, examinerLog.hash), true),
  ]
}

/** What the user wrote, paragraph by paragraph. */
export const written = (text: string): readonly Block[] =>
  text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => ({ kind: 'paragraph', text: bounded(part, most.paragraph), isWritten: true }))

const markOf: Readonly<Record<Headline['mark'], ReportMark>> = {
  verified: 'good',
  unverified: 'open',
  invalid: 'bad',
  missing: 'bad',
}

export const usedKeys = ({ keys }: IntegrityReport): readonly TrustedKey[] =>
  keys.filter(({ trust }) => trust !== 'not-used')

/** `asSaved`: why verdicts are not of now, a sentence; null where they are. */
interface ReportHeadline extends Omit<Headline, 'mark'> {
  readonly mark: ReportMark
  readonly word: string
  readonly asSaved: string | null
}

/** The sentence that Integrity begins with, in a mark. */
export function headlineFor(ground: ReportGround): ReportHeadline {
  const { report, summary } = ground
  const headline = headlineOfTime(ground)
  const asSaved = checkSentence(summary.caseFile)
  const isConsistent = report !== null && headline.mark === 'unverified' && restsOnEvidence(report.doubts)
  const mark = isConsistent || (asSaved !== null && headline.mark === 'verified') ? 'warning' : markOf[headline.mark]
  const word = isConsistent ? words.keysNotCompared : markWords[markOf[headline.mark]]
  const saved = asSavedMark(summary.caseFile)
  return { ...headline, mark, word: saved === null ? word : `${word}, ${saved}`, asSaved }
}

function headlineOfTime({ report, absences, summary, form }: ReportGround): Headline {
  if (report === null || summary.isBeingJudged) return headlineOf(noCounts, [], true)
  const { counts } = report
  // What is not of a range may well be in the case.
  if (form.range !== null && sumOf(counts.digests) === counts.digests.missing)
    return { mark: 'unverified', sentence: words.noDigestOfRange(sumOf(counts.logs)), others: [], advice: '' }
  return headlineOf(counts, usedKeys(report), summary.partial, { ...report, absences })
}

export const verdictOf = (mark: ReportMark, sentences: readonly string[], word = markWords[mark]): ReportVerdict => ({
  mark,
  word,
  sentences: sentences.filter((sentence) => sentence !== ''),
})

/** What was opened, what was read of it, and what was not. */
export function scopeFacts({ summary, form, sources, report, readAt }: ReportGround): readonly Block[] {
  const { paths, keyPaths, firstEventTime, lastEventTime, notRead } = summary
  const kinds = fileKinds
    .filter((kind) => summary.files[kind] > 0)
    .map((kind) => countOfKind(kind, summary.files[kind]))
  const unread = notReadSentence(notRead)
  return [
    facts([
      ...paths.filter((path) => !keyPaths.includes(path)).flatMap((path) => fact(words.scopeNames.opened, path, true)),
      ...keyPaths.flatMap((path) => fact(words.scopeNames.keys, path, true)),
      ...fact(words.scopeNames.acceptsEvidence, summary.acceptsEvidence ? words.acceptsEvidence : null),
      ...fact(words.scopeNames.range, form.kind === 'integrity' ? words.rangeText(form.range) : null),
      ...fact(words.scopeNames.caseFile, summary.caseFile?.path ?? null, true),
      ...fact(words.scopeNames.readAt, timeText(readAt)),
      ...fact(words.scopeNames.files, `${formatCounted(sources.length, 'file')}: ${kinds.join(', ')}`),
      ...fact(words.scopeNames.judged, report === null ? null : words.judgedText(report.counts)),
      ...fact(words.scopeNames.records, words.recordsBalance(summary)),
      ...fact(
        words.scopeNames.eventTimes,
        firstEventTime === null ? null : `${timeText(firstEventTime)} to ${timeText(lastEventTime)}`,
      ),
      ...fact(words.scopeNames.partial, summary.partial ? (summary.partialReason ?? words.isPartial) : null),
    ]),
    paragraph(unread ?? words.everythingRead),
    ...(notRead.first.length === 0 ? [] : [list(notRead.first.map(({ path, reason }) => `${path}: ${reason}`))]),
    ...timeNotes(summary).map(note),
  ]
}

/** Keys with their fingerprints, who vouches for them, and how to compare them with AWS. */
export function keyBlocks({ report }: ReportGround): readonly Block[] {
  if (report === null || report.keys.length === 0) return [paragraph(words.noKeys), ...compareBlocks(report)]
  const columns = words.keyColumns
  return [
    paragraph(howToCompareKeys),
    table({
      columns: [
        { title: columns.fingerprint, isCode: true },
        { title: columns.trust },
        { title: columns.from, isTime: true },
        { title: columns.until, isTime: true },
        { title: columns.proved, isNumber: true },
        { title: columns.sources, isCode: true },
      ],
      of: report.keys,
      row: ({ fingerprint, trust, validFrom, validUntil, proved, sources }) => [
        fingerprint,
        words.keyTrust[trust],
        timeText(validFrom),
        timeText(validUntil),
        String(proved),
        sources.join(', '),
      ],
      rest: words.filesRest,
    }),
    ...warningsOf(report.keys),
    ...compareBlocks(report),
  ]
}

function warningsOf(keys: readonly TrustedKey[]): readonly Block[] {
  const told = keys.flatMap((key) => keyWarnings(key).map((warning) => `${key.fingerprint}: ${warning}`))
  return told.length === 0 ? [] : [list(told)]
}

/** A command for each Region whose digests were judged, over the time of its chains. */
function compareBlocks(report: IntegrityReport | null): readonly Block[] {
  const byRegion = new Map<string, { from: number; until: number }>()
  for (const { provedIn } of report?.keys ?? [])
    for (const { region, from, until } of provedIn) {
      const known = byRegion.get(region)
      if (known === undefined) byRegion.set(region, { from, until })
      else byRegion.set(region, { from: Math.min(known.from, from), until: Math.max(known.until, until) })
    }
  const commands = [...byRegion].map(([region, span]) => listPublicKeys(region, span as never).command)
  return [
    heading(words.howToCompareTitle),
    list(words.howToCompareSteps),
    { kind: 'code', title: null, text: (commands.length === 0 ? [words.anyRegionCommand] : commands).join('\n') },
  ]
}

/** How many files the appendix names; the manifest names all. */
const mostSources = 2_000

/** By folder, as most of a path is that of many files. */
export function* sourceBlocks({ sources }: ReportGround): ReportSteps<readonly Block[]> {
  yield
  const byFolder = new Map<string, SourceFile[]>()
  for (const source of sources.slice(0, mostSources)) {
    const [folder] = parted(sourceText(source))
    const held = byFolder.get(folder)
    if (held === undefined) byFolder.set(folder, [source])
    else held.push(source)
  }
  yield
  const { columns, rule } = sourceWords
  const tables = [...byFolder].flatMap(([folder, held]) => [
    heading(folder, true),
    table({
      columns: [
        { title: columns.file, isCode: true },
        { title: columns.kind },
        { title: columns.verdict },
        { title: columns.sha256, isCode: true },
      ],
      of: held,
      row: sourceRow,
      rest: inManifest,
      limit: mostSources,
    }),
  ])
  const more = sources.length - mostSources
  return [paragraph(rule), ...tables, ...(more > 0 ? [note(tableCut(mostSources, sources.length, inManifest))] : [])]
}

const sourceRow = (source: SourceFile): readonly string[] => [
  parted(sourceText(source))[1],
  kindOfOne(source.kind, source.form),
  source.status ?? '',
  source.sha256 ?? sourceWords.noHash,
]

/** The folder and the name of a file, or of a member of an archive. */
function parted(path: string): readonly [folder: string, name: string] {
  const end = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1
  return [path.slice(0, end) || '.', path.slice(end)]
}
