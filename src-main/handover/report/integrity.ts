import { sumOf } from '../../../src-shared/base/count.ts'
import type { AbsenceCounts, Explanation } from '../../../src-shared/model/explanation.ts'
import {
  type DigestVerdict,
  type IntegrityReport,
  isCopy,
  type LogVerdict,
  type ObjectUri,
  otherFileOf,
} from '../../../src-shared/model/integrity.ts'
import type { Block, Report } from '../../../src-shared/model/report.ts'
import { absencesSentence, absenceWords, explanationWords } from '../../../src-shared/words/absences.ts'
import { savedEventsSentence } from '../../../src-shared/words/case-file.ts'
import { coverageSentence } from '../../../src-shared/words/coverage.ts'
import { digestSentence } from '../../../src-shared/words/headline.ts'
import { conclusionOf, doubtWords, provenWord, restsOnEvidence } from '../../../src-shared/words/outcome.ts'
import * as words from '../../../src-shared/words/report/certificate.ts'
import { explainChainFinding, explainDigest, explainLog } from '../../../src-shared/words/verdicts.ts'
import { list, mostRows, note, paragraph, table, timeText } from './blocks.ts'
import { headlineFor, keyBlocks, reportOf, scopeFacts, sourceBlocks, verdictOf, written } from './common.ts'
import type { CertificateGround, ReportSteps } from './ground.ts'
import { trailBlocks } from './trails.ts'

/** The integrity certificate of a case or a range of it, in the sentences of Integrity. */
export function* certificateSteps(ground: CertificateGround): ReportSteps<Report> {
  return yield* reportOf(
    ground,
    wholeVerdict(ground),
    {
      scope: () => [
        ...written(ground.form.introduction),
        ...scopeFacts(ground),
        ...(ground.form.range === null ? [] : [note(words.rangeMeans)]),
      ],
      trails: () => trailBlocks(ground),
      absences: () => absenceBlocks(ground),
      files: () => fileBlocks(ground),
      doubts: () => doubtBlocks(ground),
      keys: () => keyBlocks(ground),
      method: () => [list(words.methodSteps), paragraph(words.methodSource), paragraph(words.methodRepeat)],
      limits: () => [list(words.limits)],
      sources: () => sourceBlocks(ground),
    },
    new Set(),
  )
}

function wholeVerdict(ground: CertificateGround) {
  const { sentence, others, advice, mark, word, asSaved } = headlineFor(ground)
  const { report, absences, coverage, summary } = ground
  const saved = asSaved ?? savedEventsSentence(summary.caseFile)
  const stale = saved === null ? [] : [saved]
  if (report === null || coverage === null) return verdictOf(mark, [...stale, sentence, advice], word)
  const conclusion = conclusionOf(report, absences)
  const sentences = [
    ...stale,
    sentence,
    ...(report.digests.size === 0 ? [] : [digestSentence(report.counts.digests, provenWord(report.doubts))]),
    ...others,
    coverageSentence({ ...coverage, unprovenEvents: 0 }, 'the time told', provenWord(report.doubts)),
    absenceTold(report, absences),
    conclusion,
    ...(restsOnEvidence(report.doubts) ? [words.consistentMeans] : []),
    ...(conclusion.includes(advice) ? [] : [advice]),
  ]
  return verdictOf(mark, sentences, word)
}

/** Where no digest is, its word on what is missing would be none. */
const absenceTold = ({ digests }: IntegrityReport, absences: AbsenceCounts): string =>
  digests.size === 0 && sumOf(absences) === 0 ? words.noDigestTells : absencesSentence(absences)

function absenceBlocks({ report, absences, explanations, form }: CertificateGround): readonly Block[] {
  if (report === null) return []
  const sentence = paragraph(absenceTold(report, absences))
  const { total, notLookedAt } = explanations
  if (total === 0) return [sentence]
  const columns = words.absenceColumns
  const kinds = [...new Set(explanations.explanations.map(({ absence }) => absence.kind))]
  return [
    sentence,
    ...(form.range === null ? [] : [note(words.absencesOfRange)]),
    table<Explanation>({
      columns: [
        { title: columns.what },
        { title: columns.where },
        { title: columns.from, isTime: true },
        { title: columns.until, isTime: true },
        { title: columns.explanation },
      ],
      of: explanations.explanations,
      row: ({ absence: { kind, account, region, trail, from, until, uri }, status, sentence: why }) => [
        uri === null ? absenceWords[kind].name : `${absenceWords[kind].name}: ${nameOf(uri)}`,
        [account, region, trail].filter((part) => part !== '').join(' · '),
        timeText(from),
        // A log file has a time of delivery, which is no span.
        until - from > 1 ? timeText(until) : '',
        `${explanationWords[status]}: ${why}`,
      ],
      total,
      rest: words.absencesRest,
    }),
    list(kinds.map((kind) => `${absenceWords[kind].name}: ${absenceWords[kind].doc}`)),
    note(words.explanationsMean),
    ...(notLookedAt === 0 ? [] : [note(words.notLookedAt(notLookedAt))]),
  ]
}

