import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { autonomousSystem, city, mmdbOf } from '../fixtures/mmdb.ts'
import { aTrail, temporaryFolder } from '../fixtures/trail.ts'
import { goTo } from './sight.ts'
import { journey } from './window.ts'

journey('files that are chosen in the window tell countries and owners of addresses', async ({ openWindow }) => {
  const folder = temporaryFolder()
  const [cities, owners] = [join(folder, 'cities.mmdb'), join(folder, 'owners.mmdb')]
  writeFileSync(cities, mmdbOf({ '192.0.2.0/24': city('DE', 'Berlin', 52.52, 13.405) }, { type: 'GeoLite2-City' }))
  writeFileSync(owners, mmdbOf({ '192.0.2.0/24': autonomousSystem(64496, 'Example Net') }, { type: 'ASN' }))
  const { page } = await openWindow({ folder: (await aTrail().write()).folder })
  await page.getByRole('heading', { name: '9 events', exact: true }).waitFor()
  await goTo(page, 'sources')
  await page.getByRole('button', { name: 'Addresses…' }).click()
  const dialog = page.getByRole('dialog')
  for (const file of [cities, owners]) {
    await dialog.getByLabel('File', { exact: true }).fill(file)
    await dialog.getByRole('button', { name: 'Add', exact: true }).click()
    await dialog.getByRole('button', { name: `Remove ${file}` }).waitFor()
  }
  await dialog.getByRole('button', { name: 'Close' }).last().click()

  await goTo(page, 'events')
  const facets = page.getByRole('complementary', { name: 'Facets' })
  for (const column of ['country', 'owner']) await facets.getByRole('button', { name: column, exact: true }).waitFor()
  const filter = page.getByRole('combobox', { name: /^Filter:/ })
  await filter.fill('country=DE owner="Example Net"')
  await filter.press('Enter')
  await page.getByRole('heading', { name: '9 events' }).waitFor()

  // Without the files nothing tells it any more.
  await goTo(page, 'sources')
  await page.getByRole('button', { name: 'Addresses…' }).click()
  for (const file of [cities, owners]) {
    await dialog.getByRole('button', { name: `Remove ${file}` }).click()
    await dialog.getByRole('button', { name: `Remove ${file}` }).waitFor({ state: 'detached' })
  }
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await goTo(page, 'events')
  await page.getByRole('heading', { name: '0 of 9 events' }).waitFor()
}) // biome-ignore format: one line a thing
