import { app, BrowserWindow, dialog, ipcMain, Menu, nativeTheme, protocol, screen, session } from 'electron'
import { createEngine } from './engine/thread.ts'
import { isWithinEvidence } from './files/within-evidence.ts'
import { startShell } from './hosts/electron/start.ts'
import { createRendererAssets, paths, version, viteOrigins } from './paths.ts'
import { bugToStderr } from './runtime/report-bug.ts'
import { createConfirmedKeys } from './service/confirmed-keys.ts'
import { createRecentCases } from './service/recent.ts'

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
    defaultSession: () => session.defaultSession,
    createEngine: () => createEngine({ workersFolder: paths.workers, wasmPath: paths.wasm, version }),
    recent: createRecentCases(paths.recentCases, isWithinEvidence),
    confirmed: createConfirmedKeys(paths.confirmedKeys),
    assets: createRendererAssets(),
    preload: paths.preload,
    sampleCase: paths.sampleCase,
    loadReference: async () => (await import('./reference.ts')).reference,
    windowState: paths.windowState,
    version,
    devOrigins: viteOrigins(),
    argv: process.argv,
    cwd: process.cwd(),
    reportBug: bugToStderr,
  })

// Never awaited here: Electron becomes ready only after this module has ended (electron/electron#40719).
start().catch((error: unknown) => {
  bugToStderr('the start', error)
  dialog.showErrorBox(
    'Trailproof could not start',
    error instanceof Error ? (error.stack ?? error.message) : String(error),
  )
  app.exit(1)
})
