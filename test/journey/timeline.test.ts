import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
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

const sans = join(root, '..', 'shared', 'data', 'real', 'sans-504-slice')

/** The longest time between hours in which log files were delivered, as their names have it. */
function longestSilence(folder: string): { readonly from: number; readonly until: number } {
  const hours = readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((path) => {
    const named = /_CloudTrail_.*_(\d{4})(\d\d)(\d\d)T(\d\d)\d\dZ_/.exec(basename(path))
    return named === null ? [] : [Date.UTC(Number(named[1]), Number(named[2]) - 1, Number(named[3]), Number(named[4]))]
  })
  const inOrder = [...new Set(hours)].sort((a, b) => a - b)
  const silences = inOrder.slice(1).map((until, at) => ({ from: inOrder[at]! + 3_600_000, until }))
  return silences.sort((a, b) => b.until - b.from - (a.until - a.from))[0]!
}

if (existsSync(sans))
  journey('days of which nothing was kept are told as such, and not as days without events', async ({ openWindow }) => {
    const { page } = await openWindow({ folder: sans })
    await goTo(page, 'events')
    const timeline = page.getByRole('region', { name: 'Timeline', exact: true })
    await timeline.getByRole('list', { name: 'Proof of the time shown' }).getByText('no logs').waitFor()
    await timeline.getByRole('button', { name: /^Options/ }).click()
    await page.getByLabel('As a table').check()
    await page.keyboard.press('Escape')
    await timeline.getByRole('table').waitFor()
    const rows = await timeline.locator('tbody tr').evaluateAll((all) =>
      all.map((row) => ({
        times: [...row.querySelectorAll('time')].map((time) => time.dateTime),
        cells: [...row.children].map((cell) => cell.textContent),
      })),
    )
    const silent = rows
      .filter(({ cells }) => cells[2] === '0' && cells[5] === 'no logs')
      .map(({ times }) => ({ from: Date.parse(times[0]!), until: Date.parse(times[1]!) }))
    const { from, until } = longestSilence(sans)
    // An event of the last quarter of an hour would be in the file that ends the silence.
    const longest = silent.sort((a, b) => b.until - b.from - (a.until - a.from))[0]!
    expect([longest.from, longest.until]).toEqual([from, until - 1_800_000])
  })
