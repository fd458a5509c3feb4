import type { SourceFile } from '../../../src-shared/model/event.ts'
import type { IntegrityReport } from '../../../src-shared/model/integrity.ts'
import { sourceText } from '../../../src-shared/model/source.ts'
import type { TrustGiven } from '../../../src-shared/model/verification.ts'
import { bestPlaces } from '../../columns/best-places.ts'
import type { FileEntry, Snapshot } from '../../columns/snapshot.ts'
import { inTurns } from '../../runtime/in-turns.ts'
import { StageClock } from '../../runtime/stage-clock.ts'
import { verifySteps } from '../verdicts/verify.ts'
import { bestFiles } from './best-files.ts'
import type { Evidence } from './evidence.ts'
import type { FileFact } from './file-fact.ts'
import { type Asked, gatherSteps } from './gather.ts'
import { loadParsers } from './parse.ts'

/** What was read of a case and has no verdicts yet. */
export interface ToJudge {
  readonly facts: readonly FileFact[]
  /** Gathered already, of a case file: then there are no facts. */
  readonly evidence?: Evidence
  /** False where reading was cancelled: verdicts need all files. */
  readonly isWhole: boolean
  /** Of files that were judged already. */
  readonly judgement: Judgement | null
  readonly snapshot: Snapshot
  /** In the order of the snapshot's files. */
  readonly sources: readonly SourceFile[]
  readonly timings: Readonly<Record<string, number>>
}

export interface Judgement {
  readonly evidence: Evidence
  /** Null where it was cancelled, while files were read or judged. */
  readonly report: IntegrityReport | null
}

/** Judges files by what was read of them, in turns with the other work of the thread. Throws once it is aborted. */
export async function judgeFacts(
  facts: readonly FileFact[],
  signal: AbortSignal,
  asked: Asked,
): Promise<{ readonly evidence: Evidence; readonly report: IntegrityReport }> {
  await loadParsers(facts)
  const evidence = await inTurns(gatherSteps(facts, asked), signal)
  return { evidence, report: await inTurns(verifySteps(evidence), signal) }
}

/** What judging a case adds to what was read of it. */
export interface JudgedRead extends Judgement {
  /** Whether other records are shown than before the files were judged, or other copies come first. */
  readonly hasMoved: boolean
  /** Events that were shown from a file that is not proven, and are shown from a proven one from now on. */
  readonly movedToProven: number
}

/**
 * Proves or disproves every file of a whole case, in turns with the other work of the thread, and shows every event from
 * the best proven of its equal copies. If it is cancelled, the case is given back without verdicts.
 */
export async function judge<Read extends ToJudge>(
  { facts, isWhole, judgement, evidence, ...read }: Read,
  signal: AbortSignal,
  trust: TrustGiven,
): Promise<Omit<Read, 'facts' | 'isWhole' | 'judgement' | 'evidence'> & JudgedRead> {
  const clock = new StageClock()
  const judgeNow = async (): Promise<Judgement> =>
    evidence === undefined
      ? judgeRead(facts, isWhole, signal, trust)
      : { evidence, report: await reportOn(evidence, signal) }
  const judged = judgement ?? (await clock.time('verify', judgeNow))
  const files = withVerdicts(read.snapshot.files, judged)
  const better = bestPlaces(read.snapshot, bestFiles(files))
  const snapshot = { ...read.snapshot, ...better?.places, files }
  const isProven = (file: number) => files[file]!.verdict === 'verified'
  return {
    ...read,
    snapshot,
    sources: countedAnew(read.sources, snapshot),
    ...judged,
    hasMoved: better !== null,
    movedToProven: better?.moved.filter(({ from, to }) => isProven(to) && !isProven(from)).length ?? 0,
    timings: { ...read.timings, ...clock.timings },
  }
}

/** The verdicts on all files; none where reading was cancelled, or judging is. */
export async function judgeRead(
  facts: readonly FileFact[],
  isWhole: boolean,
  signal: AbortSignal,
  trust: TrustGiven,
): Promise<Judgement> {
  await loadParsers(facts)
  const evidence = await inTurns(gatherSteps(facts, { trust }))
  return { evidence, report: isWhole ? await reportOn(evidence, signal) : null }
}

/** Which of the records of an event are counted as the event, and which as duplicates, is told by the verdicts. */
export function countedAnew(
  sources: readonly SourceFile[],
  { files, locator, copies }: Pick<Snapshot, 'files' | 'locator' | 'copies'>,
): readonly SourceFile[] {
  const [events, duplicates] = [new Uint32Array(files.length), new Uint32Array(files.length)]
  for (const file of locator.file) events[file]!++
  for (const file of copies.file) duplicates[file]!++
  return sources.map((source, file) => {
    const { uri, status } = files[file]!
    return { ...source, uri, status, events: events[file]!, duplicates: duplicates[file]! }
  })
}

/** Null when it was cancelled. */
async function reportOn(evidence: Evidence, signal: AbortSignal): Promise<IntegrityReport | null> {
  try {
    return await inTurns(verifySteps(evidence), signal)
  } catch (error) {
    if (signal.aborted) return null
    throw error
  }
}

export function withVerdicts(files: readonly FileEntry[], { evidence, report }: Judgement): readonly FileEntry[] {
  const uris = new Map([...evidence.logs, ...evidence.digests].map(({ path, uri }) => [path, uri]))
  return files.map((file) => {
    const uri = uris.get(sourceText(file))
    if (uri === undefined) return file
    const verdict = report?.logs.get(uri)?.status ?? null
    return { ...file, uri, verdict, status: verdict ?? report?.digests.get(uri)?.status ?? null }
  })
}
