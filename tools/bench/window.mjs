// Works in the window as an analyst does, and prints what each action took.
// `node window.mjs CLI FOLDER [KINDS…]`: of all kinds of action, or of those that begin with one of these texts.
import { openWindow } from './window-host.mjs'

const [cli, folder, ...kinds] = process.argv.slice(2)
const shownColumns = [
  'eventTime', 'eventName', 'actor', 'eventSource', 'awsRegion', 'sourceIPAddress', 'userAgent', 'accessKeyId',
  'errorMessage', 'eventID',
] // biome-ignore format: a list
const filters = {
  'filter by columns': [
    'eventName=DescribeInstances',
    'errorCode=AccessDenied',
    'awsRegion=eu-west-1',
    'readOnly=false',
    'sourceIPAddress=192.0.2.1',
    'userIdentityType=IAMUser',
    'eventSource!=ec2.amazonaws.com',
    'eventName=ListVolumes errorCode=AccessDenied',
  ],
  'filter by patterns': [
    'eventName=List*',
    'userAgent=*Botocore*linux*',
    'errorMessage=~"payments-(batch|audit)-[0-9]+ is not"',
    'accessKeyId=~"^ASIA[A-M].*[2-5]$"',
    'sourceIPAddress=192.0.2.0/25',
    'errorMessage~search-deploy',
  ],
}

const { page, sinceStart, rest, measure, close } = await openWindow(cli, folder, {
  section: 'events',
  columns: shownColumns.map((name) => ({ name, width: 140 })),
})
const grid = page.getByRole('grid', { name: 'Events' })
/** A cell of the nth line in the document. */
const cell = (line, column) => grid.locator('.grid-row').nth(line).locator(`[data-column="${column}"]`)
/** In order, each with its kind and its name. */
const actions = []

await grid.locator('.grid-row').first().waitFor()
const shown = sinceStart()
await sort('sort while files are verified', 'actor')
await untilAllIsKnown()
const known = sinceStart()
await filterByText()
await sortByColumns()
await zoomTheTimeline()
await scrollTheGrid()
await openEvents()
await followValues()
await readRecords()
console.log(JSON.stringify({ shown, known, actions }))
await close()

async function take(kind, name, act) {
  if (kinds.length > 0 && !kinds.some((asked) => kind.startsWith(asked))) return act().then(rest)
  actions.push({ kind, name, ...(await measure(act)) })
  process.stderr.write(`${JSON.stringify(actions.at(-1))}\n`)
}

/** Files verified, rules run, sessions put together: nothing is computed any more but what is asked for. */
async function untilAllIsKnown() {
  await section('Overview')
  await page.getByRole('region', { name: 'What to look at first' }).waitFor()
  await section('Sessions')
  await page.getByRole('grid', { name: 'Sessions' }).locator('.grid-row').first().waitFor()
  await section('Events')
  await rest()
}

function section(name) {
  const rail = page.getByRole('navigation', { name: 'Sections' })
  return rail.getByRole('button', { name: new RegExp(`^${name}$`, 'i') }).click()
}

async function filterByText() {
  const filter = page.getByRole('combobox', { name: /^Filter:/ })
  for (const [kind, texts] of Object.entries(filters))
    for (const text of texts) {
      await filter.fill(text)
      // What is suggested meanwhile is no part of it.
      await rest()
      await take(kind, text, () => filter.press('Enter'))
      await take('back to all events', text, () => button('Clear the filter').click())
    }
}

function button(name) {
  return page.getByRole('button', { name, exact: true }).first()
}

/** A title sorts in its own order first, then in the opposite one. */
async function sortByColumns() {
  for (const column of [...shownColumns.slice(1), 'eventTime'])
    for (const order of ['first', 'other']) await sort(`sort, ${order} order`, column)
  await sort('sort by time', 'eventTime')
}

function sort(kind, column) {
  return take(kind, column, () => grid.locator(`[data-title="${column}"]`).click({ position: { x: 12, y: 8 } }))
}

async function zoomTheTimeline() {
  const { x, y, width, height } = await page.getByRole('group', { name: /^Timeline\./ }).boundingBox()
  const turnWheel = async (delta, at) => {
    await page.mouse.move(x + at * width, y + height / 2)
    for (let turn = 0; turn < 6; turn++) await page.mouse.wheel(0, delta)
  }
  for (const at of [0.3, 0.5, 0.6]) await take('zoom the timeline', `in, at ${at}`, () => turnWheel(-240, at))
  for (const at of [0.6, 0.5]) await take('zoom the timeline', `out, at ${at}`, () => turnWheel(240, at))
  await button('Show all').click()
  await rest()
}

async function scrollTheGrid() {
  const { x, y, width, height } = await grid.boundingBox()
  await page.mouse.move(x + width / 2, y + height / 2)
  for (const pixels of [300, 1_200, 4_800, -4_800])
    await take('scroll by the wheel', `60 turns of ${pixels} pixels`, async () => {
      for (let turn = 0; turn < 60; turn++) await page.mouse.wheel(0, pixels)
    })
  for (const share of [0.2, 0.5, 0.9, 0.35])
    await take('leap by the scrollbar', `to ${share}`, () =>
      grid.evaluate((element, to) => {
        element.scrollTop = to * (element.scrollHeight - element.clientHeight)
      }, share),
    )
}

async function openEvents() {
  for (const line of [12, 15, 18])
    await take(line === 12 ? 'open the first event' : 'open an event', `line ${line}`, () =>
      cell(line, 'eventTime').click(),
    )
}

async function followValues() {
  for (const column of ['eventName', 'actor', 'sourceIPAddress']) {
    await choose(cell(14, column), 'only this value', column, 'Only events with this value')
    await page.keyboard.press('Alt+ArrowLeft')
    await rest()
  }
  for (const column of ['sourceIPAddress', 'actor', 'accessKeyId']) {
    await choose(cell(14, column), 'open the page of an entity', column, /^Page of/)
    await section('Events')
    await rest()
  }
  for (const line of [14, 16]) {
    await choose(cell(line, 'accessKeyId'), 'open a session', `of line ${line}`, 'Its session and chain')
    await section('Events')
    await rest()
  }
}

async function choose(of, kind, name, entry) {
  await of.click({ button: 'right' })
  await take(kind, name, () => page.getByRole('menuitem', { name: entry }).click())
}

/** What the call did is in records only: all log files are read for the first of them. */
async function readRecords() {
  await take('first facet of target', 'target', () => facet('target').click())
  await take('filter by target', 'the first value', () =>
    page
      .locator('.facet', { has: facet('target') })
      .locator('.facet-choose')
      .first()
      .click(),
  )
}

function facet(column) {
  return page.locator('.facet-title', { hasText: new RegExp(`^${column}$`) })
}