/** The last part of an address: the whole stands in the table of files. */
const nameOf = (uri: ObjectUri): string => uri.slice(uri.lastIndexOf('/') + 1)

const gravestFirst = ['invalid', 'missing', 'moved', 'unverified', 'uncovered'] as const
type Unproven = (typeof gravestFirst)[number]

interface ToldFile {
  readonly status: Unproven
  readonly uri: ObjectUri
  readonly why: string
}

function* fileBlocks({ report, sources }: CertificateGround): ReportSteps<readonly Block[]> {
  if (report === null) return []
  const told: ToldFile[] = []
  const take = (uri: ObjectUri, verdict: DigestVerdict | LogVerdict, why: () => string) => {
    if (verdict.status === 'verified' || isCopy(verdict) || otherFileOf(verdict) !== null) return 0
    const status = verdict.status
    total[status]++
    // Of each verdict as many as could be told: there may be hundreds of thousands.
    if (total[status] <= mostRows) told.push({ status, uri, why: why() })
    return 1
  }
  const total: Record<Unproven, number> = { invalid: 0, missing: 0, moved: 0, unverified: 0, uncovered: 0 }
  let all = 0
  for (const [uri, verdict] of report.digests) all += take(uri, verdict, () => explainDigest(verdict))
  yield
  for (const [uri, verdict] of report.logs) all += take(uri, verdict, () => explainLog(verdict))
  yield
  if (all === 0)
    return [paragraph(words.allFilesProven(report.digests.size + report.logs.size, provenWord(report.doubts)))]
  told.sort((a, b) => gravestFirst.indexOf(a.status) - gravestFirst.indexOf(b.status))
  const asked = new Set(told.slice(0, mostRows).map(({ uri }) => uri))
  const hashes = new Map(sources.flatMap(({ uri, sha256 }) => (uri !== null && asked.has(uri) ? [[uri, sha256]] : [])))
  const columns = words.fileColumns
  return [
    paragraph(
      words.unprovenFiles(
        gravestFirst.filter((status) => total[status] > 0).map((status) => words.fileCount(status, total[status])),
      ),
    ),
    table({
      columns: [
        { title: columns.what },
        { title: columns.file, isCode: true },
        { title: columns.why },
        { title: columns.sha256, isCode: true },
      ],
      of: told,
      row: ({ status, uri, why }) => [words.fileStatusWords[status], uri, why, hashes.get(uri) ?? ''],
      total: all,
      rest: words.filesRest,
    }),
  ]
}

const mostDoubts = 50
const mostObjects = 5

function doubtBlocks({ report }: CertificateGround): readonly Block[] {
  if (report === null) return []
  const told = [
    ...chainFindings(report),
    ...doubtsOf(report),
    ...report.problems.map(({ file, sentence }) => `${file}: ${sentence}`),
  ]
  if (told.length === 0) return [paragraph(words.noDoubts)]
  const more = told.length - mostDoubts
  return [list(told.slice(0, mostDoubts)), ...(more > 0 ? [note(words.moreDoubts(more))] : [])]
}

/** Those that are no doubt of the whole. */
const chainFindings = ({ findings, doubts }: IntegrityReport): readonly string[] =>
  findings
    .filter(({ code }) => !doubts.some((doubt) => doubt.code === code))
    .map(({ code, objects }) => withObjects(explainChainFinding[code], objects))

const doubtsOf = ({ doubts }: IntegrityReport): readonly string[] =>
  doubts.map(({ code, objects }) => withObjects(doubtWords[code].sentence, objects))

const withObjects = (sentence: string, objects: readonly string[]): string =>
  objects.length === 0
    ? sentence
    : `${sentence} ${words.doubtObjects(objects.slice(0, mostObjects), Math.max(0, objects.length - mostObjects))}`
