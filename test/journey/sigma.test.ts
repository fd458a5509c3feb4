import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { violations } from './axe.ts'
import { sampleCase } from './built.ts'
import { goTo } from './sight.ts'
import { journey } from './window.ts'

const stopped = `title: Somebody stops a trail
id: 0c0ffee0-0000-4000-8000-000000000001
author: An analyst
level: critical
logsource: { product: aws, service: cloudtrail }
detection:
  stopped: { eventSource: cloudtrail.amazonaws.com, eventName: StopLogging }
  fine: { userIdentity.type: AWSService }
  condition: stopped and not fine
`

journey('rules of a folder run on the case, say why they match, and name what was not run', async ({ openWindow }) => {
  const folder = mkdtempSync(join(tmpdir(), 'sigma-'))
  try {
    writeFileSync(join(folder, 'stopped.yml'), stopped)
    writeFileSync(join(folder, 'broken.yml'), stopped.replace('stopped and not fine', 'stopped and not nothing'))
    const { page } = await openWindow({ folder: sampleCase })
    await page.getByRole('heading', { name: '3,813 events', exact: true }).waitFor()
    await goTo(page, 'findings')
    await page.getByRole('button', { name: 'Sigma rules…' }).click()
    await page.getByLabel('Folder of rules').fill(folder)
    await page.getByRole('button', { name: 'Run the rules' }).click()
    const finding = page.getByRole('article', { name: 'Somebody stops a trail' })
    await finding.getByText(/Sigma rule stopped\.yml/).waitFor()
    await finding.getByRole('button', { name: 'Why it matches' }).click()
    const why = page.getByRole('dialog', { name: 'Why: Somebody stops a trail' })
    await why.getByText('The rule matches this event.').waitFor()
    expect(await why.getByText('StopLogging').count()).toBeGreaterThan(0)
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'All rules' }).click()
    await page
      .getByRole('dialog', { name: 'Sigma rules' })
      .getByText(/broken\.yml.*nothing/)
      .waitFor()
    await page.keyboard.press('Escape')
    const shows = await finding.getByRole('button', { name: /^Show .* events?$/ }).innerText()
    await finding.getByRole('button', { name: /^Show .* events?$/ }).click()
    await page.getByRole('heading', { name: `${shows.match(/[\d,]+/)![0]} of 3,813 events`, exact: true }).waitFor()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
