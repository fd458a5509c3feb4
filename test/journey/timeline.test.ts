import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect } from 'vitest'
import { formatCount } from '../../src-renderer/widgets/format.ts'
import { root } from './built.ts'
import { goTo } from './sight.ts'
import { journey } from './window.ts'

const sample = join(root, 'resources', 'sample-case')

interface Told {
  readonly eventID: string
  readonly awsRegion: string
  readonly eventTime: string
}

/** Every event of the folder once, read in the obvious way. */
function eventsIn(folder: string): readonly Told[] {
  const found = new Map<string, Told>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/_CloudTrail(-Insight)?_.*\.json\.gz$/.test(entry.name)) continue
    const text = gunzipSync(readFileSync(join(entry.parentPath, entry.name))).toString()
    for (const record of (JSON.parse(text) as { Records: Told[] }).Records) found.set(record.eventID, record)
  }
  return [...found.values()]
}

journey(
  'the timeline is parted by Region, zoomed by the wheel, told as a table, and in another zone',
  async ({ openWindow }) => {
    const { page } = await openWindow({ folder: sample })
    await goTo(page, 'events')
    const timeline = page.getByRole('region', { name: 'Timeline', exact: true })
    const chart = page.getByRole('group', { name: /^Timeline\./ })
    await chart.waitFor()

    // The parts of the bars are counts of all events by Region, as a plain reading of the files has them.
    await timeline.getByRole('button', { name: /^Bars by/ }).click()
    await page.getByRole('menuitemcheckbox', { name: 'Region' }).click()
    const legend = page.getByRole('toolbar', { name: 'Parts of the bars' })
    const events = eventsIn(sample)
    for (const region of new Set(events.map(({ awsRegion }) => awsRegion))) {
      const count = events.filter(({ awsRegion }) => awsRegion === region).length
      await legend.getByRole('button', { name: new RegExp(`^${region} ?${formatCount(count)}$`) }).waitFor()
    }

    // The strip knows what is proven and what is not; flags stand where findings begin.
    const proofs = timeline.getByRole('list', { name: 'Proof of the time shown' })
    for (const name of ['proven', 'gap or missing files', 'altered files'])
      await proofs.getByText(name, { exact: true }).waitFor()
    await timeline
      .getByRole('toolbar', { name: 'Findings and bookmarks over time' })
      .getByRole('button')
      .first()
      .waitFor()

    // The wheel zooms around the pointer, and the filter follows when it rests.
    const box = (await chart.boundingBox())!
    await page.mouse.move(box.x + box.width * 0.7, box.y + box.height / 2)
    for (let turn = 0; turn < 6; turn++) await page.mouse.wheel(0, -240)
    const chip = page.getByRole('button', { name: /^Remove: eventTime from/ })
    await chip.waitFor()

    // As a table: its bars hold the events of the grid.
    await timeline.getByRole('button', { name: /^Options/ }).click()
    await page.getByLabel('As a table').check()
    await page.getByLabel('Time zone').selectOption('Asia/Tokyo')
    await page.keyboard.press('Escape')
    await page.locator('section.timeline[aria-busy="false"]').waitFor()
    const table = timeline.getByRole('table')
    const cells = await table
      .locator('tbody tr')
      .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent ?? '')))
    const shown = cells.reduce((sum, [, , counted]) => sum + Number(counted!.replaceAll(',', '')), 0)
    await page.getByRole('heading', { name: `${formatCount(shown)} of ${formatCount(events.length)} events` }).waitFor()
    for (const [from, until] of cells) {
      expect(from).toMatch(/\+09:00$/)
      expect(until).toMatch(/\+09:00$/)
    }
    await page.getByText('Times in Asia/Tokyo').waitFor()
  },
)
