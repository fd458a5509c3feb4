import type { App, BrowserWindow, Dialog, IpcMain, Menu, Protocol, Session, Shell } from 'electron'
import type { Result } from '../../../src-shared/base/result.ts'
import type { Handlers, Reference } from '../../../src-shared/contract/index.ts'
import type { Engine } from '../../engine/engine.ts'
import type { ReportBug } from '../../runtime/report-bug.ts'
import type { Bookmarks } from '../../service/bookmarks.ts'
import { type ConfirmedKeys, tellConfirmed } from '../../service/confirmed-keys.ts'
import { createHandlers } from '../../service/dispatch.ts'
import { type EnrichmentChoice, tellEnrichment } from '../../service/enrichment-choice.ts'
import { inCaseFiles } from '../../service/examiner/case-file-log.ts'
import type { CaseLogs } from '../../service/examiner/case-logs.ts'
import { recordedEngine } from '../../service/examiner/recorded.ts'
import { Recorder } from '../../service/examiner/recorder.ts'
import { createWho } from '../../service/examiner/who.ts'
import { Fetching, type RunFetch } from '../../service/fetching.ts'
import { moveIntoCaseFiles } from '../../service/kept-in.ts'
import { type RecentCases, rememberOpenedCases } from '../../service/recent.ts'
import { type AskRemote, ofWindow, RemoteQueries } from '../../service/remote-queries.ts'
import type { SavedQueriesOfCase } from '../../service/saved-queries.ts'
import type { Settings } from '../../service/settings.ts'
import { type IsWithin, type StateFiles, sparingEvidence } from '../../service/state-file.ts'
import { type AssetHandler, refuse } from '../browser/assets.ts'
import { type Launch, readLaunch } from './arguments.ts'
import { pickPaths, sayProblem, showAbout } from './dialogs.ts'
import { guardAllContents, hardenSession, keepChromiumOffline } from './hardening.ts'
import { pushTo, registerCalls, tellChoice } from './ipc.ts'
import { menuTemplate } from './menu.ts'
import { appScheme, isOwnPage } from './origin.ts'
import { recoverPage } from './recovery.ts'
import { loadWindow, openWindow, raiseWindow, rememberWindow, type WindowParts } from './window.ts'
import { readWindowState } from './window-state.ts'

/** The parts of Electron that are used. They are handed in, so tests need no binary. */
export interface ShellParts extends WindowParts {
  readonly app: Pick<
    App,
    | 'commandLine'
    | 'enableSandbox'
    | 'isPackaged'
    | 'on'
    | 'quit'
    | 'requestSingleInstanceLock'
    | 'setName'
    | 'whenReady'
  >
  readonly dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog' | 'showMessageBox'>
  readonly ipcMain: Pick<IpcMain, 'handle'>
  readonly Menu: Pick<typeof Menu, 'buildFromTemplate' | 'setApplicationMenu'>
  readonly protocol: Pick<Protocol, 'handle' | 'registerSchemesAsPrivileged'>
  readonly shell: Pick<Shell, 'openPath'>
  /** Callable once Electron is ready. */
  defaultSession(): Session
  createEngine(): Engine
  /** Fetches a trail from S3, in a thread of its own. */
  readonly runFetch: RunFetch
  /** Asks Athena and Trino. */
  readonly askRemote: AskRemote
  readonly isWithin: IsWithin
  readonly state: StateFiles
  readonly recent: RecentCases
  readonly confirmed: ConfirmedKeys
  readonly enrichment: EnrichmentChoice
  readonly saved: SavedQueriesOfCase
  readonly bookmarks: Bookmarks
  readonly settings: Settings
  readonly logs: CaseLogs
  readonly assets: AssetHandler
  readonly sampleCase: string
  /** The folder of the licences of all that is shipped. */
  readonly licences: string
  loadReference(): Promise<Reference>
  readonly version: string
  /** The file that remembers the window. */
  readonly windowState: string
  /** Vite's origins while developing. */
  readonly devOrigins: readonly string[]
  readonly argv: readonly string[]
  readonly cwd: string
  readonly reportBug: ReportBug
}

