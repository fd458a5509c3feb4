import type { TrustGiven } from '../../src-shared/model/verification.ts'
import { type ReadCase, readCase, type Unjudged } from '../ingest/ingest.ts'
import type { Case } from './case.ts'
import type { CaseDatabase } from './database.ts'
import type { Ending, RunningJob } from './jobs.ts'
import type { CaseRoom } from './room.ts'

/** Makes a case of what was read, or says how the job ends without one. */
export type MakeCase = (read: Unjudged, database: CaseDatabase) => Promise<Case | Ending>

/**
 * Reads folders and hands them to `make`. Memory that only judging needs is free when it resolves. A database whose
 * case is not the open one by then is ended. `known`: a case whose records are used where its files are met again.
 */
export async function readFolders(
  room: CaseRoom,
  job: RunningJob,
  trust: TrustGiven,
  make: MakeCase,
  known?: ReadCase,
): Promise<Case | Ending> {
  let database: CaseDatabase | undefined
  try {
    const read = await readCase(trust.paths, {
      trust,
      ...(known === undefined ? {} : { known }),
      startReaders: room.parts.startReaders,
      signal: job.signal,
      onProgress: (progress) => job.report(progress),
      // All is read, and a core is free: the database's thread starts while the order is found, then helps to make it.
      helper: () => {
        const started = room.parts.startDatabase()
        database = started
        return (ordering) => started.order(ordering)
      },
    })
    database!.begin(read.snapshot)
    return await make(read, database!)
  } finally {
    if (room.current?.database !== database) await database?.end()
  }
}
