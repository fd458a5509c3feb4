import { fail, ok } from '../../src-shared/base/result.ts'
import type { Answer, In } from '../../src-shared/contract/index.ts'
import { lookingUp, lookingUpCancelled } from '../../src-shared/words/enrichment.ts'
import { Pending } from '../runtime/pending.ts'
import { aborted, cancelled, done, type Ending, type RunningJob } from './jobs.ts'
import type { caseLayers } from './layers.ts'
import { buildInOrder, laterLayers } from './opening.ts'
import type { CaseRoom } from './room.ts'

/** What rests on the files, in the order in which it is built. */
const renewed = ['lookups', 'findings', 'incidents'] as const satisfies readonly (keyof typeof caseLayers)[]

/**
 * Uses these files from now on, as a job. An open case has its columns filled anew, and its rules run again behind that;
 * nothing of the trail is read again. Answers when the columns are filled.
 */
export async function enrich(room: CaseRoom, { files }: In<'enrich'>): Promise<Answer<'enrich'>> {
  const { lookingUp: state } = room
  state.choose(files)
  const job = room.jobs.start('enrich', lookingUp(files.length))
  const told = new Pending<Answer<'enrich'>>()
  const before = state.ended
  state.ended = room.jobs
    .run(job, async () => {
      // One choice after the other: the last one is what the case has in the end.
      await before
      return fill(room, job, () => told.give(ok(state.told)))
    })
    .then(() => told.give(job.signal.aborted ? fail('cancelled', lookingUpCancelled) : ok(state.told)))
  return told.value
}

/** `whenFilled` is called when the columns are there, before the rules have run. */
async function fill(room: CaseRoom, job: RunningJob, whenFilled: () => void): Promise<Ending> {
  const { lookingUp: state, current: opened } = room
  const { signal } = job
  if (opened === null) {
    const { state: end } = await state.of([], signal)
    return end === 'ready' ? done() : cancelled
  }
  // Who opens the case builds its layers first, with these files where it comes to them later than now.
  await Promise.race([opened.layers.whenEnded(laterLayers), aborted(signal)])
  if (signal.aborted) return cancelled
  if (room.current !== opened || state.isMade) return done()
  opened.layers.renew(renewed)
  void opened.layers.whenEnded(['lookups']).then(whenFilled)
  await buildInOrder(room, job, opened, renewed)
  return signal.aborted ? cancelled : done()
}