/** Electron's whole life: what must precede readiness, the window, the case it was started on, the end. */
export async function startShell(parts: ShellParts): Promise<void> {
  const { app } = parts
  const launch = readLaunch(parts.argv, app.isPackaged, parts.cwd)
  app.setName('Trailproof')
  // A second start hands its folders to the first and ends.
  if (!app.requestSingleInstanceLock({ ...launch })) return app.quit()
  app.enableSandbox()
  parts.protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
  guardAllContents(app)
  keepChromiumOffline(app, parts.devOrigins)
  // macOS hands over by this event what other systems give as arguments: at a start, before Electron is ready.
  const handed: string[] = []
  let openHanded = (path: string): void => void handed.push(path)
  app.on('open-file', (event, path) => {
    event.preventDefault()
    openHanded(path)
  })
  await app.whenReady()

  hardenSession(parts.defaultSession(), parts.devOrigins)
  // Another host of the scheme would be another origin, which has none of our pages.
  parts.protocol.handle(appScheme, async (request) =>
    isOwnPage(request.url) ? parts.assets(request) : refuse(404, 'There is no such page.'),
  )
  const fetching = new Fetching(parts.runFetch, parts.isWithin, parts.reportBug)
  const remote = new RemoteQueries(parts.askRemote)
  const who = createWho(parts.settings, null)
  const sparing = sparingEvidence(parts.createEngine(), parts.state)
  const recorder = new Recorder(sparing, {
    logs: inCaseFiles(parts.logs, sparing),
    examiner: who.now,
    version: parts.version,
  })
  const engine = remote.beside(fetching.beside(recordedEngine(sparing, recorder)))
  rememberOpenedCases(engine, parts.recent, parts.sampleCase)
  moveIntoCaseFiles(engine, [parts.bookmarks, parts.saved])
  await tellConfirmed(engine, parts.confirmed)
  tellEnrichment(engine, parts.enrichment)
  const window = openRememberedWindow(parts)
  const handlers = createHandlers({
    ...parts,
    engine,
    fetching,
    remote,
    recorder,
    who,
    host: 'electron',
    pickPaths: (purpose) => pickPaths(parts.dialog, window, purpose),
  })
  const own = ofWindow(handlers)
  window.webContents.on('did-start-loading', own.leave)
  registerCalls(parts.ipcMain, own.handlers, parts.reportBug)
  pushTo(window.webContents, engine, remote)
  keepMenu(parts, window)
  const openLater = (later: Launch) => {
    raiseWindow(window)
    void openLaunched(parts, window, handlers, later)
  }
  app.on('second-instance', (_event, _argv, _cwd, data) => openLater(data as Launch))
  openHanded = (path) => openLater({ folders: [path], sample: false })
  endWith(app, engine)
  await loadWindow(window)
  await openLaunched(parts, window, handlers, { ...launch, folders: [...launch.folders, ...handed] })
}

/**
 * Electron ends when the engine has. Where the user quits the program, `will-quit` comes in place of `window-all-closed`
 * (Electron documentation, "app").
 */
function endWith(app: ShellParts['app'], engine: Engine): void {
  let isEnded = false
  const end = () =>
    void engine.dispose().finally(() => {
      isEnded = true
      app.quit()
    })
  app.on('window-all-closed', end)
  app.on('will-quit', (event) => {
    if (isEnded) return
    event.preventDefault()
    end()
  })
}

function openRememberedWindow(parts: ShellParts): BrowserWindow {
  const state = readWindowState(parts.windowState)
  const window = openWindow(parts, state)
  rememberWindow(window, parts.windowState, parts.state)
  recoverPage(window, parts.dialog, parts.reportBug)
  return window
}

/** The menu, built anew when the recent cases change. */
function keepMenu(parts: ShellParts, window: BrowserWindow): void {
  const { dialog, recent } = parts
  const build = () => {
    const state = { recent: recent.list(), isMac: process.platform === 'darwin' }
    const template = menuTemplate(state, {
      choose: (choice) => tellChoice(window.webContents, choice),
      showAbout: () => void showAbout(dialog, window, parts.version),
      showLicences: () => void showLicences(parts, window),
    })
    parts.Menu.setApplicationMenu(parts.Menu.buildFromTemplate(template))
  }
  recent.onChange(build)
  build()
}

/** In the desktop's file manager: they are files for others to read, one of them of 9 MB. */
async function showLicences({ shell, dialog, licences }: ShellParts, window: BrowserWindow): Promise<void> {
  const problem = await shell.openPath(licences)
  if (problem !== '') await sayProblem(dialog, window, `The licences are in ${licences}. ${problem}`)
}

/** Opens the folders of the command line. Without any, the window shows its welcome. */
async function openLaunched(
  parts: ShellParts,
  window: BrowserWindow,
  handlers: Handlers,
  { folders, sample }: Launch,
): Promise<void> {
  if (folders.length > 0) await sayFailure(parts, window, handlers.openCase({ paths: folders }))
  else if (sample) await sayFailure(parts, window, handlers.openSample())
}

async function sayFailure(parts: ShellParts, window: BrowserWindow, asked: Promise<Result<unknown>>): Promise<void> {
  const answer = await asked
  if (!answer.ok) await sayProblem(parts.dialog, window, answer.message)
}
