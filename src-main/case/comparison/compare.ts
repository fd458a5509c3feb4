import { randomBytes } from 'node:crypto'
import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import { type BySide, type Comparison, type Side, type SideFacts, sides } from '../../../src-shared/model/comparison.ts'
import { countAbsences } from '../../../src-shared/model/explanation.ts'
import { notReadOf } from '../../../src-shared/model/not-read.ts'
import { sourceText } from '../../../src-shared/model/source.ts'
import type { TrustGiven } from '../../../src-shared/model/verification.ts'
import { caseFileWords } from '../../../src-shared/words/case-file.ts'
import { conclusionOf } from '../../../src-shared/words/outcome.ts'
import { contentKeyBytes } from '../../columns/content-hash.ts'
import { whyUnreadable } from '../../files/why-unreadable.ts'
import { type IngestOptions, type ReadRecords, readRecords } from '../../ingest/ingest.ts'
import { absencesOf } from '../../integrity/absence/absences.ts'
import { judgeFacts } from '../../integrity/evidence/judge-files.ts'
import { ledger } from '../../integrity/ledger/ledger.ts'
import { RecordReader } from '../../records/reader.ts'
import { inTurns } from '../../runtime/in-turns.ts'
import { sourcesOfCaseFile, trustWith } from '../case-file/open-saved.ts'
import { compareEvents } from './compare-events.ts'
import { compareFiles, type JudgedSide } from './compare-files.ts'
import { EventTable } from './event-table.ts'

/**
 * Holds two acquisitions against each other: which files and events are the same, changed, or on one side alone, and
 * which side proves what. Each side is judged by itself: digests of one prove nothing of the other. A case file holds no
 * original records: its sources are read in its place, as `verify` reads them. `trustOf`: the keys of a side. Throws the
 * signal's reason once it is aborted.
 */
export async function compareFolders(
  named: BySide<readonly string[]>,
  trustOf: (side: Side) => TrustGiven,
  options: IngestOptions,
): Promise<Result<Comparison, 'unreadable'>> {
  const asked = await bothSides((side) => askedOf(named[side], trustOf(side)))
  if (!asked.a.ok) return asked.a
  if (!asked.b.ok) return asked.b
  const of = { a: asked.a.value, b: asked.b.value }
  const problem = sides
    .flatMap((side) => of[side].paths)
    .map(whyUnreadable)
    .find((sentence) => sentence !== null)
  if (problem != null) return fail('unreadable', problem)
  const table = new EventTable()
  // Of both sides: a hash tells the same bytes by the same key alone.
  const contentKey = randomBytes(contentKeyBytes)
  const read = await bothSides((side) =>
    readRecords(of[side].paths, options, contentKey, (batch) => table.add(side, batch)),
  )
  const judged = await bothSides(async (side): Promise<JudgedSide> => {
    const { facts } = read[side]
    return { facts, ...(await judgeFacts(facts, options.signal, { trust: of[side].trust })) }
  })
  const readers = await bothSides(async (side) => {
    const reader = new RecordReader(read[side].readable)
    await reader.load()
    return reader
  })
  const files = compareFiles(judged)
  const events = await inTurns(compareEvents(table, readers), options.signal)
  const factsOf = (side: Side) =>
    sideFacts({ path: named[side][0]!, sources: of[side].sources }, read[side], judged[side], {
      events: events.counts[side],
      copies: table.copies[side],
    })
  return ok({
    sides: { a: factsOf('a'), b: factsOf('b') },
    read: { a: read.a.facts, b: read.b.facts },
    files: files.counts,
    fileDifferences: files.differences,
    events: events.counts,
    eventDifferences: () => events.differences((side, file) => sourceText(read[side].readable[file]!)),
  })
}

/** One after the other: two pools of readers would be in each other's way. */
async function bothSides<T>(work: (side: Side) => Promise<T>): Promise<BySide<T>> {
  const a = await work('a')
  return { a, b: await work('b') }
}

/** What is read of a side, and the keys that it is judged by. */
async function askedOf(named: readonly string[], given: TrustGiven) {
  const saved = await sourcesOfCaseFile(named, caseFileWords.notCompared)
  if (!saved.ok) return saved
  if (saved.value === null) return ok({ paths: named, trust: given, sources: null })
  const { paths } = saved.value
  return ok({ paths: [...paths, ...given.keyPaths], trust: trustWith(given, saved.value), sources: paths })
}

function sideFacts(
  of: Pick<SideFacts, 'path' | 'sources'>,
  { records, unparsed, unread }: ReadRecords,
  { facts, evidence, report }: JudgedSide,
  { events, copies }: Pick<SideFacts, 'events' | 'copies'>,
): SideFacts {
  if (records !== events + copies + unparsed.length)
    throw new Error(`counts do not balance: ${records} records, ${events} events, ${copies} copies, ${unparsed.length} unparsed`) // biome-ignore format: a sentence
  const absences = countAbsences(absencesOf(evidence, report, ledger(evidence, report).ledger))
  return {
    ...of,
    outcome: report.outcome,
    conclusion: conclusionOf(report, absences),
    records,
    events,
    copies,
    unparsed: unparsed.length,
    files: facts.length,
    notRead: notReadOf(unread, unparsed, 0),
  }
}
