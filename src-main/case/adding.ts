import { sourceText } from '../../src-shared/model/source.ts'
import { additionWords, nothingNew } from '../../src-shared/words/opening.ts'
import { discover } from '../files/discover.ts'
import { allPaths, lookAhead, whatCame } from './addition.ts'
import { Case } from './case.ts'
import { saveGrown } from './case-file/save-case.ts'
import { cancelled, done, type Ending, failed, type RunningJob } from './jobs.ts'
import { buildTheRest, buildVerdicts, isEvidence, newCase, nothingFound, titleOf } from './opening.ts'
import { readFolders } from './reading.ts'
import type { CaseRoom } from './room.ts'

/**
 * Adds folders to the open case, which stays as it is until they are read and judged, and for good if that is cancelled
 * or fails: whoever works in a case that has verdicts would else lose them for a while, or for ever.
 *
 * All files are read, inflated and hashed, the old ones included: which copy of an event comes first, which digest proves
 * which and whether a file is still what it was are told from all files together, so that a case that grew is the case
 * that opening everything at once gives. Records are extracted of new content alone: where the hash of a file is that of
 * a file of the case, whichever, they are those that the case has. No time or size of a file stands in for its hash.
 */
export async function addFolders(
  room: CaseRoom,
  job: RunningJob,
  added: readonly string[],
  before: Case,
): Promise<Ending> {
  const ahead = lookAhead(await discover(added, { signal: job.signal }), before.read.sources)
  if (ahead.fresh === 0) return failed(nothingNew(ahead.known, added))
  const { id, paths: opened } = before.summary
  const paths = allPaths(opened, added)
  const trust = { ...before.trust, paths }
  const { keyPaths, acceptsEvidence } = trust
  let message = ''
  const grown = await readFolders(
    room,
    job,
    trust,
    async (read, database) => {
      if (job.signal.aborted) return cancelled
      const inCase = new Set(before.read.sources.map(sourceText))
      const fresh = read.sources.filter((file) => !inCase.has(sourceText(file)))
      if (!fresh.some(isEvidence)) return nothingFound(added, fresh)
      const made = await newCase(
        room,
        read,
        { id, title: titleOf(paths), paths, keyPaths, acceptsEvidence },
        database,
        trust,
      )
      await buildVerdicts(room, job, made)
      if (job.signal.aborted) return cancelled
      before.handFileTo(made)
      message = additionWords(whatCame(before.read, read, ahead))
      await room.show(made)
      return made
    },
    before.read,
  )
  if (!(grown instanceof Case)) return grown
  const unsaved = await saveGrown(job, grown)
  if (unsaved !== null) return unsaved
  await room.tellAgain(grown)
  await buildTheRest(room, job, grown)
  return done(message)
}
