import { EventEmitter } from 'node:events'

const evaluated = new Promise((resolve) => {
  globalThis.entryIsEvaluated = resolve
})
const seen = { order: [], windows: [], schemes: [], loaded: [], menu: [], errors: [], sent: [] }
const calls = new Map()
const protocols = new Map()
const note = (name) => seen.order.push(name)

export const app = Object.assign(new EventEmitter(), {
  isPackaged: false,
  enableSandbox: () => note('enableSandbox'),
  setName: () => undefined,
  requestSingleInstanceLock: () => true,
  quit: () => tell(),
  exit: (code) => tell(code),
  whenReady: () => evaluated.then(() => note('ready')),
})
export const protocol = {
  registerSchemesAsPrivileged: (schemes) => {
    note('registerSchemesAsPrivileged')
    seen.schemes.push(...schemes)
  },
  handle: (scheme, handler) => protocols.set(scheme, handler),
}
export const session = {
  defaultSession: Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: () => undefined,
    setPermissionCheckHandler: () => undefined,
    setDevicePermissionHandler: () => undefined,
    webRequest: { onBeforeRequest: () => undefined },
  }),
}
export const ipcMain = { handle: (name, handler) => calls.set(name, handler) }
export const dialog = {
  showErrorBox: (title, content) => seen.errors.push(`${title}: ${content}`),
  showMessageBox: async (_window, { message }) => seen.errors.push(message),
}
export const Menu = {
  buildFromTemplate: (template) => template,
  setApplicationMenu: (menu) => {
    seen.menu = menu.map(({ label, role }) => label ?? role)
  },
}
export const shell = { openPath: async () => '' }
export const nativeTheme = { shouldUseDarkColors: false }
export const screen = { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] }

class Contents extends EventEmitter {
  setWindowOpenHandler = () => undefined
  isDestroyed = () => false
  send = (name, value) => {
    seen.sent.push(name)
    // The sample case is open: ask as the page would, then close the window.
    if (name === 'jobChanged' && value.state !== 'running') void askAndClose()
  }
}

export class BrowserWindow extends EventEmitter {
  webContents = new Contents()
  constructor(options) {
    super()
    seen.windows.push(options)
    app.emit('web-contents-created', {}, this.webContents)
  }
  loadURL = async (address) => {
    const answer = await protocols.get(new URL(address).protocol.slice(0, -1))(new Request(address))
    seen.loaded.push({ address, status: answer.status, policy: answer.headers.get('content-security-policy') })
  }
  getNormalBounds = () => ({ x: 0, y: 0, width: 1000, height: 700 })
  isMaximized = () => false
  show = () => undefined
}

const event = { senderFrame: { url: 'app://trailproof/index.html', parent: null } }

async function askAndClose() {
  seen.hello = await calls.get('hello')(event)
  seen.sql = await calls.get('runSql')(event, { sql: 'SELECT count(*) AS events FROM events', limit: 10 })
  seen.foreign = await calls.get('hello')({ senderFrame: { url: 'https://example.com/', parent: null } })
  app.emit('window-all-closed')
}

function tell(code = 0) {
  process.stdout.write(JSON.stringify(seen), () => process.exit(code))
}
