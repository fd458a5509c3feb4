import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import sparticuz from '@sparticuz/chromium'
import { expect } from 'vitest'
import { temporaryFolder } from '../fixtures/trail.ts'
import { sampleCase } from './built.ts'
import { journey } from './window.ts'

journey('a certificate is filled in, seen as it will be, and written as HTML and as PDF', async ({ openWindow }) => {
  // The browser host prints with it; Electron prints by itself.
  process.env.TRAILPROOF_CHROMIUM = await sparticuz.executablePath()
  const { page } = await openWindow({ folder: sampleCase, section: 'integrity' })
  const folder = temporaryFolder()
  for (const [format, ending] of [['HTML', 'html'], ['PDF', 'pdf']] as const) {
    await page.getByRole('button', { name: 'Integrity certificate…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Write a report' })
    await dialog.getByLabel('Title', { exact: true }).fill('Trail of <March>')
    await dialog.getByLabel('Examiner').fill('E. Example')
    const preview = dialog.frameLocator('iframe')
    await preview.getByRole('heading', { name: 'Trail of <March>' }).waitFor()
    await preview.getByText('E. Example').waitFor()
    await dialog.getByRole('radio', { name: format }).check()
    const file = join(folder, `certificate.${ending}`)
    await dialog.getByLabel('File to write').fill(file)
    await dialog.getByRole('button', { name: 'Write the report' }).click()
    const done = page.getByRole('dialog', { name: 'Report written' })
    await done.getByText(`The report is in ${file} (manifest: ${file}.manifest.json).`).waitFor()
    await done.getByRole('button', { name: 'Close' }).last().click()
    const bytes = readFileSync(file)
    const manifest = JSON.parse(readFileSync(`${file}.manifest.json`, 'utf8'))
    expect(manifest).toMatchObject({
      export: { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') },
      report: { title: 'Trail of <March>', examiner: 'E. Example' },
    })
  }
  const html = readFileSync(join(folder, 'certificate.html'), 'utf8')
  expect(html).toContain('<h1>Trail of &#60;March&#62;</h1>')
  expect(html).not.toContain('<script')
  const pdf = readFileSync(join(folder, 'certificate.pdf'), 'latin1')
  expect(pdf.startsWith('%PDF-')).toBe(true)
  // A page each: more than the cover.
  expect(pdf.match(/\/Type\s*\/Page\b/g)!.length).toBeGreaterThan(5)
}) // biome-ignore format: a list

journey(
  'an incident report tells the findings that were chosen, and its sections as they were arranged',
  async ({ openWindow }) => {
    const { page } = await openWindow({ folder: sampleCase, section: 'findings' })
    await page.getByRole('button', { name: 'Incident report…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Write a report' })
    await dialog.getByRole('radio', { name: 'Those chosen below' }).check()
    const findings = dialog.locator('details', { has: page.locator('summary', { hasText: /^Findings/ }) })
    await findings.locator('summary').click()
    const boxes = findings.getByRole('checkbox')
    await boxes.nth(2).waitFor()
    const count = await boxes.count()
    for (let at = 0; at < count; at++) await boxes.nth(at).setChecked(at < 2)
    await findings.getByText(`2 of ${count}`).waitFor()
    await dialog.locator('summary', { hasText: /^Sections/ }).click()
    await dialog.getByRole('button', { name: 'Move Timeline down' }).click()
    await dialog.getByLabel('Title of Timeline').fill('What happened when')
    await dialog.getByRole('checkbox', { name: 'Tell Affected resources' }).uncheck()
    await dialog.getByRole('radio', { name: 'HTML' }).check()
    const file = join(temporaryFolder(), 'incident.html')
    await dialog.getByLabel('File to write').fill(file)
    await dialog.getByRole('button', { name: 'Write the report' }).click()
    await page.getByRole('dialog', { name: 'Report written' }).waitFor()
    const html = readFileSync(file, 'utf8')
    expect(html).toContain('Left out of this report by the user: Affected resources.')
    const headings = [...html.matchAll(/<h2[^>]*>([^<]*)/g)].map(([, title]) => title)
    expect(headings).toContain('What happened when')
    expect(headings).not.toContain('Timeline')
    expect(headings).not.toContain('Affected resources')
    expect(headings.indexOf('What happened when')).toBeGreaterThan(headings.indexOf('Sessions'))
    const told = html.slice(html.indexOf('>Findings</h2>'), html.indexOf('>Anomalies</h2>'))
    expect(told.match(/<tr>(?=<td)/g)).toHaveLength(2)
  },
)
