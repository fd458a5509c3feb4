import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { basename, join } from 'node:path'
import { expect } from 'vitest'
import { aTrail, temporaryFolder } from '../../fixtures/trail.ts'
import { root } from '../built.ts'
import { shell } from './shell.ts'

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
