import { resolve } from 'node:path'
import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import type { In, Reference } from '../../../src-shared/contract/index.ts'
import type { Engine } from '../../engine/engine.ts'
import { bugToStderr } from '../../runtime/report-bug.ts'
import { createBookmarks } from '../../service/bookmarks.ts'
import { createConfirmedKeys, tellConfirmed } from '../../service/confirmed-keys.ts'
import { createHandlers } from '../../service/dispatch.ts'
import { createEnrichmentChoice, tellEnrichment } from '../../service/enrichment-choice.ts'
import { inCaseFiles } from '../../service/examiner/case-file-log.ts'
import { createCaseLogs } from '../../service/examiner/case-logs.ts'
import { recordedEngine } from '../../service/examiner/recorded.ts'
import { Recorder } from '../../service/examiner/recorder.ts'
import { createWho } from '../../service/examiner/who.ts'
import { Fetching, type RunFetch } from '../../service/fetching.ts'
import { moveIntoCaseFiles } from '../../service/kept-in.ts'
import { createRecentCases, rememberOpenedCases } from '../../service/recent.ts'
import { type AskRemote, RemoteQueries } from '../../service/remote-queries.ts'
import { savedQueriesOfCase } from '../../service/saved-queries.ts'
import { createSettings } from '../../service/settings.ts'
import { createStateFiles, type IsWithin, sparingEvidence } from '../../service/state-file.ts'
import type { AssetHandler } from '../browser/assets.ts'
import { createIdleWatch, watchParent } from '../browser/idle.ts'
import { openInBrowser } from '../browser/open-browser.ts'
import { type BrowserHost, serveBrowser } from '../browser/serve.ts'
import { readArguments, readInteger, readTrust, type Trust, trustOptions } from './arguments.ts'
import { enrichOptions, readEnrich, takeEnrichment } from './enrich.ts'
import { sayUsage } from './help.ts'
import { type CommandIo, exitCode, type StartEngine } from './io.ts'
import { sayTrouble } from './io-case.ts'

/** The parts of the build that the host serves. */
export interface ServeParts {
  readonly assets: AssetHandler
  readonly version: string
  readonly sampleCase: string
  readonly loadReference: () => Promise<Reference>
  readonly recentCases: string
  readonly isWithin: IsWithin
  readonly confirmedKeys: string
  /** The file that keeps the choice of files that addresses are looked up in. */
  readonly enrichment: string
  readonly savedQueries: string
  readonly bookmarks: string
  readonly settings: string
  readonly examinerLogs: string
  /** The option `--examiner`. */
  readonly examiner: string | null
  readonly runFetch: RunFetch
  readonly askRemote: AskRemote
}

