// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest'
import { ok } from '../../../src-shared/base/result.ts'
import type { UtcMs } from '../../../src-shared/base/time.ts'
import type { CaseView } from '../../../src-shared/contract/case-view.ts'
import { everything, filterOf } from '../../../src-shared/filter/model.ts'
import type { CaseFileState } from '../../../src-shared/model/case-file.ts'
import { fakeBridge } from '../fake-bridge.ts'
import { summaryOf } from '../fake-case.ts'

const file: CaseFileState = {
  path: '/cases/one.trailproof',
  readAt: 0 as UtcMs,
  savedAt: 0 as UtcMs,
  readOnly: null,
  notes: [],
  check: { state: 'not-needed' },
}

const place = {
  section: 'events',
  entity: null,
  session: null,
  filter: everything,
  setAside: [],
  sort: { column: 'eventTime', descending: false },
} as const
const denied = filterOf([{ column: 'errorCode', operator: 'is', values: ['AccessDenied'] }])
const kept: Partial<CaseView> = {
  places: {
    seen: [place, { ...place, section: 'sql', filter: denied, sort: { column: 'eventName', descending: true } }],
    at: 1,
  },
  zone: 'Europe/Berlin',
  noise: { filters: [{ name: 'reads', text: '-readOnly=true' }], on: ['reads'] },
  tabs: {
    tabs: [{ id: 'a', name: 'Who', text: 'SELECT 1', saved: null, question: null, dialect: null }],
    selected: 'a',
    closed: [],
  },
}

interface Given {
  readonly view?: Partial<CaseView>
  readonly later?: readonly (keyof CaseView)[]
  /** Null: it is in none. */
  readonly of?: CaseFileState | null
}

/** A window that has just been loaded over a case that is in a case file. */
async function aWindow({ view = {}, later = [], of = file }: Given) {
  vi.resetModules()
  const inFile: Partial<CaseView> = { ...view }
  const bridge = fakeBridge({
    events: 40,
    summary: of === null ? {} : { caseFile: of },
    answers: {
      caseView: async () => ok({ view, later, damaged: [] }),
      keepCaseView: async ({ of, view }) => {
        expect(of).toBe(file.path)
        Object.assign(inFile, view)
        return ok(undefined)
      },
    },
  })
  Object.defineProperty(window, 'trailproof', { value: bridge, configurable: true })
  const [{ startSession, useCase }, caseView, filter, layout, noise, tabs, navigation, zone, { followMenu }] =
    await Promise.all([
      import('../../../src-renderer/state/case.ts'),
      import('../../../src-renderer/state/case-view.ts'),
      import('../../../src-renderer/state/filter.ts'),
      import('../../../src-renderer/state/layout.ts'),
      import('../../../src-renderer/state/noise.ts'),
      import('../../../src-renderer/state/sql-tabs.ts'),
      import('../../../src-renderer/state/navigation.ts'),
      import('../../../src-renderer/state/zone.ts'),
      import('../../../src-renderer/state/open.ts'),
    ])
  const ends = [startSession(), caseView.followCaseView(), followMenu()]
  await vi.waitFor(() => expect(useCase.getState().summary).not.toBeNull())
  return {
    ...caseView, ...filter, ...layout, ...noise, ...tabs, ...navigation, ...zone,
    bridge, inFile,
    end: () => {
      for (const end of ends) end()
    },
  } // biome-ignore format: a list
}

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
})

test('a fresh window shows a case as its case file has it, and goes back to where the analyst was before', async () => {
  const page = await aWindow({ view: kept })
  await vi.waitFor(() => expect(page.useFilter.getState().filter).toEqual(denied))
  expect(page.useFilter.getState().sort).toEqual({ column: 'eventName', descending: true })
  expect(page.useLayout.getState().section).toBe('sql')
  expect(page.caseTabs().tabs.map(({ text }) => text)).toEqual(['SELECT 1'])
  expect(page.useNoise.getState()).toEqual(kept.noise)
  expect(page.useZoneName.getState().name).toBe('Europe/Berlin')
  page.goBack()
  expect(page.useFilter.getState().filter).toEqual(everything)
  page.end()
})

