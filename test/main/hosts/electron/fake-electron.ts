import { EventEmitter } from 'node:events'
import type { ShellParts } from '../../../../src-main/hosts/electron/start.ts'
import { aSummary, createFakeEngine } from '../../../fixtures/fake-engine.ts'
import { logInMemory } from '../../../fixtures/no-log.ts'

type Any = (...args: never[]) => unknown

/** What the shell asked of Electron, in order and by name, and the handlers it left. */
export function createFakeElectron(change: { readonly argv?: readonly string[]; readonly isSecond?: boolean } = {}) {
  const steps: string[] = []
  const step =
    <A extends Any>(name: string, then: A = (() => undefined) as unknown as A) =>
    (...args: Parameters<A>): ReturnType<A> => {
      steps.push(name)
      return then(...args) as ReturnType<A>
    }
  const engine = createFakeEngine({}, aSummary())
  const calls = new Map<string, Any>()
  const session = new FakeSession()
  const windows: FakeWindow[] = []
  const menus: { label?: string; submenu?: unknown }[][] = []
  const messages: string[] = []
  const switches: [string, string | undefined][] = []
  const schemes: unknown[] = []
  const protocols = new Map<string, Any>()
  const picked = { open: ['/picked'] as string[], export: '/picked.csv', button: 0 }
  const app = Object.assign(new EventEmitter(), {
    isPackaged: false,
    commandLine: { appendSwitch: (name: string, value?: string) => void switches.push([name, value]) },
    enableSandbox: step('enableSandbox'),
    quit: step('quit'),
    requestSingleInstanceLock: step('requestSingleInstanceLock', () => change.isSecond !== true),
    setName: step('setName'),
    whenReady: step('whenReady', async () => {
      steps.push('ready')
    }),
  })
  const BrowserWindow = class extends FakeWindow {
    constructor(options: Record<string, unknown>) {
      super(options)
      windows.push(this)
      app.emit('web-contents-created', {}, this.webContents)
    }
  }
  // The fakes hold what the shell uses; Electron's own types hold hundreds of members more.
  const parts = {
    app,
    BrowserWindow,
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] },
    nativeTheme: { shouldUseDarkColors: false },
    preload: '/built/preload.cjs',
    icon: '/built/icon.png',
    licences: '/built/licences',
    shell: { openPath: async (path: string) => `There is no file manager for ${path}.` },
    dialog: {
      showOpenDialog: async () => ({ filePaths: picked.open }),
      showSaveDialog: async () => ({ filePath: picked.export }),
      showMessageBox: async (_window: unknown, { message }: { message: string }) => {
        messages.push(message)
        return { response: picked.button }
      },
    },
    ipcMain: { handle: (name: string, handler: Any) => void calls.set(name, handler) },
    Menu: { buildFromTemplate: (template: []) => template, setApplicationMenu: (menu: []) => void menus.push(menu) },
    protocol: {
      registerSchemesAsPrivileged: step(
        'registerSchemesAsPrivileged',
        (given: unknown[]) => void schemes.push(...given),
      ),
      handle: (scheme: string, handler: Any) => void protocols.set(scheme, handler),
    },
    defaultSession: () => session,
    createEngine: () => engine,
    runFetch: async () => ({ ok: false, code: 'unreachable', message: 'There is no network' }),
    isWithin: () => false,
    state: { write: () => true, mayWrite: () => true, leaveAlone: () => undefined },
    logs: logInMemory(),
    settings: { all: () => ({}), keep: () => {} },
    bookmarks: {
      list: async () => ({ ok: true, value: [] }),
      keep: async () => ({ ok: true, value: [] }),
      remove: async () => ({ ok: true, value: [] }),
    },
    enrichment: { files: () => [], keep: () => {} },
    saved: { list: () => [], save: () => ({ ok: true, value: [] }), forget: () => ({ ok: true, value: [] }) },
    confirmed: { list: () => [], set: () => undefined },
    recent: {
      list: () => [],
      remember: () => undefined,
      forget: () => undefined,
      onChange: () => undefined,
    },
    assets: async () => new Response('page'),
    sampleCase: '/sample',
    loadReference: async () => ({
      rules: [],
      schema: [],
      questions: [],
      inWords: () => ({ sql: null, dialect: 'athena', notUnderstood: [], said: [], related: [] }),
    }),
    version: '1.2.3',
    windowState: '/nowhere/window.json',
    devOrigins: [],
    argv: ['electron', '.', ...(change.argv ?? [])],
    cwd: '/home/ana',
    reportBug: () => undefined,
  } as unknown as ShellParts
  return { parts, app, engine, calls, session, windows, menus, messages, switches, schemes, protocols, picked, steps }
}

export class FakeContents extends EventEmitter {
  openHandler: Any = () => undefined
  readonly sent: [string, unknown][] = []
  setWindowOpenHandler = (handler: Any) => {
    this.openHandler = handler
  }
  send = (name: string, value: unknown) => void this.sent.push([name, value])
  isDestroyed = () => false
  isCrashed = false
  forcefullyCrashRenderer = () => {
    this.isCrashed = true
  }
}

export class FakeWindow extends EventEmitter {
  readonly webContents = new FakeContents()
  readonly done: string[] = []
  constructor(readonly options: Record<string, unknown>) {
    super()
  }
  loadURL = async (address: string) => void this.done.push(`load ${address}`)
  show = () => void this.done.push('show')
  focus = () => void this.done.push('focus')
  restore = () => void this.done.push('restore')
  maximize = () => void this.done.push('maximize')
  isDestroyed = () => false
  isMinimized = () => true
  isMaximized = () => false
  getNormalBounds = () => ({ x: 1, y: 2, width: 1000, height: 700 })
}

export class FakeSession extends EventEmitter {
  permissionRequest: Any = () => undefined
  permissionCheck: Any = () => undefined
  devicePermission: Any = () => undefined
  beforeRequest: Any = () => undefined
  isSpellChecking = true
  setSpellCheckerEnabled = (isOn: boolean) => {
    this.isSpellChecking = isOn
  }
  setSpellCheckerLanguages = (_languages: readonly string[]) => undefined
  setPermissionRequestHandler = (handler: Any) => {
    this.permissionRequest = handler
  }
  setPermissionCheckHandler = (handler: Any) => {
    this.permissionCheck = handler
  }
  setDevicePermissionHandler = (handler: Any) => {
    this.devicePermission = handler
  }
  readonly webRequest = {
    onBeforeRequest: (handler: Any) => {
      this.beforeRequest = handler
    },
  }
}
