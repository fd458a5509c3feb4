import type { UtcMs } from '../../../src-shared/base/time.ts'
import type { CaseFacts, CaseSummary, JudgedSummary, ProofSummary } from '../../../src-shared/contract/index.ts'
import { type FileKind, fileKinds, type SourceFile, wasRead } from '../../../src-shared/model/event.ts'
import type { AbsenceCounts } from '../../../src-shared/model/explanation.ts'
import { type IntegrityReport, noCounts, usedKeys } from '../../../src-shared/model/integrity.ts'
import { type NotRead, notReadOf } from '../../../src-shared/model/not-read.ts'
import { sourceText } from '../../../src-shared/model/source.ts'
import { unparsedSentence, vanishedReason } from '../../../src-shared/words/not-read.ts'
import { partialReasons } from '../../../src-shared/words/opening.ts'
import { failedCalls } from '../../columns/failed-calls.ts'
import type { ColumnQuery } from '../../columns/query.ts'
import type { Snapshot } from '../../columns/snapshot.ts'
import type { TextData } from '../../columns/text-data.ts'
import type { Ingested, ReadCase } from '../../ingest/ingest.ts'

/** What a case is called, and what was opened. */
export type About = Pick<CaseSummary, 'id' | 'title' | 'paths' | 'keyPaths' | 'acceptsEvidence'>

/** What can be told of a case as soon as its events are in order. */
export function factsOf(read: ReadCase, query: ColumnQuery, about: About): CaseFacts {
  const { sources, counts, timings } = read
  const files = Object.fromEntries(fileKinds.map((kind) => [kind, 0])) as Record<FileKind, number>
  for (const { kind } of sources) files[kind]++
  const partialReason = whyPart(read, partialReasons.beingJudged)
  const { range } = query
  return {
    ...about,
    partial: partialReason !== null,
    partialReason,
    ...counts,
    uniqueEventIds: counts.events - counts.withoutEventId,
    errorEvents: countErrors(read.snapshot),
    firstEventTime: range?.from ?? null,
    lastEventTime: range === null ? null : ((range.until - 1) as UtcMs),
    ...timesOf(read.snapshot, query.timed),
    files,
    filesWithProblems: sources.filter(isTroubled).length,
    notRead: whatWasNotRead(read, counts.events - query.timed),
    timings,
    peakRssBytes: peakRssBytes(),
  }
}

/** The same, and what came of judging its files. */
export function judgedSummary(facts: CaseFacts, ingested: Ingested, absences: AbsenceCounts): JudgedSummary {
  const partialReason = whyPartial(ingested)
  return {
    ...facts,
    partial: partialReason !== null,
    partialReason,
    isBeingJudged: false,
    integrity: ingested.report?.counts ?? noCounts,
    proof: proofOf(ingested.report, absences),
    eventsByVerdict: countByVerdict(ingested.snapshot),
    timings: ingested.timings,
    peakRssBytes: peakRssBytes(),
  }
}

function whatWasNotRead({ sources, unparsed }: ReadCase, eventsWithoutTime: number): NotRead {
  const firstOf = new Map([...unparsed].reverse().map((record) => [record.path, record]))
  const files = sources.flatMap((source) => {
    const { unread, problems } = source
    if (unread === null) return []
    const path = sourceText(source)
    const first = firstOf.get(path)
    const reasons = problems.length > 0 || first === undefined ? problems : [unparsedSentence(first)]
    return [{ path, kind: unread, reason: reasons.join(' ') }]
  })
  return notReadOf(files, unparsed, eventsWithoutTime)
}

function proofOf(report: IntegrityReport | null, absences: AbsenceCounts): ProofSummary {
  return {
    outcome: report?.outcome ?? 'unproven',
    doubts: [...new Set(report?.doubts.map(({ code }) => code))].map((code) => ({ code })),
    absences,
    keys: usedKeys(report?.keys ?? []),
  }
}

/** Cancelled after the last file was read and judged, nothing is missing. */
function whyPartial(ingested: Ingested): string | null {
  const { report, sources } = ingested
  if (report !== null) return whyPart(ingested, partialReasons.judged)
  return partialReasons.cancelled({ files: sources.length, filesRead: sources.filter(wasRead).length })
}

function whyPart({ leftOut, counts, sources }: ReadCase, leftOutWords: typeof partialReasons.judged): string | null {
  const vanished = sources.filter(({ unread }) => unread === 'vanished').length
  const reasons = [
    leftOutWords({ leftOut, events: counts.events }),
    vanished === 0 ? null : vanishedReason(vanished),
  ].filter((reason) => reason !== null)
  return reasons.length === 0 ? null : reasons.join(' ')
}

/** The most memory that this process has held so far. */
export const peakRssBytes = (): number => process.resourceUsage().maxRSS * 1024

/** Files that were skipped or hold something that is no event are troubled, too: nothing is skipped silently. */
export const isTroubled = ({ problems, unread }: SourceFile) => problems.length > 0 || unread !== null

function timesOf(
  { events, columns }: Snapshot,
  timed: number,
): Pick<CaseFacts, 'eventsWithoutTime' | 'timesConverted'> {
  const { codes } = columns.eventTimeWritten as TextData
  let converted = 0
  // Events without a time stand behind the others.
  for (let row = 0; row < timed; row++) if (codes[row] !== 0) converted++
  return { eventsWithoutTime: events - timed + converted, timesConverted: converted }
}

function countErrors(snapshot: Snapshot): number {
  const isFailed = failedCalls(snapshot)
  let errors = 0
  for (let row = 0; row < snapshot.events; row++) if (isFailed[row] === 2) errors++
  return errors
}

/** Events of files without a verdict (a cancelled case) are counted nowhere. */
function countByVerdict({ files, locator }: Snapshot): JudgedSummary['eventsByVerdict'] {
  const counts = { ...noCounts.logs } as Record<keyof typeof noCounts.logs, number>
  const perFile = new Uint32Array(files.length)
  for (let row = 0; row < locator.file.length; row++) perFile[locator.file[row]!]!++
  files.forEach(({ verdict }, file) => {
    if (verdict !== null) counts[verdict] += perFile[file]!
  })
  return counts
}
