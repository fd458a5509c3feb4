import { setTimeout as wait } from 'node:timers/promises'
import type { ElectronApplication, Page } from 'playwright-core'
import { test } from 'vitest'
import { endElectrons, type Start, startElectron } from '../in-electron.ts'

export interface Shell {
  readonly app: ElectronApplication
  readonly page: Page
}

/** A test of what is around the page. The programs it starts are ended behind it, whatever they came to. */
export const shell = test.extend<{ readonly start: (how?: Start) => Promise<Shell> }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of other fixtures from here
  start: async ({}, use) => {
    await use(async (how) => {
      const app = await startElectron(how)
      const page = await app.firstWindow()
      page.setDefaultTimeout(60_000)
      return { app, page }
    })
    endElectrons()
  },
})

/** What stands in the window, asked from outside: a page that ended answers Playwright no more, and one that loads answers late. */
export const textOf = (app: ElectronApplication): Promise<string> =>
  Promise.race([
    app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript('document.body.innerText'),
    ),
    wait(2000, ''),
  ])

/** Message boxes are out of a test's reach: the button that is pressed is set, and what they say is kept. */
export const answerMessages = (app: ElectronApplication, response = 0): Promise<void> =>
  app.evaluate(({ dialog }, response) => {
    const said: string[] = []
    Object.assign(globalThis, { messages: said })
    dialog.showMessageBox = async (...given: unknown[]) => {
      said.push((given.at(-1) as { message: string }).message)
      return { response, checkboxChecked: false }
    }
  }, response)

export const messagesOf = (app: ElectronApplication): Promise<readonly string[]> =>
  app.evaluate(() => (globalThis as unknown as { messages: readonly string[] }).messages)

/** Resolves with the exit code. */
export const hasEnded = (app: ElectronApplication): Promise<number | null> => {
  const child = app.process()
  return child.exitCode !== null ? Promise.resolve(child.exitCode) : new Promise((done) => child.once('exit', done))
}
