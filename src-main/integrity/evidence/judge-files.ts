import type { IntegrityReport } from '../../../src-shared/model/integrity.ts'
import type { FileEntry } from '../../columns/snapshot.ts'
import type { ReadCase, Unjudged } from '../../ingest/ingest.ts'
import { inTurns } from '../../runtime/in-turns.ts'
import { StageClock } from '../../runtime/stage-clock.ts'
import { verifying } from '../verdicts/verify.ts'
import type { Evidence } from './evidence.ts'
import { gatheringEvidence } from './gather.ts'

/** What was read, judged. */
export interface Ingested extends ReadCase {
  readonly evidence: Evidence
  /** Null where it was cancelled, while files were read or judged. */
  readonly report: IntegrityReport | null
}

/**
 * Proves or disproves every file of a whole case, in turns with what the thread has to do else. Cancelled, it leaves
 * the case without verdicts.
 */
export async function judge({ facts, isWhole, ...read }: Unjudged, signal: AbortSignal): Promise<Ingested> {
  const clock = new StageClock()
  const { evidence, report } = await clock.time('verify', async () => {
    const evidence = await inTurns(gatheringEvidence(facts))
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
    return await inTurns(verifying(evidence), signal)
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
