import { join } from 'node:path'
import type { ElectronApplication } from 'playwright-core'
import { expect } from 'vitest'
import { aTrail, temporaryFolder } from '../../fixtures/trail.ts'
import { answerDialog } from '../in-electron.ts'
import { goTo } from '../sight.ts'
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

  // What cannot be opened is said in the window, which did it.
  await answerDialog(app, `${first}/nothing.trailproof`)
  await choose(app, 'File', 'Open Case File…')
  await page.getByRole('alert').getByText('nothing.trailproof does not exist').waitFor()
  expect(await messagesOf(app)).toEqual([])
  expect(await entriesOf(app, 'Help')).toEqual(['About Trailproof', 'Licences of What Is Shipped'])
  await choose(app, 'Help', 'About Trailproof')
  await expect.poll(() => messagesOf(app)).toContain('Trailproof')

  const ended = new Promise((done) => app.process().once('exit', done))
  await choose(app, 'File', 'Quit')
  expect(await ended).toBe(0)
})

shell('Close Case keeps what was done the moment before', async ({ start }) => {
  const { app, page } = await start({ args: [(await aTrail().write()).folder] })
  const file = join(temporaryFolder(), 'case.trailproof')
  const status = page.getByRole('contentinfo')
  await status.getByText('9 events', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Save case…' }).click()
  await page.getByRole('textbox', { name: 'Case file to write' }).fill(file)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('dialog', { name: 'Case saved' }).getByRole('button', { name: 'Close' }).last().click()
  await page.getByRole('button', { name: 'Autosaved' }).waitFor()
  await goTo(page, 'events')
  const events = page.getByRole('grid', { name: 'Events' })
  const byName = events.getByRole('columnheader', { name: 'eventName' })
  await byName.waitFor()
  // Nothing is kept by itself after a while, however slow the machine.
  await page.evaluate(() => {
    Object.assign(window, { later: window.setTimeout })
    window.setTimeout = (() => 0) as unknown as typeof setTimeout
  })
  await byName.click()
  await choose(app, 'File', 'Close Case')
  await page.getByRole('button', { name: 'Open folders or files' }).waitFor()
  // A window that never saw the case.
  await page.evaluate(() => {
    window.setTimeout = (window as unknown as { later: typeof setTimeout }).later
    sessionStorage.clear()
  })
  await answerDialog(app, file)
  await choose(app, 'File', 'Open Case File…')
  await status.getByText('9 events', { exact: true }).waitFor()
  await expect.poll(() => byName.getAttribute('aria-sort')).toBe('ascending')
})

shell('every entry of Edit does what it says', async ({ start }) => {
  const { app, page } = await start({ args: ['--sample'] })
  await page.getByRole('contentinfo').getByText('3,813 events', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Events', exact: true }).click()
  await page.keyboard.press('/')
  const text = () => page.evaluate(() => (document.activeElement as HTMLInputElement).value)
  const edit = (label: string) => choose(app, 'Edit', label)
  expect(await entriesOf(app, 'Edit')).toEqual(['Undo', 'Redo', 'Cut', 'Copy', 'Paste', 'Delete', 'Select All'])
  await page.keyboard.type('abc')
  await edit('Select All')
  await edit('Copy')
  await edit('Paste')
  await edit('Paste')
  await expect.poll(text).toBe('abcabc')
  await edit('Select All')
  await edit('Cut')
  await expect.poll(text).toBe('')
  await edit('Undo')
  await expect.poll(text).toBe('abcabc')
  await edit('Redo')
  await expect.poll(text).toBe('')
  await edit('Paste')
  await expect.poll(text).toBe('abcabc')
  await edit('Select All')
  await edit('Delete')
  await expect.poll(text).toBe('')
})

shell('every entry of View does what it says; at 200 % nothing is cut off', async ({ start }) => {
  const { app, page } = await start({ args: ['--sample'] })
  await page.getByRole('contentinfo').getByText('3,813 events', { exact: true }).waitFor()
  const view = (label: string) => choose(app, 'View', label)
  expect(await entriesOf(app, 'View')).toEqual([
    'Actual Size', 'Zoom In', 'Zoom Out', 'Toggle Full Screen', 'Toggle Developer Tools',
  ]) // biome-ignore format: a list
  const zoom = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.getZoomFactor())
  await view('Zoom In')
  await expect.poll(zoom).toBeGreaterThan(1)
  await view('Zoom Out')
  await view('Zoom Out')
  await expect.poll(zoom).toBeLessThan(1)
  await view('Actual Size')
  await expect.poll(zoom).toBe(1)
  await view('Toggle Full Screen')
  const isFull = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isFullScreen())
  await expect.poll(isFull).toBe(true)
  await view('Toggle Full Screen')
  await expect.poll(isFull).toBe(false)

  // WCAG 2.2, 1.4.4: twice as large without a loss.
  await app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0]!
    window.setContentSize(1440, 900)
    window.webContents.setZoomFactor(2)
  })
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(720)
  for (const section of ['overview', 'events', 'integrity', 'findings', 'sql', 'sources'] as const) {
    await goTo(page, section)
    await page.getByRole('main', { name: new RegExp(`^${section}$`, 'i') }).waitFor()
    await page.getByText('Loading…').waitFor({ state: 'hidden' })
    const beyond = await page.evaluate(() => {
      const { scrollWidth, scrollHeight } = document.documentElement
      const ends = [...document.querySelectorAll('main, footer')].map((each) => each.getBoundingClientRect())
      return [
        scrollWidth - innerWidth,
        scrollHeight - innerHeight,
        ...ends.flatMap(({ right, bottom }) => [right - innerWidth, bottom - innerHeight]),
      ].filter((pixels) => pixels > 1)
    })
    expect([section, beyond]).toEqual([section, []])
  }
})

const recentIn = (app: ElectronApplication) =>
  app.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()!
      .items.find(({ label }) => label === 'File')!
      .submenu!.items.find(({ label }) => label === 'Open Recent')!
      .submenu!.items.map(({ label }) => label),
  )
