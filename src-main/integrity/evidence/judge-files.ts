import type { SourceFile } from '../../../src-shared/model/event.ts'
import type { IntegrityReport } from '../../../src-shared/model/integrity.ts'
import type { AskedRange } from '../../../src-shared/model/verification.ts'
import type { FileEntry, Snapshot } from '../../columns/snapshot.ts'
import { inTurns } from '../../runtime/in-turns.ts'
import { StageClock } from '../../runtime/stage-clock.ts'
import { verifySteps } from '../verdicts/verify.ts'
import type { Evidence } from './evidence.ts'
import type { FileFact } from './file-fact.ts'
import { gatherSteps } from './gather.ts'

/** What was read of a case and has no verdicts yet. */
export interface ToJudge {
  readonly facts: readonly FileFact[]
  /** False where reading was cancelled: verdicts need all files. */
  readonly isWhole: boolean
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
  range?: AskedRange,
): Promise<{ readonly evidence: Evidence; readonly report: IntegrityReport }> {
  const evidence = await inTurns(gatherSteps(facts, range), signal)
  return { evidence, report: await inTurns(verifySteps(evidence), signal) }
}

/**
 * Proves or disproves every file of a whole case, in turns with the other work of the thread. If it is cancelled, the
 * case is given back without verdicts.
 */
export async function judge<Read extends ToJudge>(
  { facts, isWhole, ...read }: Read,
  signal: AbortSignal,
): Promise<Omit<Read, 'facts' | 'isWhole'> & Judgement> {
  const clock = new StageClock()
  const { evidence, report } = await clock.time('verify', async () => {
    const evidence = await inTurns(gatherSteps(facts))
    return { evidence, report: isWhole ? await reportOn(evidence, signal) : null }
  })
  const files = withVerdicts(read.snapshot.files, evidence, report)
  return {
    ...read,
    snapshot: { ...read.snapshot, files },
    sources: read.sources.map((file, number) => ({ ...file, uri: files[number]!.uri, status: files[number]!.status })),
    evidence,
    report,
    timings: { ...read.timings, ...clock.timings },
  }
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

function withVerdicts(
  files: readonly FileEntry[],
  evidence: Evidence,
  report: IntegrityReport | null,
): readonly FileEntry[] {
  const uris = new Map([...evidence.logs, ...evidence.digests].map(({ path, uri }) => [path, uri]))
  return files.map((file) => {
    const uri = uris.get(file.path)
    if (uri === undefined) return file
    const verdict = report?.logs.get(uri)?.status ?? null
    return { ...file, uri, verdict, status: verdict ?? report?.digests.get(uri)?.status ?? null }
  })
}
