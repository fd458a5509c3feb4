import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import sparticuz from '@sparticuz/chromium'
import { _electron, type Browser, chromium, type ElectronApplication, type Page } from 'playwright-core'
import { test } from 'vitest'
import type { SectionId } from '../../src-renderer/app/sections.ts'
import { temporaryFolder } from '../fixtures/trail.ts'
import { built, root } from './built.ts'

/** The window of the built app as a person has it before them. Whoever opens one ends it by `close`. */
export interface AppWindow {
  readonly page: Page
  /** What the page complained of so far: its console's errors, uncaught ones, refusals of its content policy. */
  readonly faults: readonly string[]
  /** Chooses a folder in the dialog that “Open folders or files” leads to. */
  chooseFolder(path: string): Promise<void>
  /** Chooses a folder in the dialog that “Add folders” of the sources leads to. */
  addFolder(path: string): Promise<void>
  /** Keeps the verdicts of the next case from the window, until the function it gives is called. */
  holdVerdicts(): Promise<() => Promise<void>>
  close(): Promise<void>
}

export interface WindowOptions {
  /** Opened by the command line, as by `trailproof serve FOLDER`. */
  readonly folder?: string
  readonly theme?: 'light' | 'dark'
  /** Shown when a case is opened, as if left there the last time; `first` as in the very first start. */
  readonly section?: SectionId | 'first'
  readonly width?: number
  readonly height?: number
}

/** Long enough for a busy machine, short enough to say which step of a journey failed. */
const patience = 30_000

/** Electron where its binary is installed; else the browser host and a headless Chromium. */
export const hasElectron = (): boolean => electronBinary() !== null

function electronBinary(): string | null {
  const folder = join(root, 'node_modules', 'electron')
  const path = join(folder, 'path.txt')
  // Loading the package would download the binary, so its own note of where it lies is read.
  if (!existsSync(path)) return null
  const binary = join(folder, 'dist', readFileSync(path, 'utf8').trim())
  return existsSync(binary) ? binary : null
}

async function openElectron(executablePath: string, options: WindowOptions): Promise<AppWindow> {
  const { folder, theme = 'light', width = 1440, height = 900 } = options
  const app = await _electron.launch({
    executablePath,
    args: [root, ...(folder === undefined ? [] : [folder]), `--user-data-dir=${temporaryFolder()}`],
    env: { ...(process.env as Record<string, string>), XDG_STATE_HOME: temporaryFolder(), HOME: temporaryFolder() },
    colorScheme: theme,
  })
  const page = await app.firstWindow()
  await page.evaluate(leaveAt, keptLayout(options))
  await page.reload()
  await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(...size), [
    width,
    height,
  ] as const)
  return {
    page,
    faults: await watchFaults(page),
    chooseFolder: async (path) => {
      await answerDialog(app, path)
      await page.getByRole('button', { name: 'Open folders or files' }).click()
    },
    addFolder: async (path) => {
      await answerDialog(app, path)
      await page.getByRole('button', { name: 'Add folders' }).click()
    },
    holdVerdicts: () => holdInElectron(app),
    close: () => app.close(),
  }
}

/** The operating system's dialog is out of a test's reach: what it answers is set. */
const answerDialog = (app: ElectronApplication, path: string) =>
  app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] })
  }, path)

/** Where the last start left the window, which the page keeps; nothing where it keeps something already. */
const keptLayout = ({ section = 'events' }: WindowOptions) =>
  section === 'first' ? null : JSON.stringify({ state: { section }, version: 1 })
const leaveAt = (layout: string | null) => {
  // The frame of a preview has no storage.
  if (window !== window.top) return
  if (layout !== null && localStorage.getItem('trailproof-layout') === null)
    localStorage.setItem('trailproof-layout', layout)
}

async function openInBrowser(browser: Browser, options: WindowOptions): Promise<AppWindow> {
  const { folder, theme = 'light', width = 1440, height = 900 } = options
  const { host, url } = await startHost(folder === undefined ? [] : [folder])
  const context = await browser.newContext({ colorScheme: theme, viewport: { width, height }, acceptDownloads: true })
  const page = await context.newPage()
  await page.addInitScript(leaveAt, keptLayout(options))
  const faults = await watchFaults(page)
  await page.goto(url)
  return {
    page,
    faults,
    chooseFolder: async (path) => {
      await page.getByRole('button', { name: 'Open folders or files' }).click()
      await browseTo(page, 'Open', path)
    },
    addFolder: async (path) => {
      await page.getByRole('button', { name: 'Add folders' }).click()
      await browseTo(page, 'Add', path)
    },
    holdVerdicts: () => holdInBrowser(page),
    close: async () => {
      await context.close()
      const ended = new Promise((resolve) => host.once('exit', resolve))
      host.kill('SIGINT')
      await ended
    },
  }
}

