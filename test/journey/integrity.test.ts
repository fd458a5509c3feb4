import { expect } from 'vitest'
import { aTrail } from '../fixtures/trail.ts'
import { goTo, gridRows, statusOf } from './sight.ts'
import { journey } from './window.ts'

journey(
  'a trail that was tampered with: what is proven, what is not, and the events behind it',
  async ({ openWindow }) => {
    // Eight hours, the fourth without logging; three events a file; the file beside the first holds one.
    const { folder, logs } = await aTrail().hours(8).gap(3).editRecord(1).deleteLogFile(2).extraLog(0).write()
    const { page } = await openWindow({ folder })
    const grid = page.getByRole('grid', { name: 'Events' })
    await page.getByRole('heading', { name: '19 events', exact: true }).waitFor()

    await goTo(page, 'integrity')
    // The keys came with the evidence: until they are compared with AWS, they prove no more than that all fits together.
    const counted = '1 is invalid; 1 is missing; 1 is in no digest. Time that no digest covers: 1 gap.'
    const consistent = `5 of 8 log files are consistent with keys that came with the evidence; ${counted}`
    await page.getByRole('heading', { name: consistent }).waitFor()
    await page.getByRole('tab', { name: /^Public keys/ }).click()
    await page.getByRole('button', { name: 'I have compared these fingerprints with AWS' }).click()
    await page.getByRole('heading', { name: `5 of 8 log files are proven; ${counted}` }).waitFor()
    await page.getByText('All 7 digests are proven.').waitFor()
    const byStatus = page.getByRole('region', { name: 'Log files by status' })
    const counts = await byStatus.getByRole('button').allInnerTexts()
    expect(counts.map((text) => text.replace(/\s+/g, ' '))).toEqual([
    '5 verified', '1 invalid', '1 missing', '1 uncovered',
  ]) // biome-ignore format: a list
    await page.getByRole('tab', { name: /^Chains/ }).click()
    await page.getByRole('img', { name: '2 proven spans, 1 gap' }).waitFor()

    // What is missing can be fetched.
    await page.getByRole('tab', { name: /^What to download/ }).click()
    const [, , missing] = logs
    await page.getByText(`aws s3api get-object --bucket example-cloudtrail-logs --key ${keyOf(missing!.uri)}`).waitFor()

    // From a count to the file, from the file to its events.
    await byStatus.getByRole('button', { name: /invalid/ }).click()
    const files = page.getByRole('grid', { name: 'Log files' })
    await files.getByRole('row', { name: /another hash than the digest states/ }).waitFor()
    expect(await gridRows(files).count()).toBe(1)
    await gridRows(files).getByRole('gridcell').first().click()
    const file = page.getByRole('region', { name: 'Log file' })
    await file.getByText(logs[1]!.uri).first().waitFor()
    await file.getByRole('button', { name: 'Show its 3 events' }).click()
    await page.getByRole('heading', { name: '3 of 19 events' }).waitFor()
    expect(await gridRows(grid).getByRole('img', { name: 'invalid' }).count()).toBe(3)

    // Only what is proven.
    await page.getByRole('button', { name: 'Clear the filter' }).first().click()
    await page.getByRole('heading', { name: '19 events', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Proven', exact: true }).click()
    await page.getByRole('heading', { name: '15 of 19 events' }).waitFor()
    expect(await gridRows(grid).getByRole('img', { name: 'verified' }).count()).toBe(15)
    expect(await statusOf(page)).toContain('verified')
  },
)

journey('without public keys nothing is called proven, and it is said what is needed', async ({ openWindow }) => {
  const { folder } = await aTrail().withoutKeyList().write()
  const { page } = await openWindow({ folder })
  await page.getByRole('heading', { name: '9 events', exact: true }).waitFor()
  await page.getByRole('button', { name: 'Proven', exact: true }).click()
  await page.getByText('No event matches the filter.').waitFor()
  await goTo(page, 'integrity')
  await page
    .getByRole('heading', {
      name: 'There is no public key to check signatures with. None of 3 log files can be proven.',
    })
    .waitFor()
  await page.getByText('aws cloudtrail list-public-keys').first().waitFor()
  await page.getByRole('tab', { name: 'Public keys (0)' }).click()
  await page.getByText('No public key was found, so no signature was checked.').waitFor()
})

const keyOf = (uri: string) => uri.slice('s3://example-cloudtrail-logs/'.length)
