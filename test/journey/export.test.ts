import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { type ExportFormat, exportFormatFacts } from '../../src-shared/words/export-formats.ts'
import type { CloudTrailRecord } from '../fixtures/records.ts'
import { aTrail, temporaryFolder } from '../fixtures/trail.ts'
import { journey } from './window.ts'

/** What of a manifest is judged here. */
interface Manifest {
  readonly export: { readonly file: string; readonly events: number; readonly bytes: number; readonly sha256: string }
  readonly filter: { readonly text: string }
  readonly case: { readonly events: number; readonly partial: boolean }
  readonly sources: readonly { readonly path: string; readonly verdict: string; readonly events: number }[]
}

journey(
  'what the filter shows is written with a manifest that can be checked, and never over a file',
  async ({ openWindow }) => {
    const trail = await aTrail().hours(6).recordsPerLog(20).editRecord(2).write()
    const records = trail.logs.flatMap((log) => log.records)
    const wanted = records.filter(({ eventName }) => eventName === 'ListBuckets')
    const { page } = await openWindow({ folder: trail.folder })
    await page.getByRole('heading', { name: '120 events', exact: true }).waitFor()
    const filter = page.getByRole('combobox', { name: /^Filter:/ })
    await filter.fill('eventName=ListBuckets')
    await filter.press('Enter')
    await page.getByRole('heading', { name: `${wanted.length} of 120 events` }).waitFor()

    const folder = temporaryFolder()
    for (const format of ['csv', 'ndjson'] as const) {
      const file = join(folder, `buckets.${format}`)
      await exportTo(page, file, format)
      const done = page.getByRole('dialog', { name: 'Exported' })
      await done.getByText(`${wanted.length} events were written.`).waitFor()
      await done.getByText(`Exported to ${file} (manifest: ${file}.manifest.json).`).waitFor()
      await done.getByRole('button', { name: 'Close' }).last().click()

      const bytes = readFileSync(file)
      const manifest = JSON.parse(readFileSync(`${file}.manifest.json`, 'utf8')) as Manifest
      expect(manifest.export).toMatchObject({
        file,
        events: wanted.length,
        bytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      })
      expect(manifest.filter.text).toBe('eventName=ListBuckets')
      expect(manifest.case).toMatchObject({ events: 120, partial: false })
      expect(manifest.sources.reduce((sum, { events }) => sum + events, 0)).toBe(wanted.length)
      for (const { path, verdict } of manifest.sources)
        expect(verdict).toBe(path === trail.logs[2]!.path ? 'invalid' : 'verified')
      expect(linesOf(bytes)).toHaveLength(format === 'csv' ? wanted.length + 1 : wanted.length)
    }
    const written = linesOf(readFileSync(join(folder, 'buckets.ndjson'))).map((line) => JSON.parse(line))
    // The edited record is written as it stands in its file.
    expect(new Set(written.map(({ eventID }: CloudTrailRecord) => eventID))).toEqual(
      new Set(wanted.map(({ eventID }) => eventID)),
    )

    // The name is taken now, and it is asked whether to replace it.
    const before = readFileSync(join(folder, 'buckets.csv'))
    await exportTo(page, join(folder, 'buckets.csv'), 'csv')
    const dialog = page.getByRole('dialog', { name: 'Export events' })
    await dialog.getByText(/buckets\.csv exists already\. Replace it/).waitFor()
    expect(readFileSync(join(folder, 'buckets.csv'))).toEqual(before)
    await dialog.getByRole('button', { name: 'Cancel' }).click()

    // There is no such folder.
    const failed = page.getByRole('dialog', { name: 'Export failed' })
    await exportTo(page, join(folder, 'nowhere', 'buckets.csv'), 'csv')
    await failed.getByText(/the folder of .* does not exist\./).waitFor()
    expect(existsSync(join(folder, 'nowhere'))).toBe(false)
    await failed.getByRole('button', { name: 'Close' }).last().click()
    expect(readdirSync(folder).sort()).toEqual([
    'buckets.csv', 'buckets.csv.manifest.json', 'buckets.ndjson', 'buckets.ndjson.manifest.json',
  ]) // biome-ignore format: a list
  },
)

async function exportTo(page: Page, file: string, format: ExportFormat): Promise<void> {
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Export events' })
  await dialog.getByRole('radio', { name: exportFormatFacts[format].name, exact: true }).check()
  await dialog.getByRole('textbox', { name: 'File to write' }).fill(file)
  await dialog.getByRole('button', { name: /^Export \d+ events$/ }).click()
}

const linesOf = (bytes: Buffer): string[] => bytes.toString().trimEnd().split(/\r?\n/)
