// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest'
import { fakeBridge } from '../fake-bridge.ts'

/** A window that has just been loaded, over the host's settings. */
async function windowOver(settings: Readonly<Record<string, string>>) {
  vi.resetModules()
  const bridge = fakeBridge({ events: null, hello: { settings } })
  Object.defineProperty(window, 'trailproof', { value: bridge, configurable: true })
  const [{ startSession }, layout] = await Promise.all([
    import('../../../src-renderer/state/case.ts'),
    import('../../../src-renderer/state/layout.ts'),
  ])
  return { start: startSession, layout, bridge }
}
const themeKept = (theme: string) => JSON.stringify({ state: { theme }, version: 1 })
const told = ({ asked }: ReturnType<typeof fakeBridge>) =>
  asked.filter(({ name }) => name === 'keepSetting').map(({ input }) => input)

beforeEach(() => localStorage.clear())

test('a window at another address has the settings of the last one', async () => {
  const { start, layout } = await windowOver({ 'trailproof-layout': themeKept('dark') })
  expect(layout.useLayout.getState().theme).toBe('system')
  const end = start()
  await vi.waitFor(() => expect(layout.useLayout.getState().theme).toBe('dark'))
  end()
})

test('a change is told to the host, and not before the host has told its own', async () => {
  const { start, layout, bridge } = await windowOver({ 'trailproof-layout': themeKept('dark') })
  layout.setTheme('light')
  const end = start()
  await vi.waitFor(() => expect(layout.useLayout.getState().theme).toBe('dark'))
  expect(told(bridge)).toEqual([])
  layout.setSize('facets', 300)
  await vi.waitFor(() =>
    expect(told(bridge)).toEqual([{ name: 'trailproof-layout', value: expect.stringContaining('"facets":300') }]),
  )
  end()
})

test('what only the browser has kept so far is told to the host', async () => {
  localStorage.setItem('trailproof-layout', themeKept('light'))
  const { start, layout, bridge } = await windowOver({})
  const end = start()
  expect(layout.useLayout.getState().theme).toBe('light')
  await vi.waitFor(() => expect(told(bridge)).toContainEqual({ name: 'trailproof-layout', value: themeKept('light') }))
  end()
})

test('the zone, the form of the timeline and connections are those of the last window, too', async () => {
  const kept = (state: object) => JSON.stringify({ state, version: 1 })
  const { start } = await windowOver({
    'trailproof-zone': kept({ name: 'Europe/Vienna' }),
    'trailproof-timeline': kept({ axis: 'log' }),
    'trailproof-sql-connections': kept({ days: { first: '2024-03-01', last: '2024-03-05' } }),
  })
  const [{ useZoneName }, { useTimeline }, { useConnections }] = await Promise.all([
    import('../../../src-renderer/state/zone.ts'),
    import('../../../src-renderer/state/timeline.ts'),
    import('../../../src-renderer/state/remote.ts'),
  ])
  const end = start()
  await vi.waitFor(() => expect(useZoneName.getState().name).toBe('Europe/Vienna'))
  expect(useTimeline.getState().axis).toBe('log')
  expect(useConnections.getState().days.last).toBe('2024-03-05')
  end()
})
