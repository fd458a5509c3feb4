import type { App, Session, WebContents, WebPreferences } from 'electron'
import { appScheme, isOwnPage } from './origin.ts'

/**
 * What a window of ours may not do. Electron's security tutorial numbers these: sandbox (4), contextIsolation (3), no
 * nodeIntegration (2), webSecurity (6), no insecure content (8), permissions (5), navigation (13), new windows (14),
 * webviews (12), the sender of messages (17), own protocol instead of file: (18).
 */
export const hardenedPreferences = (preload: string): WebPreferences => ({
  preload,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
})

/**
 * Before Electron is ready: Chromium itself, which asks for dictionaries past every session, finds no other machine, and
 * no proxy that would. Node has a network of its own.
 */
export function keepChromiumOffline(
  { commandLine }: Pick<App, 'commandLine'>,
  allowedOrigins: readonly string[],
): void {
  const excluded = new Set(allowedOrigins.map((origin) => new URL(origin).hostname))
  commandLine.appendSwitch(
    'host-resolver-rules',
    ['MAP * ~NOTFOUND', ...[...excluded].map((host) => `EXCLUDE ${host}`)].join(', '),
  )
  commandLine.appendSwitch('no-proxy-server')
}

/** No permission is ever granted, and nothing but our own pages is ever loaded: this program works offline. */
export function hardenSession(session: Session, allowedOrigins: readonly string[] = []): void {
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  // Files are written by the process that holds the case, never by the page.
  session.on('will-download', (event) => event.preventDefault())
  session.setSpellCheckerEnabled(false)
  // Of its languages Chromium fetches dictionaries from a server, whether spelling is checked or not.
  session.setSpellCheckerLanguages([])
  session.webRequest.onBeforeRequest(({ url }, callback) =>
    callback({ cancel: !isLocalResource(url) && !allowedOrigins.includes(new URL(url).origin) }),
  )
}

/** `data:` and `blob:` hold their content themselves; `devtools:` is Chromium's own. */
const localSchemes = [`${appScheme}:`, 'data:', 'blob:', 'devtools:']
const isLocalResource = (url: string) => URL.canParse(url) && localSchemes.includes(new URL(url).protocol)

/** Holds for every web contents there will ever be, whoever made it. */
export function guardAllContents(app: Pick<App, 'on'>): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents))
}

function guardContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => {
    // A frame whose content our page holds itself, such as the preview of a report, has no more rights than the page.
    if (!event.isMainFrame && event.url === 'about:srcdoc') return
    if (!event.isMainFrame || !isOwnPage(event.url)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault()
  })
}
