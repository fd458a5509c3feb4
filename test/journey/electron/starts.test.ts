import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { basename, join } from 'node:path'
import { expect } from 'vitest'
import { aTrail, temporaryFolder } from '../../fixtures/trail.ts'
import { root } from '../built.ts'
import { hasEnded, type Shell, shell } from './shell.ts'

shell('a second start hands its folders to the first, whose window comes forward, and ends', async ({ start }) => {
  const home = temporaryFolder()
  const { app, page } = await start({ home })
  await page.getByRole('button', { name: 'Open folders or files' }).waitFor()
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.hide())
  const { folder } = await aTrail().write()
  // Relative to where the second was started.
  const second = spawn(process.env.TRAILPROOF_ELECTRON!, ['--disable-gpu', root, basename(folder)], {
    cwd: join(folder, '..'),
    env: { ...process.env, HOME: home, XDG_STATE_HOME: '', XDG_CONFIG_HOME: '' },
    stdio: 'ignore',
    timeout: 30_000,
  })
  expect(await once(second, 'exit')).toEqual([0, null])
  await page.getByRole('contentinfo').getByText('9 events', { exact: true }).waitFor()
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((each) => each.isVisible()))).toEqual([true]) // biome-ignore format: a line
})

const placeOf = ({ app }: Shell) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getNormalBounds())

shell(
  'the next start has the window where it was, as large as it was, and the cases opened lately',
  async ({ start }) => {
    const home = temporaryFolder()
    const { folder } = await aTrail().write()
    const first = await start({ home, args: [folder] })
    await first.page.getByRole('contentinfo').getByText('9 events', { exact: true }).waitFor()
    const place = { x: 60, y: 80, width: 1111, height: 777 }
    await first.app.evaluate(({ BrowserWindow }, place) => BrowserWindow.getAllWindows()[0]!.setBounds(place), place)
    await expect.poll(() => placeOf(first)).toEqual(place)
    const ended = hasEnded(first.app)
    await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close())
    expect(await ended).toBe(0)

    const second = await start({ home })
    await second.page.getByRole('button', { name: new RegExp(`${basename(folder)}.*9 events`) }).waitFor()
    expect(await placeOf(second)).toEqual(place)
  },
)

shell('a start after the program was killed has the case again that was open', async ({ start }) => {
  const home = temporaryFolder()
  const { folder } = await aTrail().write()
  const { app, page } = await start({ home, args: [folder] })
  await page.getByRole('contentinfo').getByText('9 events', { exact: true }).waitFor()
  // It is among the recent ones, which are in their file.
  await expect
    .poll(() =>
      app.evaluate(
        ({ Menu }) =>
          Menu.getApplicationMenu()!.items[0]!.submenu!.items.find(({ label }) => label === 'Open Recent')!.submenu!
            .items.length,
      ),
    )
    .toBe(1)
  const ended = hasEnded(app)
  app.process().kill('SIGKILL')
  await ended
  const again = await start({ home })
  await again.page.getByRole('button', { name: new RegExp(`${basename(folder)}.*9 events`) }).click()
  await again.page.getByRole('contentinfo').getByText('9 events', { exact: true }).waitFor()
})
