import { expect } from 'vitest'
import { sampleCase } from './built.ts'
import { counted, plainEvents } from './plain-events.ts'
import { goTo } from './sight.ts'
import { journey } from './window.ts'

const events = plainEvents(sampleCase)
const keyOf = (event: (typeof events)[number]) => event.userIdentity?.accessKeyId
const issuedBy = (event: (typeof events)[number]) => event.responseElements?.credentials?.accessKeyId

journey(
  'a key leads to its chain in one action: what it issued, what was done with that, and back',
  async ({ openWindow }) => {
    // The key that issued most sessions which were used.
    const used = new Set(events.map(keyOf))
    const issuing = events.filter((event) => used.has(issuedBy(event)) && issuedBy(event) !== undefined)
    const [key, issued] = counted(issuing, keyOf)[0]!
    const { page } = await openWindow({ folder: sampleCase })
    await page.getByRole('heading', { name: '3,813 events', exact: true }).waitFor()
    await goTo(page, 'entities')
    await page.getByLabel('Search all kinds of entities').fill(key)
    await page.getByRole('button', { name: key, exact: true }).click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Its session and chain' }).click()

    const tracks = page.getByRole('tree', { name: 'Sessions of the chain' }).getByRole('treeitem')
    await tracks.first().waitFor()
    const levels = await tracks.evaluateAll((items) => items.map((item) => item.getAttribute('aria-level')))
    expect(levels[0]).toBe('1')
    expect(levels.filter((level) => level === '2')).toHaveLength(issued)

    const first = issuing.filter((event) => keyOf(event) === key)[0]!
    const its = events.filter((event) => keyOf(event) === issuedBy(first))
    await tracks.nth(1).click()
    const hop = page.getByRole('article', { name: `Session ${issuedBy(first)}` })
    await hop.getByRole('button', { name: `Show ${its.length} events`, exact: true }).waitFor()
    expect(await hop.innerText()).toContain('Joined by the access key that the call names.')

    await hop.getByRole('button', { name: 'Show the issuing call' }).click()
    await page.getByRole('complementary').getByText(first.eventID).first().waitFor()
    await page.getByRole('button', { name: 'Back', exact: true }).click()
    await tracks.first().waitFor()
  },
)

journey('a session whose issuing call is not in the case says so, and guesses nothing', async ({ openWindow }) => {
  const { page } = await openWindow({ folder: sampleCase })
  await page.getByRole('heading', { name: '3,813 events', exact: true }).waitFor()
  await goTo(page, 'sessions')
  await page.getByLabel('Search name, origin, principal, role').fill('role/Monitoring')
  const row = page.getByRole('grid', { name: 'Sessions' }).getByRole('row').nth(1)
  await row.getByText('not known', { exact: true }).waitFor()
  await row.click()
  const chain = page.getByRole('region', { name: 'Chain of sessions' })
  await chain
    .getByText('The call that issued its credentials is not in the case: what came before is not known.')
    .waitFor()
  expect(await chain.getByRole('treeitem').count()).toBe(1)
})
