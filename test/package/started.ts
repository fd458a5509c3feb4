import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Browser, chromium, type Page } from 'playwright-core'

/** Named by `tools/package/try.mjs`. */
export const packed = process.env.TRAILPROOF_PACKED ?? ''

const startsWithinMs = 120_000
const endsWithinMs = 60_000
/** The superuser cannot run Electron with its sandbox: a user who owns nothing does. */
const nobody = 65534
const isSuperuser = process.getuid?.() === 0

export interface Started {
  readonly page: Page
  /** What nobody caught in the page. */
  readonly faults: readonly string[]
  /** By closing the page, as a person closes the window. Resolves with the exit code. */
  end(): Promise<number | null>
}

const folders: string[] = []

/** A folder that the program may write to; gone after `endAll`. */
export function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'trailproof-packed-'))
  folders.push(folder)
  if (isSuperuser) chownSync(folder, nobody, nobody)
  return folder
}

/** The packed program as an ordinary user, on the screen that `DISPLAY` names. */
export function runPacked(args: readonly string[], home: string, env: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(packed, ['--disable-gpu', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      HOME: home,
      TMPDIR: home,
      XDG_STATE_HOME: '',
      XDG_CONFIG_HOME: '',
      XDG_RUNTIME_DIR: home,
      ...env,
    },
    ...(isSuperuser && { uid: nobody, gid: nobody }),
  })
}

const running = new Set<ChildProcess>()
export const endAll = () => {
  for (const child of running) child.kill('SIGKILL')
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
}

/**
 * Playwright's own way to start Electron needs `--inspect`, which a fuse refuses here. What is left is Chromium's: the
 * page is reached by its DevTools, and the main process by nothing.
 */
export async function startPacked(args: readonly string[], home: string): Promise<Started> {
  const child = runPacked(['--remote-debugging-port=0', ...args], home)
  running.add(child)
  const ended = once(child, 'exit').finally(() => running.delete(child))
  const browser = await chromium.connectOverCDP(await addressOf(child))
  const page = await firstPage(browser)
  page.setDefaultTimeout(startsWithinMs)
  const faults: string[] = []
  page.on('pageerror', ({ message }) => faults.push(message))
  return {
    page,
    faults,
    end: async () => {
      // The window goes with its page, and with the window the connection.
      await page.close().catch(() => undefined)
      const code = await Promise.race([
        ended.then(([code]) => code as number | null),
        wait(endsWithinMs, 'running' as const),
      ])
      if (code === 'running') throw new Error(`The program did not end within ${endsWithinMs / 1000} s`)
      return code
    },
  }
}

/** Chromium says it in a line of its own. */
async function addressOf(child: ChildProcess): Promise<string> {
  let said = ''
  const deadline = setTimeout(() => child.kill('SIGKILL'), startsWithinMs)
  for await (const part of child.stderr!) {
    said += String(part)
    const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
    if (address === undefined) continue
    clearTimeout(deadline)
    child.stderr!.resume()
    return address
  }
  throw new Error(`The program ended without a window: ${said}`)
}

async function firstPage(browser: Browser): Promise<Page> {
  const context = browser.contexts()[0]!
  return context.pages()[0] ?? (await context.waitForEvent('page', { timeout: startsWithinMs }))
}
