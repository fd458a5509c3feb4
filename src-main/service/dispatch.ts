import { type Failure, fail, ok, type Result } from '../../src-shared/base/result.ts'
import {
  type Answer,
  type CallName,
  type CaseHandlers,
  calls,
  caseCallNames,
  type Handlers,
  type Hello,
  type HostHandlers,
  type In,
  type Pushed,
  type PushName,
  type Reference,
  type RuleQuery,
} from '../../src-shared/contract/index.ts'
import type { Engine } from '../engine/engine.ts'
import type { ReportBug } from '../runtime/report-bug.ts'
import type { Bookmarks } from './bookmarks.ts'
import { caseView, keepCaseView } from './case-view.ts'
import { type ConfirmedKeys, tellConfirmed } from './confirmed-keys.ts'
import { listDirectory } from './directory.ts'
import { chooseEnrichment, type EnrichmentChoice } from './enrichment-choice.ts'
import { recordedCalls } from './examiner/recorded.ts'
import type { Recorder } from './examiner/recorder.ts'
import type { Who } from './examiner/who.ts'
import type { Fetching } from './fetching.ts'
import { describeInputError, inputSchemas } from './input-schemas.ts'
import type { RecentCases } from './recent.ts'
import type { RemoteQueries } from './remote-queries.ts'
import type { SavedQueriesOfCase } from './saved-queries.ts'
import type { Settings } from './settings.ts'

/** What differs between the hosts. */
export interface HandlerParts {
  readonly engine: Engine
  readonly recent: RecentCases
  readonly confirmed: ConfirmedKeys
  readonly enrichment: EnrichmentChoice
  readonly saved: SavedQueriesOfCase
  readonly bookmarks: Bookmarks
  readonly settings: Settings
  readonly recorder: Recorder
  readonly who: Who
  readonly fetching: Fetching
  readonly remote: RemoteQueries
  readonly host: Hello['host']
  readonly version: string
  /** The folder of the built-in sample case. */
  readonly sampleCase: string
  /** Loaded when it is first asked for. */
  readonly loadReference: () => Promise<Reference>
  pickPaths(purpose: In<'pickPaths'>['purpose']): Promise<Answer<'pickPaths'>>
  /** Why what the program was started with could not be opened, once that is known. Absent where the host says so itself. */
  notOpened?(): Promise<string | null>
}

/** One function per call, the same for every host: what the case answers is handed on to the engine. */
export const createHandlers = (parts: HandlerParts): Handlers => ({
  ...caseAnswers(parts.engine),
  ...recordedCalls(hostAnswers(parts), parts.recorder),
})

const caseAnswers = (engine: Engine) =>
  Object.fromEntries(caseCallNames.map((name) => [name, engine[name]])) as unknown as CaseHandlers

