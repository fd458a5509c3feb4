import { expect } from 'vitest'
import { aTrail } from '../fixtures/trail.ts'
import { eventsWord, openInvestigation } from './answers.ts'
import { sampleCase } from './built.ts'
import { isByService } from './plain-events.ts'
import { goTo } from './sight.ts'
import { type AppWindow, journey } from './window.ts'

journey(
  'noise is saved once, set aside by one button, counted, and set aside in the next case',
  async ({ openWindow }) => {
    let window: AppWindow | null = null
    const inquiry = await openInvestigation(async (options) => (window = await openWindow(options)), sampleCase)
    const { page, events } = inquiry
    const wanted = events.filter((event) => event.readOnly === false && !isByService(event))
    const noise = events.length - wanted.length
    const told = page
      .getByRole('status')
      .filter({ hasText: `${noise.toLocaleString('en-US')} events are set aside by “Noise”.` })
    const toggle = page.getByRole('group', { name: 'Set aside' }).getByRole('button', { name: 'Noise', exact: true })

    await inquiry.asks('Save what leaves the noise out', 3, async (analyst) => {
      await analyst.filter('readOnly=false byAwsService=false')
      await inquiry.shows(wanted)
      await analyst.choose(page.getByRole('button', { name: 'More about the filter' }), /Save the conditions/, 'left')
      await page.getByText(`It sets aside ${noise.toLocaleString('en-US')} events of this case`).waitFor()
      await page.keyboard.press('Enter')
      await told.waitFor()
      await inquiry.shows(wanted)
    })

    await inquiry.asks('h. What remains without the noise?', 2, async (analyst) => {
      await analyst.click(page.getByRole('button', { name: eventsWord(events), exact: true }))
      await analyst.click(toggle)
      await inquiry.shows(wanted)
      await told.waitFor()
    })

    // What was set aside is one press away.
    await told.getByRole('button', { name: 'Show them' }).click()
    await inquiry.shows(events.filter((event) => !wanted.includes(event)))
    expect(await toggle.getAttribute('aria-pressed')).toBe('false')

    await goTo(page, 'sources')
    await page.getByRole('button', { name: 'Close the case' }).click()
    await window!.chooseFolder((await aTrail().write()).folder)
    await goTo(page, 'events')
    await page.getByRole('status').filter({ hasText: 'set aside by “Noise”.' }).waitFor()
    expect(await toggle.getAttribute('aria-pressed')).toBe('true')
  },
)
