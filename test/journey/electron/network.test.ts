import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { temporaryFolder } from '../../fixtures/trail.ts'
import { shell } from './shell.ts'

shell('Chromium asks the network for nothing by itself, from the start to the end', async ({ start }) => {
  const log = join(temporaryFolder(), 'net.json')
  const { app, page } = await start({ args: ['--sample'], switches: [`--log-net-log=${log}`] })
  await page.getByRole('contentinfo').getByText('3,813 events', { exact: true }).waitFor()
  // Where a language is found out and a dictionary would be wanted.
  await page.keyboard.press('/')
  await page.keyboard.insertText('A sentance in Englisch')
  await app.close()
  const { events } = JSON.parse(readFileSync(log, 'utf8')) as {
    readonly events: readonly { readonly params?: { readonly url?: string; readonly host?: string } }[]
  }
  expect(events.length).toBeGreaterThan(0)
  expect(events.flatMap(({ params }) => [params?.url, params?.host].filter((of) => of?.includes('.')))).toEqual([])
})