function hostAnswers(parts: HandlerParts): HostHandlers {
  const {
    engine,
    recent,
    confirmed,
    enrichment,
    saved,
    bookmarks,
    settings,
    recorder,
    who,
    fetching,
    remote,
    host,
    version,
    sampleCase,
    loadReference,
    pickPaths,
  } = parts
  return {
    hello: async () =>
      ok({
        host,
        version,
        platform: process.platform,
        case: engine.summary(),
        jobs: engine.jobs(),
        recent: recent.list(),
        notOpened: (await parts.notOpened?.()) ?? null,
        settings: settings.all(),
      }),
    openSample: () => openSample(engine, sampleCase),
    pickPaths: ({ purpose }) => pickPaths(purpose),
    listDirectory: ({ path }) => listDirectory(path),
    confirmKeys: async ({ fingerprints, are }) => {
      confirmed.set(fingerprints, are)
      await tellConfirmed(engine, confirmed)
      return ok(undefined)
    },
    chooseEnrichment: ({ paths }) => chooseEnrichment(engine, enrichment, paths),
    keepSetting: async ({ name, value }) => {
      settings.keep(name, value)
      return ok(undefined)
    },
    startFetch: async ({ form, isPlan }) => fetching.start(form, isPlan),
    runRemote: (input) => remote.run(input),
    estimateRemote: (input) => remote.estimate(input),
    cancelRemote: async ({ id }) => ok(await remote.cancel(id)),
    fetchReport: async ({ jobId }) => ok(fetching.reportOf(jobId)),
    forgetRecent: async ({ paths }) => {
      recent.forget(paths)
      return ok(recent.list())
    },
    savedQueries: () => saved.answer(engine, (saved, path) => saved.list(path)) as Promise<Answer<'savedQueries'>>,
    saveQuery: (query) => saved.answer(engine, (saved, path) => saved.save(path, query)),
    forgetQuery: ({ name }) => saved.answer(engine, (saved, path) => saved.forget(path, name)),
    bookmarks: async () => bookmarks.list(engine),
    keepBookmark: async ({ of, ...said }) => bookmarks.keep(engine, of, said),
    removeBookmark: async ({ of }) => bookmarks.remove(engine, of),
    caseView: () => caseView(engine),
    keepCaseView: ({ of, view }) => keepCaseView(engine, of, view),
    examinerLog: async (asked) => logOrNone(await recorder.page(asked)),
    examinerLogText: async ({ form }) => logOrNone(await recorder.text(form)),
    nameExaminer: async ({ name }) => ok(who.name(name)),
    filterShown: async () => ok(undefined),
    rules: async () => ok((await loadReference()).rules),
    schema: async () => ok((await loadReference()).schema),
    questions: async () => ok((await loadReference()).questions),
    dashboards: async () => ok((await loadReference()).dashboards),
    ruleQueries: async () => ok(queriesOf(await loadReference())),
    queryInWords: async ({ text }) => ok((await loadReference()).inWords(text)),
  }
}

const logOrNone = <T>(told: T | null): Result<T, 'no-case'> =>
  told === null ? fail('no-case', 'No case is open: an examiner log is of a case.') : ok(told)

const queriesOf = ({ rules, ruleQuery }: Reference): readonly RuleQuery[] =>
  rules.flatMap((rule) => {
    const query = ruleQuery(rule.rule)
    return query.ok ? [{ rule, sql: query.value }] : []
  })

async function openSample(engine: Engine, folder: string): Promise<Answer<'openSample'>> {
  const opened = await engine.openCase({ paths: [folder] })
  if (opened.ok || opened.code !== 'unreadable') return opened as Answer<'openSample'>
  return fail('unreadable', `The sample case is not where it was installed: ${folder}`)
}

const isCallName = (name: unknown): name is CallName => typeof name === 'string' && Object.hasOwn(calls, name)

/**
 * The boundary: turns a window's message into a call, and returns its answer. No input and no thrown error makes it
 * reject. A thrown error is a bug: `reportBug` is given it, and the answer says so.
 */
export async function dispatch(
  handlers: Handlers,
  name: unknown,
  input: unknown,
  reportBug: ReportBug,
): Promise<Result<unknown>> {
  if (!isCallName(name)) return fail('bad-input', 'There is no such call')
  try {
    const read = inputSchemas[name].safeParse(input)
    if (!read.success) return fail('bad-input', describeInputError(name, read.error))
    return await (handlers[name] as (input: unknown) => Promise<Result<unknown>>)(read.data)
  } catch (error) {
    reportBug(name, error)
    return bug(name, error)
  }
}

/** The first line is for the reader. The stack is for the report of the bug. */
function bug(name: CallName, error: unknown): Failure<'bug'> {
  const [first = '', ...rest] = (error instanceof Error ? error.message : String(error)).split('\n')
  const details = error instanceof Error ? (error.stack ?? '') : rest.join('\n')
  return { ...fail('bug', `“${name}” broke: ${first}`), details }
}

/** Hands the news of the case and of other engines to a window, by the names of the contract. Returns the function that ends it. */
export function forwardPushes(
  engine: Engine,
  remote: RemoteQueries,
  push: <N extends PushName>(name: N, value: Pushed<N>) => void,
) {
  const endJobs = engine.onJob((job) => push('jobChanged', job))
  const endCase = engine.onCase((summary) => push('caseChanged', summary))
  const endRows = engine.onSqlRows((rows) => push('sqlRows', rows))
  const endRemote = remote.onProgress((progress) => push('remoteProgress', progress))
  return () => {
    endJobs()
    endCase()
    endRows()
    endRemote()
  }
}
