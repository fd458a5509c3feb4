import { type ChildProcess, spawn } from 'node:child_process'
import { basename } from 'node:path'
import sparticuz from '@sparticuz/chromium'
import { type Browser, chromium, type Page } from 'playwright-core'
import { temporaryFolder } from '../fixtures/trail.ts'
import { type AppWindow, keptLayout, leaveAt, type WindowOptions, watchFaults } from './app-window.ts'
import { built } from './built.ts'

export const startBrowser = async (): Promise<Browser> =>
  chromium.launch({
    executablePath: await sparticuz.executablePath(),
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync',
    ], // biome-ignore format: a list
  })

export async function openInBrowser(browser: Browser, options: WindowOptions): Promise<AppWindow> {
  const { folder, theme = 'light', home = temporaryFolder(), width = 1440, height = 900 } = options
  const { host, url } = await startHost(folder === undefined ? [] : [folder], home)
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
async function startHost(
  folders: readonly string[],
  home: string,
): Promise<{ readonly host: ChildProcess; readonly url: string }> {
  const env = { ...process.env, XDG_STATE_HOME: home, HOME: home }
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

export function endHosts(): void {
  for (const host of hosts) host.kill('SIGKILL')
}
