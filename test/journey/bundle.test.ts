import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { expect } from 'vitest'
import { aTrail, temporaryFolder } from '../fixtures/trail.ts'
import { built, runNode, trailproof } from './built.ts'
import { journey } from './window.ts'

journey('a bundle with its report is signed in the window, and verified without it', async ({ openWindow }) => {
  const folder = temporaryFolder()
  const [key, zip] = [join(folder, 'ana.p12'), join(folder, 'logins.zip')]
  const made = await runNode([built('main/cli.js'), 'make-key', key, '--name', 'Ana Example'], {
    TRAILPROOF_KEY_PASSWORD: 'secret',
  })
  const fingerprint = /[0-9a-f]{64}/.exec(made.out)![0]

  const { page } = await openWindow({ folder: (await aTrail().write()).folder })
  await page.getByRole('heading', { name: '9 events', exact: true }).waitFor()
  await page.keyboard.press('Control+K')
  const goTo = page.getByRole('dialog', { name: 'Go to' })
  await goTo.getByRole('combobox').fill('Write a signed bundle')
  await goTo.getByRole('option', { name: 'Write a signed bundle', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Write a signed bundle' })
  await dialog.getByLabel('File to write').fill(zip)
  await dialog.getByLabel('Put the incident report in it').check()
  await dialog.getByLabel('File with the private key').fill(key)
  await dialog.getByLabel('Its password').fill('wrong')
  await dialog.getByRole('button', { name: 'Bundle 9 events' }).click()
  await dialog.getByRole('alert').getByText('The password of the private key is').waitFor()
  expect(existsSync(zip)).toBe(false)
  await dialog.getByLabel('Its password').fill('secret')
  await dialog.getByRole('button', { name: 'Bundle 9 events' }).click()
  await page.getByRole('dialog').getByText(`Bundled 9 records to ${zip}.`).waitFor()

  const verified = await trailproof('verify-bundle', zip, '--signer', fingerprint)
  expect([verified.code, verified.out]).toEqual([0, expect.stringContaining('Signed')])
  expect(verified.out).toContain('9 of 9 records lie in log files that proven digests list')
  expect(Object.keys(unzipSync(readFileSync(zip)))).toEqual(
    expect.arrayContaining(['integrity-certificate.html', 'incident-report.html', 'examiner-log.jsonl']),
  )
  expect((await trailproof('verify-bundle', zip, '--signer', '0'.repeat(64))).code).toBe(1)
})
