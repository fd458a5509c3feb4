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
    await dialog.getByLabel('Title').fill('Trail of <March>')
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