/** That a case is told again with its verdicts, and whatever is told of it later. */
async function holdInBrowser(page: Page): Promise<() => Promise<void>> {
  const held: (() => void)[] = []
  let isHolding = true
  await page.routeWebSocket('**/ws', (socket) => {
    const host = socket.connectToServer()
    host.onMessage((message) => {
      const { push, value } = JSON.parse(String(message)) as {
        push?: string
        value?: { isBeingJudged: boolean } | null
      }
      const isVerdicts = push === 'caseChanged' && (held.length > 0 || value?.isBeingJudged === false)
      if (isVerdicts && isHolding) held.push(() => socket.send(message))
      else socket.send(message)
    })
  })
  // Sockets are routed from when they are opened.
  await page.reload()
  return async () => {
    isHolding = false
    for (const give of held) give()
  }
}

async function holdInElectron(app: ElectronApplication): Promise<() => Promise<void>> {
  await app.evaluate(({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!
    const send = webContents.send.bind(webContents)
    const held: (() => void)[] = []
    webContents.send = (channel, value) => {
      const isVerdicts = channel === 'caseChanged' && (held.length > 0 || value?.isBeingJudged === false)
      if (isVerdicts) held.push(() => send(channel, value))
      else send(channel, value)
    }
    Object.assign(globalThis, {
      giveVerdicts: () => {
        webContents.send = send
        for (const give of held) give()
      },
    })
  })
  return () => app.evaluate(() => (globalThis as unknown as { giveVerdicts: () => void }).giveVerdicts())
}

/** In the directory browser, which stands in for the system's dialog. */
async function browseTo(page: Page, verb: 'Open' | 'Add', path: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: `${verb} folders or files` })
  await dialog.getByRole('listbox').waitFor()
  await dialog.getByRole('textbox', { name: 'Path of a folder' }).fill(path)
  await dialog.getByRole('button', { name: 'Go', exact: true }).click()
  await dialog.getByRole('button', { name: `${verb} “${basename(path)}”` }).click()
}

/** Hosts that run: one whose window is still being opened when its test runs out of time is nobody's. */
const hosts = new Set<ChildProcess>()

/** Starts the browser host and waits for the line that holds its address. */
async function startHost(folders: readonly string[]): Promise<{ readonly host: ChildProcess; readonly url: string }> {
  const env = { ...process.env, XDG_STATE_HOME: temporaryFolder(), HOME: temporaryFolder() }
  const host = spawn(process.execPath, [built('main/cli.js'), 'serve', '--json', ...folders], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env,
  })
  hosts.add(host)
  host.once('exit', () => hosts.delete(host))
  let text = ''
  for await (const part of host.stdout) {
    text += String(part)
    if (text.endsWith('\n')) return { host, url: (JSON.parse(text) as { url: string }).url }
  }
  throw new Error(`The browser host ended without an address: ${text}`)
}

async function watchFaults(page: Page): Promise<readonly string[]> {
  const faults: string[] = []
  page.setDefaultTimeout(patience)
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(`console: ${message.text()}`)
  })
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`content policy: ${violatedDirective} refused ${blockedURI}`),
    ),
  )
  return faults
}

interface JourneyFixtures {
  readonly browser: Browser | null
  readonly openWindow: (options?: WindowOptions) => Promise<AppWindow>
}

/** A test that opens windows. They are closed behind it, and none may have complained. */
export const journey = test.extend<JourneyFixtures>({
  browser: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of other fixtures from here
    async ({}, use) => {
      if (hasElectron()) return use(null)
      const browser = await chromium.launch({
        executablePath: await sparticuz.executablePath(),
        args: [
          '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
          '--disable-component-update', '--disable-sync',
        ], // biome-ignore format: a list
      })
      await use(browser)
      await browser.close()
    },
    { scope: 'file' },
  ],
  openWindow: async ({ browser, task }, use) => {
    const opened: AppWindow[] = []
    let isOver = false
    await use(async (options = {}) => {
      if (isOver) throw new Error('The test is over')
      const window = await (browser === null
        ? openElectron(electronBinary()!, options)
        : openInBrowser(browser, options))
      opened.push(window)
      return window
    })
    isOver = true
    if (task.result?.state === 'fail') for (const { page } of opened) await page.screenshot({ path: pictureOf(task) })
    for (const window of opened) await window.close()
    for (const host of hosts) host.kill('SIGKILL')
    const faults = opened.flatMap((window) => window.faults)
    if (faults.length > 0) throw new Error(`The window complained:\n${faults.join('\n')}`)
  },
})

/** What was to be seen when a journey failed: `npm test` leaves it for whoever looks into it. */
const pictureOf = ({ name }: { readonly name: string }) =>
  join(root, 'test', '.output', `${name.replace(/\W+/g, '-').slice(0, 80)}.png`)