test('what is changed is kept in the case file, part by part, and what it lacked as well', async () => {
  const page = await aWindow({ view: kept })
  await vi.waitFor(() => expect(page.inFile.layout).toBeDefined())
  page.setColumns([{ name: 'eventName', width: 300 }])
  page.setFilter(denied)
  page.setTabText('a', 'SELECT 2')
  await page.keepViewNow()
  expect(page.inFile.layout!.columns).toEqual([{ name: 'eventName', width: 300 }])
  expect(page.inFile.places!.seen[page.inFile.places!.at]!.filter).toEqual(denied)
  expect(page.inFile.tabs!.tabs[0]!.text).toBe('SELECT 2')
  page.end()
})

test('the menu of the host closes a case once what was just done is in its case file', async () => {
  const page = await aWindow({ view: kept })
  await vi.waitFor(() => expect(page.inFile.layout).toBeDefined())
  page.setFilter(everything)
  page.bridge.push('menuChosen', { does: 'closeCase' })
  await vi.waitFor(() => expect(page.bridge.asked.map(({ name }) => name)).toContain('closeCase'))
  expect(page.inFile.places!.seen[page.inFile.places!.at]!.filter).toEqual(everything)
  page.end()
})

test('of a case file without a view, nothing is told, and the window is as the machine has it', async () => {
  localStorage.setItem('trailproof-zone', JSON.stringify({ state: { name: 'Asia/Tokyo' }, version: 1 }))
  const page = await aWindow({ view: {} })
  await vi.waitFor(() => expect(page.inFile.zone).toBe('Asia/Tokyo'))
  expect(page.useCaseView.getState()).toMatchObject({ notShown: { later: [], damaged: [] }, problem: null })
  page.end()
})

test('a part of a later version stays as it is in the file', async () => {
  const page = await aWindow({ view: {}, later: ['zone'] })
  await vi.waitFor(() => expect(page.inFile.noise).toBeDefined())
  expect(page.useCaseView.getState().notShown.later).toEqual(['zone'])
  page.chooseZone('Asia/Tokyo')
  await page.keepViewNow()
  expect(page.inFile.zone).toBeUndefined()
  page.end()
})

test('a case file that is read only is shown, and not written', async () => {
  const page = await aWindow({ view: kept, of: { ...file, readOnly: 'It lies among evidence.' } })
  await vi.waitFor(() => expect(page.useFilter.getState().filter).toEqual(denied))
  page.chooseZone('Asia/Tokyo')
  await page.keepViewNow()
  expect(page.bridge.asked.some(({ name }) => name === 'keepCaseView')).toBe(false)
  page.end()
})

test('what the machine keeps for all cases is not touched by a case file, and is back when that is closed', async () => {
  const machine = JSON.stringify({ state: { filters: [{ name: 'mine', text: '-eventName=Get' }], on: [] }, version: 1 })
  localStorage.setItem('trailproof-noise', machine)
  const page = await aWindow({ view: kept })
  await vi.waitFor(() => expect(page.useNoise.getState()).toEqual(kept.noise))
  page.setTheme('dark')
  page.setColumns([{ name: 'eventName', width: 300 }])
  expect(JSON.parse(localStorage.getItem('trailproof-noise')!)).toEqual(JSON.parse(machine))
  const { state } = JSON.parse(localStorage.getItem('trailproof-layout')!)
  expect([state.theme, state.columns]).toEqual(['dark', page.defaultColumns])
  page.bridge.push('caseChanged', null)
  expect(page.useNoise.getState().filters.map(({ name }) => name)).toEqual(['mine'])
  expect(page.useLayout.getState().columns).toEqual(page.defaultColumns)
  expect(page.useLayout.getState().theme).toBe('dark')
  page.end()
})

test('a case that is saved has its view in the case file from then on', async () => {
  const page = await aWindow({ view: {}, of: null })
  page.setFilter(denied)
  page.bridge.push('caseChanged', { ...summaryOf(40), caseFile: file })
  await page.keepViewNow()
  expect(page.inFile.places!.seen.at(-1)!.filter).toEqual(denied)
  expect(page.useFilter.getState().filter).toEqual(denied)
  page.end()
})
