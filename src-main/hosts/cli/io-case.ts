import { resolve } from 'node:path'
import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import type { In, JudgedSummary } from '../../../src-shared/contract/index.ts'
import type { SourceFile } from '../../../src-shared/model/event.ts'
import type { Job, JobId } from '../../../src-shared/model/job.ts'
import type { NotRead } from '../../../src-shared/model/not-read.ts'
import { sourceText } from '../../../src-shared/model/source.ts'
import { checkSentence, savedEventsSentence } from '../../../src-shared/words/case-file.ts'
import { notReadLine } from '../../../src-shared/words/not-read.ts'
import type { Engine } from '../../engine/engine.ts'
import { type Trust, whyNoKeys } from './arguments.ts'
import { takeEnrichment } from './enrich.ts'
import type { CommandName } from './help.ts'
import { type CommandIo, exitCode, type StartEngine } from './io.ts'
import { describeJob } from './io-progress.ts'

type JobTrouble = 'refused' | 'failed' | 'interrupted'

/** Starts a job and waits for its end, drawing progress; an interrupt cancels it and waits for that, too. */
export async function finishJob(
  engine: Engine,
  start: () => Promise<Result<JobId>>,
  io: CommandIo,
): Promise<Result<Job, JobTrouble>> {
  const ended = new Map<JobId, Job>()
  let look = () => {}
  // Listening begins before the start: a short job is over before its id is known here.
  const stopListening = engine.onJob((job) => {
    if (job.state === 'running') io.err.draw(describeJob(job))
    else ended.set(job.id, job)
    look()
  })
  try {
    const started = await start()
    if (!started.ok) return fail('refused', started.message)
    const cancel = () => void engine.cancelJob({ jobId: started.value })
    io.signal.addEventListener('abort', cancel, { once: true })
    if (io.signal.aborted) cancel()
    const job = await new Promise<Job>((resolve) => {
      look = () => {
        const end = ended.get(started.value)
        if (end !== undefined) resolve(end)
      }
      look()
    })
    io.signal.removeEventListener('abort', cancel)
    if (job.state === 'cancelled') return fail('interrupted', 'Interrupted')
    // Nobody hears of results any more, and the file is there.
    if (job.state === 'done' && io.signal.aborted && job.message !== null) await io.err.say(job.message)
    if (job.state === 'done') return ok(job)
    return fail(job.nothingFound ? 'refused' : 'failed', job.message ?? `${job.title} failed`)
  } finally {
    stopListening()
    io.err.draw(null)
  }
}

const troubleCode: Readonly<Record<JobTrouble, number>> = {
  refused: exitCode.noInput,
  failed: exitCode.bad,
  interrupted: exitCode.interrupted,
}

/** What a command opens: folders and files, and key lists that were given apart from them. */
export interface Evidence {
  readonly folders: readonly string[]
  readonly trust: Trust
  /** Files that addresses are looked up in; no evidence. */
  readonly enrich?: readonly string[]
}

/** Opens the folders, lets `use` ask the engine when their files are judged, and ends the engine whatever happens. */
export async function withCase(
  command: CommandName,
  { folders, trust, enrich = [] }: Evidence,
  io: CommandIo,
  startEngine: StartEngine,
  use: (engine: Engine, summary: JudgedSummary) => Promise<number>,
): Promise<number> {
  const engine = await startEngine()
  try {
    const unusable = await takeEnrichment(engine, command, enrich, io)
    if (unusable !== null) return unusable
    const paths = [...folders.map((folder) => resolve(folder)), ...trust.keyPaths]
    const opened = await finishJob(engine, () => engine.openCase({ paths, trust }), io)
    if (!opened.ok) return await sayTrouble(io, command, opened.message, troubleCode[opened.code])
    const noKeys = trust.keyPaths.length === 0 ? null : whyNoKeys(await keyLists(engine), trust)
    if (noKeys !== null) return await sayTrouble(io, command, noKeys, exitCode.noInput)
    const summary = engine.summary()
    if (summary === null || summary.isBeingJudged) throw new Error('The case was opened and is not there')
    if (summary.partial)
      await io.err.say(`trailproof ${command}: this is a part of the case: ${summary.partialReason ?? 'stopped'}`)
    const now = await checked(engine, summary, command, io)
    const { caseFile } = now
    const ofVerdicts = checkSentence(caseFile) ?? savedEventsSentence(caseFile)
    for (const sentence of [caseFile?.readOnly, ...(caseFile?.notes ?? []), ofVerdicts])
      if (sentence != null) await io.err.say(`trailproof ${command}: ${sentence}`)
    // `info` lists it.
    if (command !== 'info') await sayNotRead(io, command, summary.notRead)
    return await use(engine, now)
  } finally {
    await engine.dispose()
  }
}

/**
 * The case when its sources were read again, if it is of a case file: then verdicts are of now. Queries do not wait, and say
 * so; an interrupt ends the waiting.
 */
async function checked(
  engine: Engine,
  summary: JudgedSummary,
  command: CommandName,
  { signal }: CommandIo,
): Promise<JudgedSummary> {
  const isOver = () => command === 'query' || signal.aborted || engine.summary()?.caseFile?.check.state !== 'running'
  while (!isOver()) {
    await new Promise<void>((resolve) => {
      const end = engine.onCase(() => {
        end()
        resolve()
      })
      signal.addEventListener('abort', () => resolve(), { once: true })
      if (isOver()) resolve()
    })
  }
  const now = engine.summary()
  return now === null || now.isBeingJudged ? summary : now
}

async function keyLists(engine: Engine): Promise<readonly string[]> {
  const found: string[] = []
  for await (const source of filesOf(engine, { kind: 'public-keys', problemsOnly: false }))
    found.push(sourceText(source))
  return found
}

const filesPerPage = 1_000

/** Files of the case, page by page. */
export async function* filesOf(
  engine: Engine,
  asked: Pick<In<'sources'>, 'kind' | 'problemsOnly'>,
): AsyncGenerator<SourceFile> {
  for (let offset = 0; ; offset += filesPerPage) {
    const page = await engine.sources({ ...asked, text: '', offset, limit: filesPerPage })
    if (!page.ok) throw new Error(page.message)
    yield* page.value.files
    if (offset + filesPerPage >= page.value.total) return
  }
}

/** On stderr, so that no answer stands without what it lacks. */
async function sayNotRead(io: CommandIo, command: CommandName, notRead: NotRead): Promise<void> {
  const line = notReadLine(notRead, '`trailproof info` lists all.')
  if (line !== null) await io.err.say(`trailproof ${command}: ${line}`)
}

/** An interrupt is not explained: the user made it. `more`: lines of their own. */
export async function sayTrouble(
  io: CommandIo,
  command: CommandName,
  message: string,
  code: number,
  ...more: readonly string[]
): Promise<number> {
  if (code !== exitCode.interrupted) await io.err.say([`trailproof ${command}: ${message}`, ...more])
  return code
}