export async function runServe(
  args: readonly string[],
  io: CommandIo,
  startEngine: StartEngine,
  {
    assets,
    version,
    sampleCase,
    recentCases,
    isWithin,
    confirmedKeys,
    enrichment,
    savedQueries,
    bookmarks,
    settings,
    examinerLogs,
    examiner,
    runFetch,
    askRemote,
    loadReference,
  }: ServeParts,
): Promise<number> {
  const read = readServe(args)
  if (!read.ok) return sayUsage(io, 'serve', read.message)
  const { port, open, json, trust, enrich } = read.value
  const paths = read.value.sample ? [sampleCase] : [...read.value.folders, ...trust.keyPaths]

  const state = createStateFiles(isWithin)
  const fetching = new Fetching(runFetch, isWithin, bugToStderr)
  const remote = new RemoteQueries(askRemote)
  const keptSettings = createSettings(settings, state)
  const who = createWho(keptSettings, examiner)
  const sparing = sparingEvidence(await startEngine(), state)
  const logs = inCaseFiles(createCaseLogs(examinerLogs, state), sparing)
  const recorder = new Recorder(sparing, { logs, examiner: who.now, version })
  const engine = remote.beside(fetching.beside(recordedEngine(sparing, recorder)))
  try {
    const recent = createRecentCases(recentCases, state)
    rememberOpenedCases(engine, recent, sampleCase)
    const confirmed = createConfirmedKeys(confirmedKeys, state)
    await tellConfirmed(engine, confirmed)
    const choice = createEnrichmentChoice(enrichment, state)
    // Files that are named count for this run, in place of those that were chosen in the window.
    const unusable = await takeEnrichment(engine, 'serve', enrich, io)
    if (unusable !== null) return unusable
    if (enrich.length === 0) tellEnrichment(engine, choice)
    const { promise: notOpened, resolve: tellNotOpened } = withResolver<string | null>()
    const kept = { saved: savedQueriesOfCase(savedQueries, state), bookmarks: createBookmarks(bookmarks, state) }
    moveIntoCaseFiles(engine, Object.values(kept))
    const handlers = createHandlers({
      engine,
      confirmed,
      enrichment: choice,
      ...kept,
      settings: keptSettings,
      recorder,
      who,
      fetching,
      remote,
      recent,
      host: 'browser',
      version,
      sampleCase,
      loadReference,
      pickPaths: async () => fail('unsupported', 'A browser cannot show the dialog of the operating system'),
      notOpened: () => notOpened,
    })
    const served = await serveBrowser({ handlers, engine, remote, assets, port, reportBug: bugToStderr })
    if (!served.ok) return await sayTrouble(io, 'serve', served.message, exitCode.bad)
    const host = served.value
    if (json) await io.out.data(`${JSON.stringify({ url: host.url })}\n`)
    else await io.out.say(`Trailproof is at ${host.url}`)
    if (open) await openOrSay(host.url, io)
    tellNotOpened(paths.length === 0 ? null : await openOrComplain(engine, { paths, trust }, io))
    await untilUnneeded(host, io.signal)
    await host.close()
    // Ctrl-C is the intended way to end it.
    return exitCode.done
  } finally {
    await engine.dispose()
  }
}

function readServe(args: readonly string[]): Result<
  {
    readonly folders: readonly string[]
    readonly trust: Trust
    readonly enrich: readonly string[]
    readonly sample: boolean
    readonly port: number
    readonly open: boolean
    readonly json: boolean
  },
  'usage'
> {
  const read = readArguments(args, {
    ...trustOptions,
    ...enrichOptions,
    sample: { type: 'boolean', default: false },
    port: { type: 'string', default: '0' },
    open: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  })
  if (!read.ok) return read
  const { values, positionals } = read.value
  const port = readInteger('port', values.port, 0, 65_535)
  if (!port.ok) return port
  const trust = readTrust(values)
  if (!trust.ok) return trust
  if (trust.value.keyPaths.length > 0 && positionals.length === 0)
    return fail('usage', '--keys needs a folder or a file that the keys are for')
  if (values.sample && positionals.length > 0) return fail('usage', '--sample takes no folder')
  const { sample, open, json } = values
  return ok({
    folders: positionals.map((folder) => resolve(folder)),
    trust: trust.value,
    enrich: readEnrich(values),
    sample,
    port: port.value,
    open,
    json,
  })
}

function withResolver<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {}
  const promise = new Promise<T>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}

async function openOrSay(url: string, io: CommandIo): Promise<void> {
  const problem = await openInBrowser(url, process.platform, process.env)
  if (problem !== null) await io.err.say(`trailproof serve: ${problem}; open the address yourself`)
}

/** Why a folder cannot be opened is said here and in the window, in which another can be chosen. */
async function openOrComplain(engine: Engine, asked: In<'openCase'>, io: CommandIo): Promise<string | null> {
  const opened = await engine.openCase(asked)
  if (opened.ok) return null
  await io.err.say(`trailproof serve: ${opened.message}`)
  return opened.message
}

const lookEveryMs = 10_000

/** Resolves at Ctrl-C, or when the starter is gone and no window is connected. */
function untilUnneeded(host: BrowserHost, signal: AbortSignal): Promise<void> {
  const watch = createIdleWatch({ clients: host.clients, isParentGone: watchParent(), now: Date.now })
  return new Promise((resolve) => {
    const end = () => {
      clearInterval(timer)
      resolve()
    }
    const timer = setInterval(() => watch.isLeftBehind() && end(), lookEveryMs)
    signal.addEventListener('abort', end, { once: true })
    if (signal.aborted) end()
  })
}
