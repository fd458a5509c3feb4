import type { ElectronApplication } from 'playwright-core'
import { expect } from 'vitest'
import { aTrail } from '../../fixtures/trail.ts'
import { answerDialog } from '../in-electron.ts'
import { answerMessages, messagesOf, shell } from './shell.ts'

const choose = (app: ElectronApplication, ...path: readonly string[]) =>
  app.evaluate(({ BrowserWindow, Menu }, path) => {
    let items = Menu.getApplicationMenu()!.items
    let item = items[0]!
    for (const label of path) {
      item = items.find((each) => each.label === label)!
      items = item.submenu?.items ?? []
    }
    const window = BrowserWindow.getAllWindows()[0]!
    item.click(undefined, window, window.webContents)
  }, path)

const entriesOf = (app: ElectronApplication, menu: string) =>
  app.evaluate(
    ({ Menu }, menu) =>
      Menu.getApplicationMenu()!
        .items.find(({ label }) => label === menu)!
        .submenu!.items.filter(({ type }) => type !== 'separator')
        .map(({ label }) => label),
    menu,
  )

shell('every entry of File and Help does what it says', async ({ start }) => {
  const { app, page } = await start()
  const [first, second] = [(await aTrail().write()).folder, (await aTrail().seed('second').write()).folder]
  await answerMessages(app)
  expect(await entriesOf(app, 'File')).toEqual([
    'Open Folder…', 'Open Case File…', 'Add to Case…', 'Open Recent', 'Open Sample Case', 'Close Case', 'Quit',
  ]) // biome-ignore format: a list
  const status = page.getByRole('contentinfo')

  await answerDialog(app)
  await choose(app, 'File', 'Open Folder…')
  await page.getByRole('button', { name: 'Open folders or files' }).waitFor()

  await answerDialog(app, first)
  await choose(app, 'File', 'Open Folder…')
  await status.getByText('9 events', { exact: true }).waitFor()
  await answerDialog(app, second)
  await choose(app, 'File', 'Add to Case…')
  await status.getByText('18 events', { exact: true }).waitFor()

  await choose(app, 'File', 'Close Case')
  await page.getByRole('button', { name: 'Open folders or files' }).waitFor()
  await expect.poll(() => recentIn(app)).toEqual([`${first}, ${second}`])
  await choose(app, 'File', 'Open Recent', `${first}, ${second}`)
  await status.getByText('18 events', { exact: true }).waitFor()

  await choose(app, 'File', 'Open Sample Case')
  await status.getByText('3,813 events', { exact: true }).waitFor()
  expect(await messagesOf(app)).toEqual([])

  // What cannot be opened is said in a dialog of the system.
  await answerDialog(app, `${first}/nothing.trailproof`)
  await choose(app, 'File', 'Open Case File…')
  await expect.poll(() => messagesOf(app)).toEqual([expect.stringContaining('nothing.trailproof does not exist')])
  expect(await entriesOf(app, 'Help')).toEqual(['About Trailproof', 'Licences of What Is Shipped'])
  await choose(app, 'Help', 'About Trailproof')
  await expect.poll(() => messagesOf(app)).toContain('Trailproof')

  const ended = new Promise((done) => app.process().once('exit', done))
  await choose(app, 'File', 'Quit')
  expect(await ended).toBe(0)
})

const recentIn = (app: ElectronApplication) =>
  app.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()!
      .items.find(({ label }) => label === 'File')!
      .submenu!.items.find(({ label }) => label === 'Open Recent')!
      .submenu!.items.map(({ label }) => label),
  )
