import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { _electron, type ElectronApplication } from 'playwright-core'
import { temporaryFolder } from '../fixtures/trail.ts'
import { type AppWindow, keptLayout, leaveAt, type WindowOptions, watchFaults } from './app-window.ts'
import { root } from './built.ts'

/** `tools/electron.mjs` names it, and its version in the file beside it. */
const executablePath = process.env.TRAILPROOF_ELECTRON ?? ''
export const isInElectron = executablePath !== ''
export const electronVersion = isInElectron ? readFileSync(join(dirname(executablePath), 'version'), 'utf8').trim() : ''

const startsWithinMs = 60_000
const endsWithinMs = 10_000

export interface Start {
  /** After the application: folders and switches of ours. */
  readonly args?: readonly string[]
  /** The user's home, where another start finds what this one left. */
  readonly home?: string
  readonly theme?: 'light' | 'dark'
  /** Switches of Chromium. */
  readonly switches?: readonly string[]
}

/** Programs that run: one whose window is still being opened when its test runs out of time is nobody's. */
const running = new Set<ElectronApplication>()

/** Electron with its sandbox on, which Playwright would take from it. */
export async function startElectron(how: Start = {}): Promise<ElectronApplication> {
  const { args = [], home = temporaryFolder(), theme = 'light', switches = [] } = how
  const app = await _electron.launch({
    executablePath,
    args: ['--disable-gpu', ...switches, root, ...args],
    env: { ...(process.env as Record<string, string>), HOME: home, XDG_STATE_HOME: '', XDG_CONFIG_HOME: '' },
    colorScheme: theme,
    chromiumSandbox: true,
    timeout: startsWithinMs,
  })
  running.add(app)
  app.process().once('exit', () => running.delete(app))
  return app
}

/** By closing the window, as a person does; by force where that does not end it. */
export async function endElectron(app: ElectronApplication): Promise<void> {
  const hasEnded = await Promise.race([app.close().then(() => true), wait(endsWithinMs, false)])
  if (hasEnded) return
  app.process().kill('SIGKILL')
  throw new Error(`Electron did not end within ${endsWithinMs / 1000} s`)
}

export async function openInElectron(options: WindowOptions): Promise<AppWindow> {
  const { folder, theme, home, width = 1440, height = 900 } = options
  const args = folder === undefined ? [] : [folder]
  const app = await startElectron({ args, ...(theme && { theme }), ...(home && { home }) })
  const page = await app.firstWindow({ timeout: startsWithinMs })
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
    holdVerdicts: () => holdVerdicts(app),
    close: () => endElectron(app),
  }
}

export function endElectrons(): void {
  for (const app of running) app.process().kill('SIGKILL')
  running.clear()
}

/** The operating system's dialog is out of a test's reach: what it answers is set. */
export const answerDialog = (app: ElectronApplication, ...paths: readonly string[]): Promise<void> =>
  app.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = async () => ({ canceled: filePaths.length === 0, filePaths: [...filePaths] })
  }, paths)

/** That a case is told again with its verdicts, and whatever is told of it later. */
async function holdVerdicts(app: ElectronApplication): Promise<() => Promise<void>> {
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
