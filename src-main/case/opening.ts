import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import type { SourceFile } from '../../src-shared/model/event.ts'
import type { TrustGiven } from '../../src-shared/model/verification.ts'
import { movedToProvenSentence } from '../../src-shared/words/copies.ts'
import { nothingAmong } from '../../src-shared/words/opening.ts'
import type { Unjudged } from '../ingest/ingest.ts'
import { collectGarbage } from '../runtime/collect-garbage.ts'
import { Case } from './case.ts'
import { CaseClosed } from './closed.ts'
import type { CaseDatabase } from './database.ts'
import { aborted, cancelled, done, type Ending, failed, type RunningJob } from './jobs.ts'
import { caseLayers } from './layers.ts'
import { addressesOf } from './looking-up.ts'
import { readFolders } from './reading.ts'
import type { CaseRoom } from './room.ts'
import type { About } from './views/summary.ts'

/**
 * Opens folders in place of the open case: reads them, shows the case as soon as its events are in order, then builds
 * its layers. Cancelled before its events are in order, it is shown as a part; closed, it is not shown at all.
 */
export async function openFolders(room: CaseRoom, job: RunningJob, trust: TrustGiven): Promise<Ending> {
  const { paths, keyPaths, acceptsEvidence } = trust
  const about = { id: randomUUID(), title: titleOf(paths), paths, keyPaths, acceptsEvidence }
  const opened = await readFolders(room, job, trust, async (read, database) => {
    const made = await newCase(room, read, about, database, trust)
    const nothing = nothingToShow(job, paths, read)
    if (nothing !== null) return nothing
    await room.leave()
    if (job.signal.reason instanceof CaseClosed) return cancelled
    if (read.isWhole) await room.show(made)
    await buildVerdicts(room, job, made)
    if (job.signal.reason instanceof CaseClosed || (read.isWhole && room.current !== made)) return cancelled
    await room.show(made)
    return made
  })
  if (!(opened instanceof Case)) return opened
  await buildTheRest(room, job, opened)
  return job.signal.aborted ? cancelled : done(movedToProvenSentence(opened.verdictViews.ingested.movedToProven))
}

export const titleOf = (paths: readonly string[]): string =>
  paths.length === 1 ? basename(paths[0]!) || paths[0]! : `${basename(paths[0]!)} and ${paths.length - 1} more`

/** A case that knows its events. */
export async function newCase(
  room: CaseRoom,
  read: Unjudged,
  about: About,
  database: CaseDatabase,
  trust: TrustGiven,
): Promise<Case> {
  const made = new Case(read, about, database, trust, room.confirmed, {
    jobs: room.jobs,
    searchFiles: room.parts.searchFiles,
    readFields: room.parts.readFields,
    lookUp: (snapshot, signal) => room.lookingUp.of(addressesOf(snapshot), signal),
  })
  await made.reader.load()
  await made.layers.build('events', never)
  return made
}

const never = new AbortController().signal

/** How the job ends where there is nothing to show; null where there is something. */
function nothingToShow({ signal }: RunningJob, paths: readonly string[], { sources }: Unjudged): Ending | null {
  if (signal.reason instanceof CaseClosed) return cancelled
  if (sources.some(isEvidence)) return null
  return signal.aborted ? cancelled : nothingFound(paths, sources)
}

export const isEvidence = ({ kind }: SourceFile): boolean => kind !== 'other' && kind !== 'archive'

export function nothingFound(paths: readonly string[], sources: readonly SourceFile[]): Ending {
  const forms = sources.map(({ form }) => form)
  const mayHold = sources.filter(({ unread }) => unread === 'may-hold-events').length
  return { ...failed(nothingAmong(paths, forms, mayHold)), nothingFound: true }
}

/** Has the files of a case judged. A case whose verdicts never come does not stay. */
export async function buildVerdicts(room: CaseRoom, job: RunningJob, made: Case): Promise<void> {
  try {
    if (!job.signal.aborted) job.report({ stage: caseLayers.verdicts.stage })
    await made.layers.build('verdicts', job.signal)
    job.report({ stage: 'indexing', events: made.summary.events })
  } catch (error) {
    if (room.current === made) await room.show(null)
    throw error
  }
}

/** Builds the layers behind the verdicts. A job that is cancelled waits for none of them, though they may still come. */
export async function buildTheRest(room: CaseRoom, job: RunningJob, opened: Case): Promise<void> {
  const building = buildLayers(room, job, opened)
  building.catch((error) => {
    // Nobody waits for it any more, and a bug is reported all the same.
    if (job.signal.aborted) room.jobs.endingOf(job, error)
  })
  await Promise.race([building, aborted(job.signal)])
  // The thread is idle from now on, and would keep what the layers were made from.
  collectGarbage('major')
}

export const laterLayers = Object.keys(caseLayers).filter(
  (name): name is Exclude<keyof typeof caseLayers, 'events' | 'verdicts'> => name !== 'events' && name !== 'verdicts',
)

const hasLookups = ({ layers }: Case): boolean => (layers.value('lookups')?.files.length ?? 0) > 0

/** What the later layers are built on. Those of the events are waited for, too: a database that never began builds nothing. */
const earlierParts = new Set([...caseLayers.events.parts, ...caseLayers.verdicts.parts])

async function buildLayers(room: CaseRoom, job: RunningJob, opened: Case): Promise<void> {
  try {
    await opened.layers.whenStored(earlierParts)
  } catch (error) {
    opened.layers.giveUp(laterLayers)
    throw error
  }
  await buildInOrder(room, job, opened, laterLayers)
}

/** One that is cancelled or fails keeps none of the others from coming: calls wait for them. */
export async function buildInOrder(
  room: CaseRoom,
  job: RunningJob,
  opened: Case,
  names: readonly (keyof typeof caseLayers)[],
): Promise<void> {
  const failures: unknown[] = []
  for (const name of names) {
    if (!job.signal.aborted) job.report({ stage: caseLayers[name].stage })
    try {
      await opened.layers.build(name, job.signal)
    } catch (error) {
      if (error !== job.signal.reason) failures.push(error)
    }
    // Views that show its columns ask again; the rules take longer.
    if (name === 'lookups' && hasLookups(opened) && room.current === opened) await room.show(opened)
  }
  if (failures.length > 0) throw failures[0]
  if (room.current === opened) await room.show(opened)
}
