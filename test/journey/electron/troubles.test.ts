import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { ElectronApplication } from 'playwright-core'
import { expect } from 'vitest'
import { aTrail, temporaryFolder } from '../../fixtures/trail.ts'
import { startElectron } from '../in-electron.ts'
import { answerMessages, hasEnded, messagesOf, shell, textOf } from './shell.ts'

/** Ends the process of the page, and waits until a page was loaded again. */
const crash = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!
    const isBack = new Promise<void>((resolve) => void webContents.once('did-finish-load', () => resolve()))
    webContents.forcefullyCrashRenderer()
    return isBack
  })
const shows = (app: ElectronApplication, text: string) =>
  expect.poll(() => textOf(app), { timeout: 60_000 }).toContain(text)

shell('a page that ended comes back with its case; one that ends again and again is asked about', async ({ start }) => {
  const { app, page } = await start({ args: [(await aTrail().write()).folder] })
  await page.getByRole('contentinfo').getByText('9 events', { exact: true }).waitFor()
  await answerMessages(app)
  for (let k = 0; k < 4; k++) await crash(app)
  await shows(app, '9 events')
  expect(await messagesOf(app)).toEqual(['The page of this window ends again and again.'])
})

shell(
  'a page whose process is killed before it ever showed something is loaded again, and shows its case',
  // Its programs are ended by the fixture. Playwright waits for the first page, which never comes.
  async ({ start: _ }) => {
    const home = temporaryFolder()
    const killed = killFirstPage(home)
    const app = await startElectron({ home, args: [(await aTrail().write()).folder] })
    expect(await killed).toBe(true)
    await shows(app, '9 events')
  },
)

/** As soon as there is such a process. All processes of a start name its home, where Chromium's folder is. */
async function killFirstPage(home: string): Promise<boolean> {
  for (const until = performance.now() + 60_000; performance.now() < until; await wait(5)) {
    const pid = processes().find(({ args }) => args.includes('--type=renderer') && args.includes(home))?.pid
    if (pid === undefined) continue
    process.kill(pid, 'SIGKILL')
    return true
  }
  return false
}

/** proc(5); one that ends meanwhile has no arguments. */
const processes = () =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => {
      try {
        return { pid: Number(name), args: readFileSync(`/proc/${name}/cmdline`, 'latin1') }
      } catch {
        return { pid: Number(name), args: '' }
      }
    })

shell('each process of Chromium is killed once: the window is there again, with its case', async ({ start }) => {
  const { app, page } = await start({ args: [(await aTrail().write()).folder] })
  await page.getByRole('contentinfo').getByText('9 events', { exact: true }).waitFor()
  await answerMessages(app)
  const kinds = await app.evaluate(({ app }) =>
    app.getAppMetrics().map(({ type, pid }) => ({ type: String(type), pid })),
  )
  expect(kinds.map(({ type }) => type)).toEqual(expect.arrayContaining(['Browser', 'GPU', 'Tab', 'Utility']))
  for (const { type, pid } of kinds) {
    if (type === 'Browser' || type === 'Zygote') continue
    process.kill(pid, 'SIGKILL')
    await expect
      .poll(() => app.evaluate(({ app }, pid) => app.getAppMetrics().every((each) => each.pid !== pid), pid))
      .toBe(true)
    await shows(app, '9 events')
  }
  // What is drawn is a picture again.
  await expect
    .poll(() =>
      app.evaluate(async ({ BrowserWindow }) =>
        (await BrowserWindow.getAllWindows()[0]!.webContents.capturePage()).isEmpty(),
      ),
    )
    .toBe(false)
  expect(await messagesOf(app)).toEqual([])
})

shell('a page that hangs can be loaded again, with its case', async ({ start }) => {
  const { app, page } = await start({ args: [(await aTrail().write()).folder] })
  await page.getByRole('contentinfo').getByText('9 events', { exact: true }).waitFor()
  await answerMessages(app, 1)
  await page.evaluate(
    () =>
      void setTimeout(() => {
        for (;;);
      }),
  )
  // Chromium does not tell of pages that hang under a debugger, as this one is.
  await app.evaluate(({ BrowserWindow }) => void BrowserWindow.getAllWindows()[0]!.emit('unresponsive'))
  await shows(app, '9 events')
  expect(await messagesOf(app)).toEqual(['The window does not answer.'])
})

shell('the thread of the case ended: the window says so and opens the case again', async ({ start }) => {
  const { app, page } = await start({ args: [(await aTrail().write()).folder] })
  const status = page.getByRole('contentinfo')
  await status.getByText('9 events', { exact: true }).waitFor()
  await endCaseThread(app)
  await page.getByRole('button', { name: /9 events/ }).click()
  await status.getByText('9 events', { exact: true }).waitFor()
})

/** By its own exit, asked for through the inspector, which knows every thread. */
const endCaseThread = (app: ElectronApplication) =>
  app.evaluate(async () => {
    const { Session } = (
      process as unknown as { getBuiltinModule(name: string): typeof import('node:inspector') }
    ).getBuiltinModule('node:inspector')
    const session = new Session()
    session.connect()
    const found = new Promise<string>((resolve) => {
      session.on('NodeWorker.attachedToWorker', ({ params: { sessionId, workerInfo } }) => {
        if (workerInfo.url.includes('case-worker')) resolve(sessionId)
      })
    })
    session.post('NodeWorker.enable', { waitForDebuggerOnStart: false })
    const message = JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression: 'process.exit(1)' } })
    session.post('NodeWorker.sendMessageToWorker', { sessionId: await found, message })
  })

shell('what nobody caught in the process of the window is said, and ends it with 70', async ({ start }) => {
  const { app } = await start()
  const ended = hasEnded(app)
  await app.evaluate(({ dialog }) => {
    dialog.showErrorBox = (title, content) => void process.stderr.write(`box: ${title}: ${content}\n`)
    setTimeout(() => {
      throw new Error('nobody caught this')
    })
  })
  expect(await ended).toBe(70)
})

shell(
  'the window is closed during an export: it ends, and what is there is whole or called partial',
  async ({ start }) => {
    const { app, page } = await start({ args: ['--sample'] })
    await page.getByRole('contentinfo').getByText('3,813 events', { exact: true }).waitFor()
    const folder = temporaryFolder()
    const ended = hasEnded(app)
    await page.getByRole('button', { name: 'Events', exact: true }).click()
    await page.getByRole('button', { name: 'Export', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'Export events' })
    await dialog.getByRole('radio', { name: 'NDJSON', exact: true }).check()
    await dialog.getByRole('textbox', { name: 'File to write' }).fill(join(folder, 'all.ndjson'))
    await dialog
      .getByRole('button', { name: /^Export/ })
      .last()
      .click()
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close())
    expect(await ended).toBe(0)
    const left = readdirSync(folder).sort()
    // A thread too busy to take back within two seconds what it has written leaves it under the name that says so.
    const whole = left.filter((name) => !name.endsWith('.partial'))
    expect([[], ['all.ndjson', 'all.ndjson.manifest.json']]).toContainEqual(whole)
    if (whole.length > 0) expect(left).toEqual(whole)
  },
)
