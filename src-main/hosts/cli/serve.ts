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
import { createKeptPort, type KeptPort } from '../browser/kept-port.ts'
import { openInBrowser } from '../browser/open-browser.ts'
import { type BrowserHost, serveBrowser } from '../browser/serve.ts'
import { readArguments, readInteger, readTrust, type Trust, trustOptions } from './arguments.ts'
import { enrichOptions, readEnrich, takeEnrichment } from './enrich.ts'
import type { OnEnter } from './enter-key.ts'
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
  /** The file that keeps the port. */
  readonly port: string
  /** The option `--examiner`. */
  readonly examiner: string | null
  readonly runFetch: RunFetch
  readonly askRemote: AskRemote
  /** Null where there is no terminal. */
  readonly onEnter: OnEnter | null
}

export async function runServe(
  args: readonly string[],
  io: CommandIo,
  startEngine: StartEngine,
  parts: ServeParts,
): Promise<number> {
  const read = readServe(args)
  if (!read.ok) return sayUsage(io, 'serve', read.message)
  const { open, trust, enrich } = read.value
  const { version, sampleCase, isWithin, examiner, onEnter } = parts
  const paths = read.value.sample ? [sampleCase] : [...read.value.folders, ...trust.keyPaths]

  const state = createStateFiles(isWithin)
  const fetching = new Fetching(parts.runFetch, isWithin, bugToStderr)
  const remote = new RemoteQueries(parts.askRemote)
  const keptSettings = createSettings(parts.settings, state)
  const who = createWho(keptSettings, examiner)
  const sparing = sparingEvidence(await startEngine(), state)
  const logs = inCaseFiles(createCaseLogs(parts.examinerLogs, state), sparing)
  const recorder = new Recorder(sparing, { logs, examiner: who.now, version })
  const engine = remote.beside(fetching.beside(recordedEngine(sparing, recorder)))
  try {
    const recent = createRecentCases(parts.recentCases, state)
    rememberOpenedCases(engine, recent, sampleCase)
    const confirmed = createConfirmedKeys(parts.confirmedKeys, state)
    await tellConfirmed(engine, confirmed)
    const choice = createEnrichmentChoice(parts.enrichment, state)
    // Files that are named count for this run, in place of those that were chosen in the window.
    const unusable = await takeEnrichment(engine, 'serve', enrich, io)
    if (unusable !== null) return unusable
    if (enrich.length === 0) tellEnrichment(engine, choice)
    const { promise: notOpened, resolve: tellNotOpened } = withResolver<string | null>()
    const saved = savedQueriesOfCase(parts.savedQueries, state)
    const kept = { saved, bookmarks: createBookmarks(parts.bookmarks, state) }
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
      loadReference: parts.loadReference,
      pickPaths: async () => fail('unsupported', 'A browser cannot show the dialog of the operating system'),
      notOpened: () => notOpened,
    })
    const { assets } = parts
    const howToEnter = onEnter === null ? enterAnew : pressEnter
    const serve = (port: number) =>
      serveBrowser({ handlers, engine, remote, assets, port, howToEnter, reportBug: bugToStderr })
    const served = await serveAt(read.value.port, createKeptPort(parts.port, state), serve, io)
    if (!served.ok) return await sayTrouble(io, 'serve', served.message, exitCode.bad)
    const host = served.value
    const url = host.newUrl()
    await sayAddress(url, read.value, onEnter !== null, io)
    const endEnter = onEnter?.(() => void sayAddress(host.newUrl(), read.value, true, io))
    if (open) await openOrSay(url, io)
    tellNotOpened(paths.length === 0 ? null : await openOrComplain(engine, { paths, trust }, io))
    await untilUnneeded(host, io.signal)
    endEnter?.()
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
    /** Null where none is asked for. */
    readonly port: number | null
    readonly open: boolean
    readonly json: boolean
  },
  'usage'
> {
  const read = readArguments(args, {
    ...trustOptions,
    ...enrichOptions,
    sample: { type: 'boolean', default: false },
    port: { type: 'string' },
    open: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  })
  if (!read.ok) return read
  const { values, positionals } = read.value
  const port = values.port === undefined ? ok(null) : readInteger('port', values.port, 0, 65_535)
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

/** At the port that is asked for, which is kept; else at that of before, or where that is taken, at any free one. */
async function serveAt(
  asked: number | null,
  kept: KeptPort,
  serve: (port: number) => ReturnType<typeof serveBrowser>,
  io: CommandIo,
): ReturnType<typeof serveBrowser> {
  if (asked !== null) {
    const served = await serve(asked)
    if (!served.ok) return fail(served.code, `${served.message} --port 0 takes any free one.`)
    kept.keep(asked)
    return served
  }
  const before = kept.get()
  if (before === null) return serve(0)
  const served = await serve(before)
  if (served.ok) return served
  await io.err.say(`trailproof serve: ${served.message} It is at another this time; --port takes one of your choice.`)
  return serve(0)
}

const pressEnter =
  'Press Enter in the terminal in which Trailproof runs: it prints a new address. The case stays open meanwhile.'
const enterAnew =
  'Open the address that Trailproof printed. If it was used, start Trailproof again: from a terminal, Enter prints new ones.'

async function sayAddress(url: string, { json }: { json: boolean }, isRenewable: boolean, io: CommandIo) {
  if (json) return io.out.data(`${JSON.stringify({ url })}\n`)
  const more = isRenewable ? 'Press Enter for a new one, Ctrl-C to end Trailproof.' : 'Ctrl-C ends Trailproof.'
  await io.out.say([`Trailproof is at ${url}`, `The address lets one browser in, once. ${more}`])
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
