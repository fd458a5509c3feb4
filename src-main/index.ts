import { app, BrowserWindow, dialog, ipcMain, Menu, nativeTheme, protocol, screen, session, shell } from 'electron'
import { fetchInThread } from './acquire/thread.ts'
import { createEngine } from './engine/thread.ts'
import { isWithinEvidence } from './files/within-evidence.ts'
import { windowPrinter } from './hosts/electron/print-pdf.ts'
import { startShell } from './hosts/electron/start.ts'
import { createRendererAssets, paths, version, viteOrigins } from './paths.ts'
import { bugToStderr, stackOf } from './runtime/report-bug.ts'
import { createBookmarks } from './service/bookmarks.ts'
import { createConfirmedKeys } from './service/confirmed-keys.ts'
import { createEnrichmentChoice } from './service/enrichment-choice.ts'
import { createCaseLogs } from './service/examiner/case-logs.ts'
import { createRecentCases } from './service/recent.ts'
import { savedQueriesOfCase } from './service/saved-queries.ts'
import { createSettings } from './service/settings.ts'
import { createStateFiles } from './service/state-file.ts'

const state = createStateFiles(isWithinEvidence)

/** Electron's composition root: knows all parts, decides nothing. */
const start = () =>
  startShell({
    app,
    BrowserWindow,
    dialog,
    ipcMain,
    Menu,
    nativeTheme,
    protocol,
    screen,
    shell,
    defaultSession: () => session.defaultSession,
    createEngine: () =>
      createEngine({
        workersFolder: paths.workers,
        wasmPath: paths.wasm,
        version,
        printPdf: windowPrinter(BrowserWindow),
      }),
    isWithin: isWithinEvidence,
    runFetch: fetchInThread(paths.workers, `Trailproof ${version}`),
    askRemote: async (...asked) => (await import('./remote/ask.ts')).askRemote(...asked),
    state,
    recent: createRecentCases(paths.recentCases, state),
    bookmarks: createBookmarks(paths.bookmarks, state),
    settings: createSettings(paths.settings, state),
    logs: createCaseLogs(paths.examinerLogs, state),
    saved: savedQueriesOfCase(paths.savedQueries, state),
    confirmed: createConfirmedKeys(paths.confirmedKeys, state),
    enrichment: createEnrichmentChoice(paths.enrichment, state),
    assets: createRendererAssets(),
    preload: paths.preload,
    icon: paths.icon,
    licences: paths.licences,
    sampleCase: paths.sampleCase,
    loadReference: async () => (await import('./reference.ts')).reference,
    windowState: paths.windowState,
    version,
    devOrigins: viteOrigins(),
    argv: process.argv,
    cwd: process.cwd(),
    reportBug: bugToStderr,
  })

/** EX_SOFTWARE of BSD's sysexits.h, as of the command line. */
const bugCode = 70

function endWith(title: string, error: unknown): void {
  bugToStderr(title, error)
  dialog.showErrorBox(title, stackOf(error))
  app.exit(bugCode)
}

// What nobody caught leaves a state that nobody knows: files that are half written keep the ending `.partial`.
process.on('uncaughtException', (error) => endWith('Trailproof has ended because of a defect', error))
process.on('unhandledRejection', (error) => endWith('Trailproof has ended because of a defect', error))

// Never awaited here: Electron becomes ready only after this module has ended (electron/electron#40719).
start().catch((error: unknown) => endWith('Trailproof could not start', error))
