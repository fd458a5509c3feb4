import { type ChildProcess, spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import { noPrinter, printFailed } from '../../../src-shared/words/report/report.ts'

type Env = Readonly<Record<string, string | undefined>>
type PrintPdf = (html: string, signal: AbortSignal) => Promise<Result<Uint8Array>>

/** A report of hundreds of pages takes some seconds. */
const patienceMs = 120_000
/** A browser that was told to close does so at once. */
const closingMs = 3_000

/** Prints pages to PDF with a browser of this machine, which is started for each and reaches no network. */
export const chromiumPrinter =
  (platform: NodeJS.Platform, env: Env, isProgram = mayBeRun): PrintPdf =>
  async (html, signal) => {
    const program = chromiumOf(platform, env, isProgram)
    return program === null ? fail('no-printer', noPrinter) : printWith(program, html, signal)
  }

const onPath = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'chrome']
const macApps = ['Google Chrome', 'Chromium', 'Microsoft Edge']
const windowsApps = ['Google\\Chrome\\Application\\chrome.exe', 'Chromium\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'] // biome-ignore format: a list

/** The program that TRAILPROOF_CHROMIUM names, or the first browser at the usual places; null where there is none. */
export function chromiumOf(platform: NodeJS.Platform, env: Env, isProgram: (path: string) => boolean): string | null {
  const named = env.TRAILPROOF_CHROMIUM
  if (named !== undefined && named !== '') return named
  return placesOf(platform, env).find(isProgram) ?? null
}

function placesOf(platform: NodeJS.Platform, env: Env): readonly string[] {
  if (platform === 'darwin') return macApps.map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`)
  if (platform === 'win32') {
    const roots = [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA].filter((root) => root !== undefined)
    return roots.flatMap((root) => windowsApps.map((app) => `${root}\\${app}`))
  }
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder.startsWith('/'))
  return onPath.flatMap((name) => folders.map((folder) => join(folder, name)))
}

function mayBeRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * The page is handed over through a pipe (Chrome DevTools Protocol, `--remote-debugging-pipe`): no file on disk holds it,
 * and no port is opened. No name is resolved, so that nothing can be loaded.
 */
async function printWith(program: string, html: string, signal: AbortSignal): Promise<Result<Uint8Array>> {
  const args = [
    '--headless', '--remote-debugging-pipe', '--disable-gpu', '--no-first-run', '--no-default-browser-check', '--disable-extensions',
    '--disable-background-networking', '--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP * ~NOTFOUND',
    // Chromium refuses to run as root with its sandbox. The page has no script.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ] // biome-ignore format: a list
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] })
  const ended = endOf(child)
  const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs)
  const kill = () => void child.kill('SIGKILL')
  signal.addEventListener('abort', kill, { once: true })
  if (signal.aborted) kill()
  let isClosing = false
  try {
    const pipe = new DevTools(child.stdio[3] as Writable, child.stdio[4] as Readable)
    const printed = await Promise.race([printOver(pipe, html), ended])
    if (typeof printed === 'string') return fail('not-printed', printFailed(program, printed))
    // It removes the profile that it made.
    isClosing = true
    pipe.ask('Browser.close', {}).catch(() => {})
    return ok(printed)
  } catch (error) {
    return fail('not-printed', printFailed(program, error instanceof Error ? error.message : String(error)))
  } finally {
    const patience = setTimeout(kill, closingMs)
    if (!isClosing) kill()
    await ended
    clearTimeout(patience)
    clearTimeout(timer)
    signal.removeEventListener('abort', kill)
    for (const stream of child.stdio) stream?.destroy()
  }
}

/** Why it ended, the end of a sentence. */
const endOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve) => {
    child.once('error', ({ message }) => resolve(message))
    child.once('exit', (code, ended) => resolve(`it ended with ${ended ?? code} before it had printed`))
  })

async function printOver(pipe: DevTools, html: string): Promise<Uint8Array> {
  const { targetId } = await pipe.ask<{ targetId: string }>('Target.createTarget', { url: 'about:blank' })
  const { sessionId } = await pipe.ask<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true })
  await pipe.ask('Emulation.setScriptExecutionDisabled', { value: true }, sessionId)
  const { frameTree } = await pipe.ask<{ frameTree: { frame: { id: string } } }>('Page.getFrameTree', {}, sessionId)
  await pipe.ask('Page.setDocumentContent', { frameId: frameTree.frame.id, html }, sessionId)
  const options = {
    printBackground: true,
    preferCSSPageSize: true,
    generateTaggedPDF: true,
    generateDocumentOutline: true,
  }
  const { data } = await pipe.ask<{ data: string }>('Page.printToPDF', options, sessionId)
  return Buffer.from(data, 'base64')
}

interface Reply {
  readonly id?: number
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

/** Messages of the DevTools protocol: JSON texts, each ended by a zero byte. */
class DevTools {
  readonly #waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()
  #asked = 0
  #pieces: Buffer[] = []

  constructor(
    private readonly to: Writable,
    from: Readable,
  ) {
    from.on('data', (bytes: Buffer) => this.#hear(bytes))
    // The end of the program is told by its exit.
    for (const stream of [to, from]) stream.on('error', () => {})
  }

  ask<T>(method: string, params: object, sessionId?: string): Promise<T> {
    const id = ++this.#asked
    this.to.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
    return new Promise<T>((resolve, reject) => this.#waiting.set(id, { resolve, reject }))
  }

  #hear(bytes: Buffer): void {
    let from = 0
    for (let end = bytes.indexOf(0); end !== -1; end = bytes.indexOf(0, from)) {
      this.#take(Buffer.concat([...this.#pieces, bytes.subarray(from, end)]).toString())
      this.#pieces = []
      from = end + 1
    }
    this.#pieces.push(bytes.subarray(from))
  }

  #take(text: string): void {
    const { id, result, error } = JSON.parse(text) as Reply
    const waiting = this.#waiting.get(id ?? 0)
    this.#waiting.delete(id ?? 0)
    if (error === undefined) waiting?.resolve(result as never)
    else waiting?.reject(new Error(error.message))
  }
}
