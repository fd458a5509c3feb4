import type { SourceDifferences } from '../../../src-shared/model/case-file.ts'
import type { TrustGiven } from '../../../src-shared/model/verification.ts'
import type { FileEntry } from '../../columns/snapshot.ts'
import { type Ingested, type IngestOptions, readFacts } from '../../ingest/ingest.ts'
import { type Judgement, judgeFacts, withVerdicts } from '../../integrity/evidence/judge-files.ts'
import { inTurns } from '../../runtime/in-turns.ts'
import type { Case } from '../case.ts'
import { cancelled, done, type Ending, type RunningJob } from '../jobs.ts'
import type { CaseRoom } from '../room.ts'
import { EventsCheck, type EventsThatDiffer, roomForCheck } from './check-events.ts'
import { evidenceToldOtherwise, filesThatDiffer, named, verdictsThatDiffer } from './files-that-differ.ts'
import { freeMemory } from './free-memory.ts'

/** Begins to read the sources of a case file again, behind everything else; it ends with the case. */
export function beginCheck(room: CaseRoom, opened: Case, absent: readonly string[]): void {
  const { paths } = opened.summary
  if (absent.length === paths.length) {
    opened.tellCheck({ state: 'absent', roots: absent })
    void room.tellAgain(opened)
    return
  }
  const job = room.jobs.start('check', opened.summary.title)
  opened.onEnd((reason) => job.abort.abort(reason))
  void room.jobs
    .run(job, () => checkSources(room, job, opened, absent))
    .finally(() => {
      if (opened.caseFile?.check.state === 'running') opened.tellCheck({ state: 'cancelled' })
      void room.tellAgain(opened)
    })
}

/**
 * Reads all sources again, with their records, and judges them anew, from nothing that the case file says. Where every
 * hash, every verdict and every event is the one that was saved, all are those of now. Where not, they stay as saved, and
 * what differs is named. Without memory for it, events are not compared and stay as saved.
 */
async function checkSources(room: CaseRoom, job: RunningJob, opened: Case, absent: readonly string[]): Promise<Ending> {
  const { signal } = job
  const { trust } = opened
  const saved = opened.verdictViews.ingested
  if (saved.report === null) return cancelled
  const paths = trust.paths.filter((path) => !absent.includes(path))
  const events = freeMemory() > roomForCheck(saved) ? 'confirmed' : 'no-room'
  const { found, judgement, entries } = await heldAgainstSources(saved, { ...trust, paths }, events, {
    startReaders: room.parts.startReaders,
    signal,
    onProgress: ({ stage: _, ...progress }) => job.report({ ...progress, stage: 'checking' }),
  })
  signal.throwIfAborted()
  if (Object.values(found).some(({ total }) => total > 0)) opened.tellCheck({ state: 'differs', found })
  else opened.confirmSources(judgement, entries, events)
  return done()
}

/** What differs between a case as it was saved and its sources as they are now; events where these are to be confirmed. */
export async function heldAgainstSources(
  saved: Ingested,
  trust: TrustGiven,
  events: 'confirmed' | 'no-room',
  options: IngestOptions,
): Promise<{
  readonly found: SourceDifferences
  readonly judgement: Judgement
  readonly entries: readonly FileEntry[]
}> {
  const { signal } = options
  const check = events === 'confirmed' ? new EventsCheck(saved, options) : null
  const { facts, entries } = await (check?.read(trust.paths) ?? readFacts(trust.paths, options))
  const judgement = await judgeFacts(facts, signal, { trust })
  const files = await inTurns(filesThatDiffer(saved.snapshot.files, entries), signal)
  const verdicts = await inTurns(verdictsThatDiffer(saved.report!, judgement.report), signal)
  const evidence = await inTurns(evidenceToldOtherwise(saved.evidence, judgement.evidence), signal)
  const ofEvents = (await check?.differences(withVerdicts(entries, judgement))) ?? nothingDiffers
  const found = {
    changed: named(files.changed),
    absent: named(files.absent),
    added: named(files.added),
    verdicts: named(verdicts),
    events: ofEvents.events,
    missing: ofEvents.missing,
    told: named([...new Set([...evidence, ...ofEvents.told])]),
  }
  return { found, judgement, entries }
}

const nothingDiffers: EventsThatDiffer = {
  events: { total: 0, first: [] },
  missing: { total: 0, first: [] },
  told: [],
}
