import { resolve } from 'node:path'
import { fail, ok } from '../../../src-shared/base/result.ts'
import type { caseCalls } from '../../../src-shared/contract/case.ts'
import type { Answer, Inputs } from '../../../src-shared/contract/index.ts'
import type { Stage } from '../../../src-shared/model/job.ts'
import type { TrustGiven } from '../../../src-shared/model/verification.ts'
import { caseFileWords } from '../../../src-shared/words/case-file.ts'
import { whyUnreadable } from '../../files/why-unreadable.ts'
import { collectGarbage } from '../../runtime/collect-garbage.ts'
import { addFolders } from '../adding.ts'
import { caseFilesAmong, giveBack, openSaved } from '../case-file/open-saved.ts'
import { CaseClosed } from '../closed.ts'
import { type Ending, failed, type RunningJob } from '../jobs.ts'
import { openFolders, titleOf } from '../opening.ts'
import type { CaseRoom } from '../room.ts'
import type { Answers } from './form.ts'

export const caseAnswers: Answers<keyof typeof caseCalls> = {
  openCase: (room, { paths, trust }) =>
    begin(room, 'open', paths, (job, absolute) => openAny(room, job, trustGiven(absolute, trust))),
  addToCase: (opened, { paths }, room) => {
    // What is added is judged with the rest, and when that is cancelled the case must be as it was: whole.
    if (isBeingJudged(room))
      return fail('busy', 'The files of the case are still being verified: wait for that, or cancel it first.')
    const { caseFile } = opened
    if (caseFile !== null && caseFile.readOnly !== null) return fail('unreadable', caseFile.readOnly)
    return begin(room, 'add', paths, async (job, absolute) => {
      const isCaseFile = (await caseFilesAmong(absolute)).length > 0
      return isCaseFile ? failed(caseFileWords.notAdded) : addFolders(room, job, absolute, opened)
    })
  },
  closeCase: async (room) => {
    // Whoever is answered from now on is told that there is no case; what runs puts its things away.
    const ended = room.jobs.cancelAll(new CaseClosed())
    await room.show(null)
    await ended
    // An idle thread collects nothing by itself: the arrays of the case would stay until another is opened.
    collectGarbage('major')
    return ok(undefined)
  },
  cancelJob: (room, { jobId }) => {
    room.jobs.cancel(jobId)
    return ok(undefined)
  },
}

const trustGiven = (paths: readonly string[], trust: Inputs['trust']): TrustGiven => ({
  paths,
  keyPaths: trust?.keyPaths.map((path) => resolve(path)) ?? [],
  acceptsEvidence: trust?.acceptsEvidence ?? false,
})

/** Folders, or a case file and the folders that its sources may be in. */
async function openAny(room: CaseRoom, job: RunningJob, trust: TrustGiven): Promise<Ending> {
  await giveBack(room, trust.paths)
  const [file, ...more] = await caseFilesAmong(trust.paths)
  if (file === undefined) return openFolders(room, job, trust)
  if (more.length > 0) return failed(caseFileWords.several)
  if (trust.keyPaths.length > 0 || trust.acceptsEvidence) return failed(caseFileWords.withKeys)
  return openSaved(
    room,
    job,
    file,
    trust.paths.filter((path) => path !== file),
  )
}

type Work = (job: RunningJob, absolute: readonly string[]) => Promise<Ending>

/** Starts a job that reads folders; there is one at a time. */
function begin(room: CaseRoom, kind: 'open' | 'add', paths: readonly string[], work: Work): Answer<'openCase'> {
  const running = room.jobs.running('open') ?? room.jobs.running('add')
  if (running !== undefined && !givesWay(room, running))
    return fail('busy', 'Another folder is being opened: cancel that first.')
  const absolute = paths.map((path) => resolve(path))
  if (absolute.length === 0) return fail('unreadable', 'No folder or file was named.')
  for (const path of absolute) {
    const problem = whyUnreadable(path)
    if (problem !== null) return fail('unreadable', problem)
  }
  const written = room.whyNotOpened(absolute) ?? (kind === 'add' ? room.whyNotAdded(absolute) : null)
  if (written !== null) return fail('busy', written)
  running?.abort.abort()
  const job = room.jobs.start(kind, titleOf(absolute))
  room.beingOpened = absolute
  void room.jobs
    .run(job, () => work(job, absolute))
    .finally(() => {
      if (room.beingOpened === absolute) room.beingOpened = []
    })
  return ok(job.id)
}

/** Once its case is shown, the rest of a job gives way to the next one. */
const givesWay = (room: CaseRoom, { snapshot: { stage } }: RunningJob): boolean =>
  isBeingJudged(room) || behindTheVerdicts.includes(stage)

const behindTheVerdicts: readonly Stage[] = ['indexing', 'looking-up', 'chaining', 'detecting', 'relating', 'comparing']

const isBeingJudged = ({ current }: CaseRoom): boolean => current?.summary.isBeingJudged ?? false
